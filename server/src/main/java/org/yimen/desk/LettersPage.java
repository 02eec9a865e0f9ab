package org.yimen.desk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yimen.organisation.Authorised;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Right;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.web.Words;

/**
 * The register of letters of authority.
 *
 * @param department only its letters are shown; empty for all
 * @param next the number after which the next page begins, or null on the last
 * @param withdrawn the letter that was just withdrawn
 */
public record LettersPage(
        DeskFrame frame,
        Report report,
        List<Named> departments,
        String department,
        List<Row> rows,
        @Nullable String next,
        boolean first,
        @Nullable String withdrawn) {

    public LettersPage {
        departments = List.copyOf(departments);
        rows = List.copyOf(rows);
    }

    /** A department by its code. */
    public record Named(String code, Text name) {}

    /** How many of the admitted items may be decided here, in all and by department. */
    public record Report(Authorised authorised, List<Line> lines) {
        public Report {
            lines = List.copyOf(lines);
        }

        /** Of how many items the authorised ones are. */
        public Sheet.Said base() {
            return PublishedItems.base(authorised.admitted());
        }

        public Sheet.Said fraction() {
            return PublishedItems.fraction(authorised.items(), authorised.admitted());
        }

        /** 76.9%; never 100% while anything is missing. The number itself stays unrounded, in {@link Authorised#rate}. */
        public String percent() {
            BigDecimal hundredfold = authorised.rate().multiply(BigDecimal.valueOf(100), MathContext.DECIMAL128);
            boolean nearly = hundredfold.compareTo(BigDecimal.valueOf(99.9)) > 0;
            return hundredfold
                            .setScale(1, nearly ? RoundingMode.DOWN : RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString()
                    + "%";
        }
    }

    /** One department: how many of its items may be decided, of how many, and which may not. */
    public record Line(Named department, int items, int admitted, List<Text> missing) {
        public Line {
            missing = List.copyOf(missing);
        }
    }

    /** How a letter stands today. */
    public enum State {
        IN_FORCE,
        NOT_YET,
        OVER,
        WITHDRAWN,
        /** It is valid itself, and the one that it rests on is not. */
        BASELESS;

        static State of(Letter letter, LocalDate today) {
            LocalDate withdrawn = letter.withdrawnOn();
            if (withdrawn != null && !today.isBefore(withdrawn)) {
                return WITHDRAWN;
            }
            if (today.isBefore(letter.from())) {
                return NOT_YET;
            }
            if (today.isAfter(letter.until())) {
                return OVER;
            }
            Letter above = letter.parent();
            return above == null || of(above, today) == IN_FORCE ? IN_FORCE : BASELESS;
        }

        public String key() {
            return "desk.letters.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The shape beside the word. */
        public String mark() {
            return switch (this) {
                case IN_FORCE -> "ok";
                case NOT_YET -> "soon";
                case OVER, WITHDRAWN, BASELESS -> "late";
            };
        }
    }

    /**
     * One letter.
     *
     * @param items empty where it is for all items of the department
     * @param withdrawable by who looks at it
     * @param endsIn days until it ends, or null where that is far off or it is not in force
     */
    public record Row(
            Letter letter,
            Named department,
            String holder,
            List<Text> items,
            State state,
            boolean withdrawable,
            @Nullable Long endsIn) {

        public Row {
            items = List.copyOf(items);
        }

        public String rights(Words words) {
            return words.list(letter.rights().stream()
                    .sorted(Comparator.naturalOrder())
                    .map((Right right) -> words.say("desk.right." + right.code()))
                    .toList());
        }

        public String items(Words words) {
            return items.isEmpty()
                    ? words.say("desk.letters.all")
                    : words.list(items.stream().map(words::text).toList());
        }

        /** The page on which it can be withdrawn. */
        public String withdrawal() {
            return "/desk/letters/withdrawal?number=" + encoded(letter.number());
        }
    }

    /** The register with the note that this letter was withdrawn. */
    static String withdrawn(String number) {
        return "/desk/letters?withdrawn=" + encoded(number);
    }

    /** The next page, with the same filter. */
    public @Nullable String more() {
        return next == null ? null : "/desk/letters?department=" + encoded(department) + "&after=" + encoded(next);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
