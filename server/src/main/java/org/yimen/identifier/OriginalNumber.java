package org.yimen.identifier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 原件编号 on the label of a paper, within its region: the day it was taken in, a serial and a check letter,
 * {@code Y261121-00017-K}. The letter is that of a {@link CaseNumber}.
 *
 * @param serial drawn from {@link #series(LocalDate)}
 */
public record OriginalNumber(LocalDate on, int serial) {

    private static final int LAST_SERIAL = 99_999;
    private static final Pattern COMPACT = Pattern.compile("Y([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{5})([A-Z])");

    public OriginalNumber {
        boolean inCentury = on.getYear() >= 2000 && on.getYear() <= 2099;
        if (!inCentury || serial < 1 || serial > LAST_SERIAL) {
            throw new IllegalArgumentException("Not the number of an original: " + on + " " + serial);
        }
    }

    /** The series of {@link Numbers} that numbers the originals of one day. */
    public static String series(LocalDate on) {
        return "original/" + on;
    }

    /** The number that {@code text} spells, as a scanner reads it or a person types it. */
    public static Optional<OriginalNumber> parse(String text) {
        String compact = CaseNumber.withoutDashes(Canonical.of(text));
        Matcher parts = COMPACT.matcher(compact);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var on = LocalDate.of(2000 + number(parts, 1), number(parts, 2), number(parts, 3));
            return Optional.of(new OriginalNumber(on, number(parts, 4)))
                    .filter(it -> it.compact().equals(compact));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public static OriginalNumber of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not the number of an original: " + text));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** Without dashes, as the bar code says it. */
    public String compact() {
        return toString().replace("-", "");
    }

    @Override
    public String toString() {
        String day = "%02d%02d%02d".formatted(on.getYear() % 100, on.getMonthValue(), on.getDayOfMonth());
        String number = "%05d".formatted(serial);
        return "Y" + day + "-" + number + "-" + CaseNumber.checkLetter(day + number);
    }
}
