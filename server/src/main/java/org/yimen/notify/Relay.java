package org.yimen.notify;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.identity.Acting;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.ProvenPhones;
import org.yimen.notify.Message.State;
import org.yimen.notify.StandingCheck.Standing;

/**
 * Carries messages from the outbox to the gateways. A message is under lease while it is on its way, so two nodes never
 * carry the same one; where a node falls after the provider took a message and before that is noted, the lease ends and the
 * message is handed over a second time under the same id, which the provider's side tells apart.
 */
@Component
class Relay {

    /** So many tries over some two hours; then it waits for a clerk. */
    static final int MOST_TRIES = 9;

    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int AT_ONCE = 50;

    private final Messages messages;
    private final Preferences preferences;
    private final People people;
    private final ProvenPhones phones;
    private final Acting acting;
    private final @Nullable SmsGateway sms;
    private final @Nullable MailGateway mail;
    private final Map<String, StandingCheck> checks;
    private final InstantSource time;
    private final String region;
    private final String signature;

    Relay(
            Messages messages,
            Preferences preferences,
            People people,
            ProvenPhones phones,
            Acting acting,
            Gateways gateways,
            List<StandingCheck> checks,
            InstantSource time,
            @Value("${yimen.region:629901}") String region,
            @Value("${yimen.sms.signature:安澜政务}") String signature) {
        this.messages = messages;
        this.preferences = preferences;
        this.people = people;
        this.phones = phones;
        this.acting = acting;
        this.sms = gateways.sms();
        this.mail = gateways.mail();
        this.checks = checks.stream().collect(toMap(StandingCheck::kind, Function.identity()));
        this.time = time;
        this.region = region;
        this.signature = signature;
    }

    @Scheduled(fixedDelayString = "${yimen.notify.every:PT1S}")
    void relay() {
        while (relayOnce() == AT_ONCE) {
            log.debug("A full batch was due");
        }
    }

    /** Carries what is due now, at most one batch, and says how many messages that were. */
    int relayOnce() {
        Instant now = time.instant();
        UUID lease = UUID.randomUUID();
        List<Message> due = messages.claim(region, lease, now, now.plus(LEASE), AT_ONCE);
        for (Message message : due) {
            try {
                carry(message, lease);
            } catch (RuntimeException failure) {
                // The lease ends by itself, and a later turn tries again.
                log.error(
                        "Message {} could not be carried: {}",
                        message.id(),
                        failure.getClass().getSimpleName());
            }
        }
        return due.size();
    }

    private void carry(Message message, UUID lease) {
        Instant now = time.instant();
        Instant expires = message.expiresAt();
        if (expires != null && !now.isBefore(expires)) {
            messages.end(message, lease, State.DROPPED, "too-late", now);
            return;
        }
        switch (standing(message)) {
            case Standing.Over _ -> messages.end(message, lease, State.DROPPED, "overtaken", now);
            case Standing.NotBefore(Instant at) -> messages.postpone(message, lease, at);
            case Standing.Stands _ -> {
                Preference wanted = preferences.of(message.region(), message.person());
                Instant awake = wanted.awake(now);
                // Quiet hours are the phone's: mail and inbox wake nobody, and who asked for a code waits for it.
                if (message.way() == Way.SMS && !message.askedFor() && awake.isAfter(now)) {
                    messages.postpone(message, lease, awake);
                } else {
                    send(message, lease, wanted);
                }
            }
        }
    }

    private Standing standing(Message message) {
        UUID caseId = message.caseId();
        if (message.condition().isEmpty() || caseId == null) {
            return new Standing.Stands();
        }
        String kind = message.condition().split(":", 2)[0];
        StandingCheck check = checks.get(kind);
        if (check == null) {
            throw new IllegalStateException("Nobody knows whether " + kind + " stands");
        }
        return check.of(message.region(), caseId, message.condition());
    }

    private void send(Message message, UUID lease, Preference wanted) {
        if (message.way() == Way.INBOX) {
            var _ = messages.sent(message, lease, time.instant());
            return;
        }
        Optional<String> address = address(message, wanted);
        if (address.isEmpty()) {
            messages.end(message, lease, State.DROPPED, "no-address", time.instant());
            return;
        }
        try {
            if (!handOver(message, address.get(), wanted)) {
                messages.end(message, lease, State.DROPPED, "no-gateway", time.instant());
                return;
            }
        } catch (GatewayRefused refused) {
            messages.end(message, lease, State.DEAD, "refused", time.instant());
            return;
        } catch (RuntimeException failed) {
            // Only the kind of the failure: what a driver says may hold the number.
            failed(message, lease, failed.getClass().getSimpleName());
            return;
        }
        if (!messages.sent(message, lease, time.instant())) {
            log.warn("The lease of message {} had ended before it was noted as sent", message.id());
        }
    }

    private boolean handOver(Message message, String address, Preference wanted) {
        return switch (message.way()) {
            case SMS -> {
                if (sms != null) {
                    sms.send(
                            message.reference(),
                            address,
                            Texts.sms(signature, message.template(), message.arguments(), wanted.locale()));
                }
                yield sms != null;
            }
            case MAIL -> {
                if (mail != null) {
                    mail.send(
                            message.reference(),
                            address,
                            Texts.title(message, wanted.locale()),
                            Texts.text(message, wanted.locale()));
                }
                yield mail != null;
            }
            case INBOX -> throw new IllegalStateException("The inbox has no gateway");
        };
    }

    private void failed(Message message, UUID lease, String why) {
        Instant now = time.instant();
        if (message.tries() >= MOST_TRIES) {
            log.error("Message {} is dead after {} tries: {}", message.id(), message.tries(), why);
            messages.end(message, lease, State.DEAD, why, now);
            return;
        }
        messages.failed(message, lease, why, now.plus(wait(message.tries())));
    }

    /** Twice as long each time, up to an hour. */
    static Duration wait(int tries) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(Math.max(tries, 1) - 1, 12));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    /** Where it goes now, not where it would have gone when it was written: proven, wanted, and his own still. */
    private Optional<String> address(Message message, Preference wanted) {
        if (message.askedFor()) {
            return messages.address(message);
        }
        if (!mayStillHear(message)) {
            return Optional.empty();
        }
        return switch (message.way()) {
            case SMS ->
                people.find(message.person())
                        .filter(_ -> wanted.sms())
                        .filter(phones::isProven)
                        .map(Person::phone);
            case MAIL -> Optional.of(wanted.mail()).filter(_ -> wanted.byMail() && wanted.mailProven());
            case INBOX -> Optional.empty();
        };
    }

    /** Who left a firm, or whose delegation has ended, hears nothing of its matters. */
    private boolean mayStillHear(Message message) {
        return message.holder().equals(message.person())
                || acting.partsOf(message.person()).stream()
                        .anyMatch(part -> message.holder().equals(part.principalId())
                                || (part.principalId() == null
                                        && message.holder().equals(part.entityId())));
    }
}
