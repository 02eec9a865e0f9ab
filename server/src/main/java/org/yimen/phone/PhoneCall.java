package org.yimen.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.Masks;

/**
 * 来电, from ringing to its end.
 *
 * @param number who calls; empty where he withheld it
 * @param inHours true where it rang within office hours
 * @param offered the operators at whose phones it rang
 * @param respondedAt when somebody first spoke with him
 * @param backDueAt by when he is called back, of a missed call
 * @param tries how often he was called back in vain
 * @param person who he is, where an operator has made sure, or null
 * @param handedTo the emergency line to which he was put through, or null
 * @param question what he asked, of the knowledge, or null
 */
public record PhoneCall(
        String region,
        UUID id,
        String exchange,
        String reference,
        String number,
        Instant rangAt,
        boolean inHours,
        List<UUID> offered,
        State state,
        @Nullable UUID takenBy,
        @Nullable Instant takenAt,
        @Nullable Instant respondedAt,
        @Nullable Instant hungUpAt,
        @Nullable Why missedWhy,
        @Nullable Instant backDueAt,
        int tries,
        @Nullable UUID person,
        @Nullable CallType type,
        @Nullable String handedTo,
        @Nullable UUID question,
        @Nullable Instant endedAt) {

    public PhoneCall {
        offered = List.copyOf(offered);
    }

    /** Where a call stands. */
    public enum State {
        RINGING,
        TAKEN,
        /** To be called back by its time. */
        MISSED,
        ENDED,
        /** Called back so often in vain that it ends; he may call again. */
        GIVEN_UP
    }

    /** Why nobody took it. */
    public enum Why {
        /** Nobody on duty had signed in. */
        NOBODY,
        /** It rang its time out. */
        UNANSWERED,
        /** He hung up before somebody took it. */
        HUNG_UP;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * True where this operator may read its minute and what it was about: who else reads both beside a number finds the order
     * of somebody who complained in secret.
     */
    public boolean isPlainTo(UUID operator) {
        return takenBy == null || takenBy.equals(operator);
    }

    /** What a screen shows of the number; empty where he withheld it. */
    public String masked() {
        return number.isEmpty() ? "" : Masks.phone(number);
    }

    public boolean isLate(Instant now) {
        return state == State.MISSED && backDueAt != null && now.isAfter(backDueAt);
    }

    /** How long he waited for somebody. */
    public Optional<Duration> response() {
        return Optional.ofNullable(respondedAt).map(at -> Duration.between(rangAt, at));
    }

    /** Without the number, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "PhoneCall[" + id + " " + state + "]";
    }
}
