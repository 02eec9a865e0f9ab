package org.yimen.phone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Person;
import org.yimen.organisation.Officer;
import org.yimen.phone.CallBook.Incoming;
import org.yimen.phone.PhoneCall.State;
import org.yimen.phone.PhoneCall.Why;
import org.yimen.phone.Telephony.Kind;
import org.yimen.phone.Telephony.Notice;
import org.yimen.platform.CityTime;
import org.yimen.platform.Settings;
import org.yimen.time.WorkCalendar;

/**
 * 接听: a call rings at the phones of whoever is on duty and has signed in, one takes it, and it ends with what it was about.
 * What nobody took is kept and called back by its time. The row is the truth: what an exchange tells twice is told once, and
 * after a crash every call stands where it stood.
 */
@Service
public class Switchboard {

    /** The most that one list shows. */
    public static final int MOST = 50;

    private static final Logger log = LoggerFactory.getLogger(Switchboard.class);
    private static final UUID LAST = new UUID(-1, -1);

    /** What its clock says may be so far from ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /** So long after a call what was said in it may still be taken down. */
    private static final Duration AFTER_A_CALL = Duration.ofMinutes(15);

    private final CallBook book;
    private final DutyRoster roster;
    private final PhoneRights rights;
    private final Map<String, Telephony> exchanges;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final InstantSource time;
    private final String region;
    private volatile String mark = "";

    Switchboard(
            CallBook book,
            DutyRoster roster,
            PhoneRights rights,
            List<Telephony> exchanges,
            WorkCalendar calendar,
            Settings settings,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.book = book;
        this.roster = roster;
        this.rights = rights;
        this.exchanges = exchanges.stream().collect(Collectors.toUnmodifiableMap(Telephony::code, each -> each));
        this.calendar = calendar;
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    /** What became of a notice. */
    enum Heard {
        RINGS,
        /** Nobody is there: it is kept, to be called back. */
        KEPT,
        ENDS,
        KNOWN
    }

    Optional<Telephony> exchange(String code) {
        return Optional.ofNullable(exchanges.get(code));
    }

    /**
     * Takes what the exchange tells; told again it changes nothing.
     *
     * @throws PhoneRefused where somebody hangs up who never rang
     */
    Heard hear(String exchange, Notice notice) {
        Optional<PhoneCall> known = book.byReference(region, exchange, notice.reference());
        if (notice.kind() == Kind.RANG) {
            return known.isPresent() ? Heard.KNOWN : ring(exchange, notice);
        }
        PhoneCall call = known.orElseThrow(() -> new PhoneRefused("phone.notice.unknown"));
        Instant now = time.instant();
        // Each does nothing where the call does not stand so: somebody may take it at this moment.
        book.miss(region, call.id(), Why.HUNG_UP, now, due(now));
        book.hungUp(region, call.id(), now);
        return call.state() == State.RINGING || call.state() == State.TAKEN ? Heard.ENDS : Heard.KNOWN;
    }

    private Heard ring(String exchange, Notice notice) {
        Instant now = time.instant();
        // A clock of the exchange that runs wild moves no limit of ours.
        Instant at = Duration.between(notice.at(), now).abs().compareTo(CLOCKS_DIFFER) > 0 ? now : notice.at();
        List<UUID> ready = roster.ready();
        book.enter(
                new Incoming(
                        region,
                        Uuid7.next(now),
                        exchange,
                        notice.reference(),
                        notice.number(),
                        at,
                        OfficeHours.isWithin(at, calendar),
                        ready),
                ready.isEmpty() ? due(now) : null);
        return ready.isEmpty() ? Heard.KEPT : Heard.RINGS;
    }

    private Instant due(Instant missedAt) {
        return missedAt.plus(Duration.ofMinutes(settings.number(PhoneSettings.BACK_MINUTES)));
    }

    /** What rings now, the longest first. */
    public List<PhoneCall> ringing() {
        return book.ringing(region, MOST);
    }

    /** Who is to be called back, the nearest limit first. */
    public List<PhoneCall> missed() {
        return book.missed(region, MOST);
    }

    /** The call that this operator has. */
    public Optional<PhoneCall> current(Officer officer) {
        return book.current(region, officer.id());
    }

    public Optional<PhoneCall> find(UUID id) {
        return book.find(region, id);
    }

    /** The log, the newest first. */
    public List<PhoneCall> latest(int most) {
        return book.latest(region, time.instant().plusSeconds(1), LAST, Math.min(most, MOST));
    }

    /**
     * True where this officer has this person's own phone on the line, or had until a quarter of an hour ago. Whom he himself
     * wrote down as the caller proves nothing.
     */
    public boolean speaksWith(Officer officer, Person person) {
        return book.speaks(region, officer.id(), person.phone(), time.instant().minus(AFTER_A_CALL));
    }

    /** Earlier calls from the same number. */
    public List<PhoneCall> earlier(PhoneCall call) {
        return book.earlier(call, MOST);
    }

    /** The orders that came of these calls, by call. */
    public Map<UUID, List<UUID>> orders(List<UUID> calls) {
        return book.orders(region, calls).stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** 接听: whoever is first has it; to take it again changes nothing. */
    public PhoneCall take(UUID id, Officer officer) {
        mayAnswer(officer);
        PhoneCall call = seize(id, officer, State.RINGING, "phone.call.gone");
        connect(call, line -> line.answer(call.reference(), officer.id()));
        return call;
    }

    /** 回拨: who was missed is called by one of us, in the order that he chooses. */
    public PhoneCall callBack(UUID id, Officer officer) {
        mayAnswer(officer);
        PhoneCall call = seize(id, officer, State.MISSED, "phone.call.back-gone");
        connect(call, line -> line.dial(call.reference(), call.number(), officer.id()));
        return call;
    }

    private PhoneCall seize(UUID id, Officer officer, State from, String gone) {
        PhoneCall call = book.find(region, id).orElseThrow(() -> new PhoneRefused(gone));
        if (call.state() == State.TAKEN && officer.id().equals(call.takenBy())) {
            return call;
        }
        try {
            if (!book.take(region, id, officer.id(), from, time.instant())) {
                throw new PhoneRefused(gone);
            }
        } catch (DuplicateKeyException _) {
            throw new PhoneRefused("phone.call.another");
        }
        return book.find(region, id).orElseThrow();
    }

    /** 未接通: he did not answer; after the last try it ends, or waits on with its old limit. */
    public void notReached(UUID id, Officer officer) {
        mayAnswer(officer);
        if (!book.notReached(region, id, officer.id(), settings.number(PhoneSettings.TRIES), time.instant())) {
            throw new PhoneRefused("phone.call.not-yours");
        }
    }

    /** What the exchange is to do with the line; where it cannot, people still speak of what the page shows. */
    void connect(PhoneCall call, Consumer<Telephony> what) {
        exchange(call.exchange()).ifPresent(line -> {
            try {
                what.accept(line);
            } catch (RuntimeException failed) {
                log.error("The exchange {} does not do what it is asked to", call.exchange(), failed);
            }
        });
    }

    /**
     * Calls a number that nobody called us from.
     *
     * @throws PhoneRefused {@code phone.visit.no-line} where there is no exchange, or it does not
     */
    void dialOut(String reference, String number, UUID staff) {
        Telephony line = exchanges.values().stream()
                .min(Comparator.comparing(Telephony::code))
                .orElseThrow(() -> new PhoneRefused("phone.visit.no-line"));
        try {
            line.dial(reference, number, staff);
        } catch (RuntimeException failed) {
            log.error("The exchange {} does not dial", line.code(), failed);
            throw new PhoneRefused("phone.visit.no-line");
        }
    }

    private void mayAnswer(Officer officer) {
        if (!rights.mayAnswer(officer)) {
            throw new AccessDeniedException("No operator");
        }
    }

    /** For so many days after its end a call says who called. */
    public long keptDays() {
        return settings.number(PhoneSettings.KEPT_DAYS);
    }

    /** Of the calls of these days, both included. */
    public CallFigures figures(LocalDate from, LocalDate until) {
        return book.figures(region, CityTime.startOf(from), CityTime.startOf(until.plusDays(1)));
    }

    /** Whatever the exchange forgot to say: what rings too long was missed. */
    @Scheduled(fixedDelay = 5000)
    void endRinging() {
        Instant now = time.instant();
        Duration longest = Duration.ofSeconds(settings.number(PhoneSettings.RING_SECONDS));
        book.ringing(region, MOST).stream()
                .filter(call -> Duration.between(call.rangAt(), now).compareTo(longest) > 0)
                .forEach(call -> book.miss(region, call.id(), Why.UNANSWERED, now, due(now)));
    }

    /** One look a second for all pages of this node: they hear that something rings, not what. */
    @Scheduled(fixedDelay = 1000)
    void look() {
        mark = book.ringing(region, MOST).stream()
                .map(call -> call.id().toString())
                .collect(Collectors.joining(" "));
    }

    /** Changes whenever a call begins or stops to ring. */
    public String mark() {
        return Integer.toHexString(mark.hashCode());
    }
}
