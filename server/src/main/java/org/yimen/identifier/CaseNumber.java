package org.yimen.identifier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 办件编号 as a person reads it out: region, day, serial and a check letter, {@code 629901-261121-00017-K}. The letter
 * catches every single wrong character and every swap of two neighbours. The number is no secret: whoever shows a case
 * to its bearer must ask for something else too.
 *
 * @param region GB/T 2260
 * @param serial drawn from {@link #series(LocalDate)}, five digits and more when a day needs them
 */
public record CaseNumber(String region, LocalDate on, int serial) {

    private static final int LAST_SERIAL = 9_999_999;
    private static final Pattern REGION = Pattern.compile("[1-9][0-9]{5}");
    private static final Pattern COMPACT =
            Pattern.compile("([0-9]{6})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{5,7})([A-Z])");

    /** Seventeen letters, a prime, none of which looks like a digit (B I L O Q S Z) or like another (U V). */
    private static final String CHECK_LETTERS = "ACDEFGHJKMNPRTWXY";

    public CaseNumber {
        boolean inCentury = on.getYear() >= 2000 && on.getYear() <= 2099;
        if (!REGION.matcher(region).matches() || !inCentury || serial < 1 || serial > LAST_SERIAL) {
            throw new IllegalArgumentException("Not a case number: " + region + " " + on + " " + serial);
        }
    }

    /** The series of {@link Numbers} that numbers the cases of one day. */
    public static String series(LocalDate on) {
        return "case/" + on;
    }

    /** The number that {@code text} spells, forgiving case, spaces, dashes, full-width characters, O for 0, I or L for 1. */
    public static Optional<CaseNumber> parse(String text) {
        String compact = withoutDashes(Canonical.of(text))
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        Matcher parts = COMPACT.matcher(compact);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var on = LocalDate.of(2000 + number(parts, 2), number(parts, 3), number(parts, 4));
            return Optional.of(new CaseNumber(parts.group(1), on, number(parts, 5)))
                    .filter(it -> it.compact().equals(compact));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public static CaseNumber of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a case number: " + text));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    static String withoutDashes(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(each -> Character.getType(each) != Character.DASH_PUNCTUATION && each != '−')
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Without dashes, for bar codes and addresses. */
    public String compact() {
        return toString().replace("-", "");
    }

    /**
     * Digits weighted by powers of 3 modulo 17: no weight is 0, so one wrong digit shows; neighbours never weigh the
     * same, so a swap shows.
     */
    static char checkLetter(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum = (sum * 3 + digits.charAt(i) - '0') % 17;
        }
        return CHECK_LETTERS.charAt(sum);
    }

    @Override
    public String toString() {
        String day = "%02d%02d%02d".formatted(on.getYear() % 100, on.getMonthValue(), on.getDayOfMonth());
        String number = "%05d".formatted(serial);
        return region + "-" + day + "-" + number + "-" + checkLetter(region + day + number);
    }
}
