package org.yimen.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.document.Seal;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/**
 * The register of seals, by department and kind.
 *
 * @param enters whoever looks at it may enter a seal
 * @param all every department, not only the officer's own
 * @param next the last seal of the page, or null on the last page
 * @param entered one was just entered
 */
public record SealsPage(
        DeskFrame frame,
        List<Row> rows,
        boolean enters,
        boolean all,
        @Nullable UUID next,
        boolean first,
        boolean entered) {

    public SealsPage {
        rows = List.copyOf(rows);
    }

    /** How a seal stands now. */
    public enum State {
        IN_USE,
        NOT_YET,
        OVER,
        STOPPED,
        /** Nobody keeps it, so it signs nothing. */
        UNKEPT;

        static State of(Seal seal, Instant now) {
            return switch (seal.standingAt(now)) {
                case REVOKED -> STOPPED;
                case OUTSIDE_VALIDITY -> CityTime.day(now).isBefore(seal.validFrom()) ? NOT_YET : OVER;
                case USABLE -> seal.custodian() == null ? UNKEPT : IN_USE;
            };
        }

        public String key() {
            return "desk.seals.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The shape beside the word. */
        public String mark() {
            return switch (this) {
                case IN_USE -> "ok";
                case NOT_YET -> "soon";
                case OVER, STOPPED, UNKEPT -> "late";
            };
        }
    }

    /** @param custodian his name, or null where nobody keeps it */
    public record Row(Seal seal, Text department, @Nullable String custodian, State state) {
        public String address() {
            return "/desk/seals/" + seal.id();
        }
    }

    /** Somebody who may be given a seal of his department. */
    public record Keeper(String department, Text name, UUID staff, String person) {
        public String value() {
            return department + " " + staff;
        }
    }
}
