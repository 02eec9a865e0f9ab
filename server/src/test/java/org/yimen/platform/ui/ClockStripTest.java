package org.yimen.platform.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.yimen.platform.ui.ClockView.DayCell;
import org.yimen.platform.ui.ClockView.Kind;
import org.yimen.platform.ui.ClockView.Reason;
import org.yimen.platform.web.TestShells;

class ClockStripTest {

    private static final LocalDate THURSDAY = LocalDate.of(2026, 11, 5);

    @Test
    void allClocksShareOneAxisOfCalendarDays() {
        ClockView statute = clock(THURSDAY, 20);
        ClockView stage = clock(THURSDAY.plusDays(8), 3);

        ClockStrip strip = ClockStrip.of(List.of(statute, stage));

        assertThat(strip.axis().getFirst().date()).isEqualTo(THURSDAY.plusDays(1));
        assertThat(strip.rows()).allSatisfy(row -> assertThat(row.cells()).hasSameSizeAs(strip.axis()));
        assertThat(strip.rows().get(1).cells().subList(0, 8)).containsOnly("x");
    }

    @Test
    void theDayOfTheStartIsNotDrawnInTheBarButExplainedInTheCalendar() {
        ClockStrip.Row row = ClockStrip.of(List.of(clock(THURSDAY, 2))).rows().getFirst();

        assertThat(row.cells()).containsExactly("l", "w", "w", "l d");
        assertThat(row.weeks().getFirst().get(3).css()).isEqualTo("s");
        assertThat(row.weeks().getFirst().getFirst().date().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(row.weeks().getFirst().getFirst().day()).isNull();
    }

    @Test
    void whatIsDueOnTheDayOfItsStartIsDrawn() {
        ClockView sameDay = view(List.of(new DayCell(THURSDAY, Kind.START, "受理", true, true)));

        assertThat(ClockStrip.of(List.of(sameDay)).rows().getFirst().cells()).containsExactly("l d t");
    }

    @Test
    void labelsOfALongAxisKeepTheirDistance() {
        ClockStrip strip = ClockStrip.of(List.of(clock(THURSDAY, 46)));

        List<Integer> labelled = new ArrayList<>();
        for (int i = 0; i < strip.axis().size(); i++) {
            if (strip.axis().get(i).labelled()) {
                labelled.add(i);
            }
        }

        assertThat(strip.isLong()).isTrue();
        assertThat(labelled).hasSizeBetween(2, 7);
        for (int i = 1; i < labelled.size(); i++) {
            assertThat(labelled.get(i) - labelled.get(i - 1)).isGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void aBarIsReadAloudAsOneSentence() {
        Document page = draw(clock(THURSDAY, 8), Locale.SIMPLIFIED_CHINESE);

        assertThat(page.expectFirst(".ym-days-bar[role=img]").attr("aria-label"))
                .isEqualTo("法定时限：已用 6 天，停计 3 天，还剩 2 天，11月20日（星期五）到期，在时限内");
        assertThat(page.expectFirst("summary").text()).isEqualTo("为什么是 11月20日");
    }

    @Test
    void theCalendarMarksTheDueDayInWordsToo() {
        Document page = draw(clock(THURSDAY, 8), Locale.ENGLISH);

        assertThat(page.select("td.d"))
                .singleElement()
                .satisfies(cell -> assertThat(cell.text()).contains("Due"));
    }

    private static Document draw(ClockView clock, Locale locale) {
        StringOutput output = new StringOutput();
        TemplateEngine.createPrecompiled(ContentType.Html)
                .render(
                        "clock/strip.jte",
                        Map.<String, Object>of("shell", TestShells.in(locale), "clocks", List.of(clock)),
                        output);
        return Jsoup.parseBodyFragment(output.toString());
    }

    private static ClockView clock(LocalDate start, int limit) {
        List<DayCell> days = new ArrayList<>();
        days.add(new DayCell(start, Kind.START, "受理", false, false));
        int number = 0;
        for (LocalDate date = start.plusDays(1); number < limit; date = date.plusDays(1)) {
            boolean off = date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
            number += off ? 0 : 1;
            days.add(new DayCell(date, off ? Kind.OFF : Kind.LEFT, "第 " + number + " 天", false, number == limit));
        }
        return view(days);
    }

    private static ClockView view(List<DayCell> days) {
        return new ClockView(
                "法定时限",
                null,
                "11月20日（星期五）",
                "11月20日",
                Mark.OK,
                "在时限内",
                6,
                3,
                2,
                0,
                days,
                List.of(Reason.of("受理当天不计。")),
                false);
    }
}
