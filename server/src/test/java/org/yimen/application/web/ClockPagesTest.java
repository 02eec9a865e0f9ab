package org.yimen.application.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.platform.ui.ClockView;
import org.yimen.platform.web.Words;
import org.yimen.time.Clock;
import org.yimen.time.TimeLimit;
import org.yimen.time.WorkCalendar;

/** In which tone a clock speaks. */
class ClockPagesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Test
    void aShortTermThatHasJustBegunIsInTimeAndWarnsOnlyNearItsEnd() {
        assertThat(status(MONDAY)).contains("在时限内");
        assertThat(status(MONDAY.plusDays(1))).contains("今天到期");
        assertThat(status(MONDAY.plusDays(2))).contains("超期");
    }

    @Test
    void aHolidayIsCalledByItsNameInTheReadersLanguage() {
        LocalDate september = LocalDate.of(2026, 9, 28);
        var limit = new TimeLimit(5, TimeLimit.Unit.WORKING_DAY);
        var reading = new Clock(september, limit, List.of(), 0)
                .read(WorkCalendar.national().provisional(), september);
        var clock = new ClockReading("stage", limit, null, null, null, september, 0, reading);

        assertThat(ClockPages.views(List.of(clock), september, Words.of(Locale.ENGLISH))
                        .getFirst()
                        .days())
                .extracting(ClockView.DayCell::label)
                .contains("National Day")
                .noneMatch(label -> label.codePoints().anyMatch(Character::isIdeographic));
        assertThat(ClockPages.views(List.of(clock), september, Words.of(Locale.SIMPLIFIED_CHINESE))
                        .getFirst()
                        .days())
                .extracting(ClockView.DayCell::label)
                .contains("国庆节");
    }

    @Test
    void theWorkingDayToWhichTheEndMovedIsCalledNoDayOff() {
        LocalDate friday = LocalDate.of(2026, 3, 6);
        var limit = new TimeLimit(1, TimeLimit.Unit.NATURAL_DAY);
        var reading = new Clock(friday, limit, List.of(), 0)
                .read(WorkCalendar.national().provisional(), friday);
        var clock = new ClockReading("stage", limit, null, null, null, friday, 0, reading);

        assertThat(ClockPages.views(List.of(clock), friday, Words.of(Locale.SIMPLIFIED_CHINESE))
                        .getFirst()
                        .days())
                .extracting(ClockView.DayCell::label)
                .endsWith("休息日，顺延", "顺延到这天");
    }

    private static String status(LocalDate today) {
        TimeLimit limit = TimeLimit.workingDays(1);
        var reading = new Clock(MONDAY, limit, List.of(), 0)
                .read(WorkCalendar.national().provisional(), today);
        var clock = new ClockReading("stage", limit, null, null, null, MONDAY, 0, reading);
        return ClockPages.views(List.of(clock), today, Words.of(Locale.SIMPLIFIED_CHINESE)).stream()
                .map(ClockView::status)
                .findFirst()
                .orElseThrow();
    }
}
