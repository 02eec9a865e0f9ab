package org.yimen.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Message.State;
import org.yimen.platform.Text;

/**
 * 发件箱: the one place from which messages go. What is posted stands or falls with the caller's transaction and is said
 * once; {@link Relay} carries it to the gateways afterwards.
 */
@Service
public class Outbox {

    /** News older than this wakes nobody's phone any more; it lies in the inbox. */
    static final Duration FRESH = Duration.ofDays(1);

    /** So late nothing goes to a phone or a mail box any more, whatever held it up. */
    static final Duration LATE = Duration.ofDays(2);

    /** Whom a message is for that goes to an address and not to somebody known. */
    static final UUID NOBODY = new UUID(0, 0);

    private static final UUID LAST = new UUID(-1, -1);

    private final Messages messages;
    private final Preferences preferences;
    private final AuditLog audit;
    private final InstantSource time;

    Outbox(Messages messages, Preferences preferences, AuditLog audit, InstantSource time) {
        this.messages = messages;
        this.preferences = preferences;
        this.audit = audit;
        this.time = time;
    }

    /** Says it, on every way that the person wants; a cause that was said before says nothing. */
    @Transactional
    public void post(Notice notice) {
        if (!Texts.knows(notice.template())) {
            throw new IllegalArgumentException("No such template: " + notice.template());
        }
        Instant now = time.instant();
        boolean later = notice.from().isAfter(now);
        // What has a condition is decided at its time; its inbox row waits with the others.
        boolean waits = later || !notice.condition().isEmpty();
        var _ = messages.insert(message(notice, Way.INBOX, waits, now), null);
        if (notice.at().isBefore(now.minus(FRESH)) && !later) {
            return;
        }
        for (Way way : ways(preferences.of(notice.region(), notice.person()))) {
            var _ = messages.insert(message(notice, way, true, now), null);
        }
    }

    /** Only for the inbox: what is said to members of staff, whose phones are their own. */
    @Transactional
    public void postInside(Notice notice) {
        var _ = messages.insert(message(notice, Way.INBOX, false, time.instant()), null);
    }

    /**
     * Sends what somebody at the keyboard asked for a moment ago, such as a code, to an address that is nobody's yet. It
     * keeps no quiet hours, because he waits for it; what it says is forgotten once it is sent.
     */
    @Transactional
    public void answer(
            String region,
            String cause,
            Way way,
            String address,
            String template,
            List<Text> arguments,
            Instant until) {
        toAddress(region, cause, way, address, template, arguments, until, time.instant());
    }

    /**
     * Tells somebody who has no account, at the number that he left. Said once, at no hour of the night, and the number is
     * forgotten with what was said once it is sent.
     */
    @Transactional
    public void tellByPhone(
            String region, String cause, String phone, String template, List<Text> arguments, Instant until) {
        Instant awake = Preference.STANDARD.awake(time.instant());
        if (awake.isBefore(until)) {
            toAddress(region, cause, Way.SMS, phone, template, arguments, until, awake);
        }
    }

    private void toAddress(
            String region,
            String cause,
            Way way,
            String address,
            String template,
            List<Text> arguments,
            Instant until,
            Instant from) {
        Instant now = time.instant();
        var notice = new Notice(
                region, NOBODY, NOBODY, cause, template, arguments, "", null, Notice.SYSTEM, "", now, now, until);
        Message plain = message(notice, way, true, now);
        var _ = messages.insert(
                new Message(
                        plain.region(),
                        plain.id(),
                        plain.holder(),
                        plain.person(),
                        plain.cause(),
                        plain.way(),
                        plain.template(),
                        plain.arguments(),
                        plain.link(),
                        plain.caseId(),
                        plain.sender(),
                        plain.condition(),
                        true,
                        plain.madeAt(),
                        until,
                        State.WAITING,
                        null,
                        0,
                        1,
                        from,
                        null,
                        null,
                        null),
                address);
    }

    private static List<Way> ways(Preference wanted) {
        var ways = new ArrayList<Way>();
        if (wanted.sms()) {
            ways.add(Way.SMS);
        }
        if (wanted.byMail() && wanted.mailProven()) {
            ways.add(Way.MAIL);
        }
        return ways;
    }

    /** What has a condition is asked about instead. */
    private static @Nullable Instant expires(Notice notice, Way way) {
        boolean bounded = notice.until() != null
                || way == Way.INBOX
                || !notice.condition().isEmpty();
        return bounded ? notice.until() : notice.from().plus(LATE);
    }

    private static Message message(Notice notice, Way way, boolean waits, Instant now) {
        Instant next = notice.from().isAfter(now) ? notice.from() : now;
        return new Message(
                notice.region(),
                Uuid7.next(now),
                notice.holder(),
                notice.person(),
                notice.cause(),
                way,
                notice.template(),
                notice.arguments(),
                notice.link(),
                notice.caseId(),
                notice.sender(),
                notice.condition(),
                false,
                notice.from().isAfter(notice.at()) ? notice.from() : notice.at(),
                expires(notice, way),
                waits ? State.WAITING : State.SENT,
                null,
                0,
                1,
                next,
                waits ? null : now,
                null,
                null);
    }

    /**
     * 回执: what a provider says became of a message. The first answer stands.
     *
     * @param reference as the gateway was told it
     * @return false where it was known already, or names no message
     */
    @Transactional
    public boolean report(String region, String reference, boolean delivered, @Nullable String why) {
        int dash = reference.lastIndexOf('-');
        try {
            UUID id = UUID.fromString(reference.substring(0, Math.max(0, dash)));
            int round = Integer.parseInt(reference.substring(dash + 1));
            return messages.find(region, id).isPresent()
                    && messages.report(region, id, round, delivered, why, time.instant());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** A clerk has it sent again after it got nowhere; codes are asked for anew instead. */
    @Transactional
    public boolean again(String region, UUID id, String by) {
        boolean again = messages.again(region, id, time.instant());
        if (again) {
            audit.record(region, by, "notify.sent-again", id.toString(), Map.of());
        }
        return again;
    }

    public Optional<Message> find(String region, UUID id) {
        return messages.find(region, id);
    }

    /** What a cause has said to somebody, on all ways; empty where nothing was. */
    public List<Message> of(String region, UUID holder, String cause) {
        return messages.ofCause(region, holder, cause);
    }

    /** The inbox of a person or a firm, the newest first. */
    public List<Message> inbox(String region, UUID holder, @Nullable Message before, int limit) {
        return messages.inbox(
                region,
                holder,
                before == null ? time.instant().plusSeconds(1) : before.madeAt(),
                before == null ? LAST : before.id(),
                limit);
    }

    public int unread(String region, UUID holder) {
        return messages.unread(region, holder);
    }

    /** Marks these of his as read. */
    @Transactional
    public void read(String region, UUID holder, List<UUID> ids) {
        messages.read(region, holder, ids, time.instant());
    }

    /** What goes by phone and mail, the newest first, in these states. */
    public List<Message> outgoing(String region, List<State> states, @Nullable Message before, int limit) {
        return messages.outgoing(
                region,
                states,
                before == null ? time.instant().plus(Duration.ofDays(400)) : before.madeAt(),
                before == null ? LAST : before.id(),
                limit);
    }

    public Map<State, Long> counts(String region) {
        return messages.counts(region);
    }
}
