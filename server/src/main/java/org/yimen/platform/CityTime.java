package org.yimen.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** The one time zone of the country: days of limits and papers are days of the city, whatever the machine's zone. */
public final class CityTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;
    private static final Instant EARLIEST = startOf(LocalDate.of(FIRST_YEAR, 1, 1));
    private static final Instant LATEST = startOf(LocalDate.of(LAST_YEAR, 12, 31));

    private CityTime() {}

    public static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    /**
     * A day that somebody typed.
     *
     * @throws DateTimeParseException where it is none, or beyond all calendars that databases and pages can show
     */
    public static LocalDate parseDay(String typed) {
        LocalDate day = LocalDate.parse(typed.strip());
        demandNear(day, typed);
        return day;
    }

    /**
     * A moment from an address, as {@link Instant#toString} writes it.
     *
     * @throws DateTimeParseException as for a day
     */
    public static Instant parseMoment(String typed) {
        Instant moment = Instant.parse(typed.strip());
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new DateTimeParseException("Beyond all calendars", typed, 0);
        }
        return moment;
    }

    private static void demandNear(LocalDate day, String typed) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new DateTimeParseException("Beyond all calendars", typed, 0);
        }
    }

    /** Midnight, at which the day begins. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
