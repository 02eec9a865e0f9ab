package org.yimen.phone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.yimen.platform.CityTime;
import org.yimen.time.WorkCalendar;

/** 工作时间: the hours of the hall on working days; all others are out of hours. */
final class OfficeHours {

    static final LocalTime OPENS = LocalTime.of(9, 0);
    static final LocalTime CLOSES = LocalTime.of(17, 0);

    private OfficeHours() {}

    static boolean isWithin(Instant at, WorkCalendar calendar) {
        LocalDateTime there = LocalDateTime.ofInstant(at, CityTime.ZONE);
        LocalTime hour = there.toLocalTime();
        return calendar.provisional().isWorkday(there.toLocalDate()) && !hour.isBefore(OPENS) && hour.isBefore(CLOSES);
    }
}
