package org.yimen.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 排队号. Whoever came with a card or a booking is known, else person and holder are null.
 *
 * @param pass names it in the address of the visitor's own page; nobody guesses it
 * @param number as the board shows it, A001
 * @param bookedFor when his slot begins, or null without a booking
 * @param special true where he belongs to a special group: for the staff only
 * @param specialKind the group that somebody of the staff saw on the spot, or null: for the staff only
 * @param wantsHelper true where somebody is to go with him
 * @param helper who of the staff goes with him, 帮办人, or null
 * @param takenAt when he came
 */
public record Ticket(
        String region,
        UUID id,
        UUID pass,
        String group,
        LocalDate day,
        String number,
        int serial,
        @Nullable UUID holder,
        @Nullable UUID person,
        @Nullable String item,
        @Nullable UUID draft,
        @Nullable UUID booking,
        @Nullable Instant bookedFor,
        boolean special,
        @Nullable String specialKind,
        boolean wantsHelper,
        @Nullable UUID helper,
        Door door,
        Instant takenAt,
        Instant placedAt,
        Instant waitingAt,
        State state) {

    private static final int CHECKED = 4;

    /** Where it stands. */
    public enum State {
        WAITING,
        CALLED,
        DONE,
        /** Called and not there. */
        NO_SHOW,
        /** Still waiting when the day ended, or given back. */
        GONE
    }

    /** The last four signs of the pass: on his slip and his phone, never on the board. */
    public String check() {
        String spelt = pass.toString();
        return spelt.substring(spelt.length() - CHECKED).toUpperCase(Locale.ROOT);
    }

    public boolean open() {
        return state == State.WAITING || state == State.CALLED;
    }
}
