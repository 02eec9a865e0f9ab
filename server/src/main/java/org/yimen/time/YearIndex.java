package org.yimen.time;

import java.time.LocalDate;
import java.util.function.Predicate;

/** The working days of one year, counted once so that a clock need not count them again. */
final class YearIndex {

    private final int year;
    private final boolean published;

    /** Working days from 1 January through the day of the year at this place; place 0 is the eve. */
    private final short[] through;

    /** Day of the year of the n-th working day; place 0 is not used. */
    private final short[] nth;

    YearIndex(int year, boolean published, Predicate<LocalDate> isWorkday) {
        this.year = year;
        this.published = published;
        int length = LocalDate.of(year, 12, 31).getDayOfYear();
        this.through = new short[length + 1];
        var found = new short[length + 1];
        for (int day = 1; day <= length; day++) {
            through[day] = through[day - 1];
            if (isWorkday.test(LocalDate.ofYearDay(year, day))) {
                through[day]++;
                found[through[day]] = (short) day;
            }
        }
        this.nth = found;
    }

    boolean isPublished() {
        return published;
    }

    boolean isWorkday(int dayOfYear) {
        return through[dayOfYear] != through[dayOfYear - 1];
    }

    int through(int dayOfYear) {
        return through[dayOfYear];
    }

    int total() {
        return through[through.length - 1];
    }

    LocalDate nth(int workday) {
        return LocalDate.ofYearDay(year, nth[workday]);
    }
}
