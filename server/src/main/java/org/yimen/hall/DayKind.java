package org.yimen.hall;

import java.time.LocalDate;
import org.yimen.time.DayRule;
import org.yimen.time.WorkCalendar;

/** What sort of day a slot lies on; days off are counted apart from working days. */
public enum DayKind {
    WORKDAY,
    WEEKEND,
    HOLIDAY;

    /** By the calendar that limits are counted by, which is only read here. */
    static DayKind of(WorkCalendar calendar, LocalDate day) {
        if (calendar.isWorkday(day)) {
            return WORKDAY;
        }
        DayRule rule = calendar.rule(day);
        return rule != null && rule.kind() == DayRule.Kind.HOLIDAY ? HOLIDAY : WEEKEND;
    }
}
