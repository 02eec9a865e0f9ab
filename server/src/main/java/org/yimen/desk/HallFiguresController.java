package org.yimen.desk;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.hall.DayKind;
import org.yimen.hall.HallFigures;
import org.yimen.hall.HallFigures.Booked;
import org.yimen.hall.HallFigures.Taken;
import org.yimen.hall.HallFigures.Wait;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;

/** 大厅数据 of a month: numbers, bookings by channel and kind of day, waiting and serving by group and hour. */
@Controller
class HallFiguresController {

    private static final String KEY = "hall.figures";
    private static final int MINUTE = 60;

    private final Officers officers;
    private final HallSheets sheets;
    private final HallFigures figures;

    HallFiguresController(Officers officers, HallSheets sheets, HallFigures figures) {
        this.officers = officers;
        this.sheets = sheets;
        this.figures = figures;
    }

    @GetMapping("/desk/hall")
    ModelAndView figures(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String month) {
        Officer officer = officers.in(DeskArea.HALL, staff);
        YearMonth now = YearMonth.from(sheets.today());
        var shown = Month.of(month, now, now.plusMonths(1));
        YearMonth chosen = shown.chosen();
        var from = chosen.atDay(1);
        var until = chosen.plusMonths(1).atDay(1);
        String region = officer.region();
        List<Booked> bookings = figures.bookings(region, from, until);
        Taken taken = figures.tickets(region, from, until);
        List<Pick> months = shown.offered().stream()
                .map(each -> new Pick(each.toString(), Sheet.plain(each.toString())))
                .toList();
        var filter =
                new Sheet.Field(Sheet.Kind.SELECT, "month", KEY + ".month", null, months, List.of(chosen.toString()));
        return sheets.show(
                officer,
                DeskArea.HALL,
                KEY,
                null,
                Sent.NOTHING,
                List.of(
                        new Sheet.Filter(DeskArea.HALL.href(), filter),
                        new Sheet.Figures(
                                KEY + ".summary",
                                List.of(
                                        figure("taken", taken.taken(), "taken-of", taken.booked(), taken.special()),
                                        figure("left", taken.missed() + taken.gone(), "left-of", taken.taken()),
                                        figure("working", sum(bookings, true), "days-of", missed(bookings, true)),
                                        figure("off", sum(bookings, false), "days-of", missed(bookings, false)))),
                        new Sheet.Table(
                                KEY + ".bookings",
                                List.of(
                                        "hall.field.door",
                                        KEY + ".day-kind",
                                        KEY + ".booked",
                                        KEY + ".came",
                                        KEY + ".cancelled",
                                        KEY + ".missed"),
                                bookings.stream()
                                        .map(HallFiguresController::row)
                                        .toList(),
                                KEY + ".bookings-empty"),
                        new Sheet.Table(
                                KEY + ".waits",
                                List.of(
                                        "hall.field.group",
                                        KEY + ".hour",
                                        KEY + ".calls",
                                        KEY + ".wait-mean",
                                        KEY + ".wait-p90",
                                        KEY + ".serve-mean",
                                        KEY + ".serve-p90"),
                                figures.waits(region, CityTime.startOf(from), CityTime.startOf(until)).stream()
                                        .map(wait -> row(region, wait))
                                        .toList(),
                                KEY + ".waits-empty")));
    }

    private static Sheet.Figure figure(String what, long number, String of, Object... arguments) {
        return new Sheet.Figure(
                Sheet.say(KEY + "." + what), Long.toString(number), Sheet.say(KEY + "." + of, arguments), null);
    }

    private static long sum(List<Booked> bookings, boolean working) {
        return bookings.stream()
                .filter(each -> (each.kind() == DayKind.WORKDAY) == working)
                .mapToLong(Booked::booked)
                .sum();
    }

    private static long missed(List<Booked> bookings, boolean working) {
        return bookings.stream()
                .filter(each -> (each.kind() == DayKind.WORKDAY) == working)
                .mapToLong(Booked::missed)
                .sum();
    }

    private static Sheet.Row row(Booked booked) {
        return Sheet.row(
                Sheet.cell(HallSheets.named("hall.door.", booked.door())),
                Sheet.cell(HallSheets.named("hall.day.", booked.kind())),
                count(booked.booked()),
                count(booked.came()),
                count(booked.cancelled()),
                count(booked.missed()));
    }

    private Sheet.Row row(String region, Wait wait) {
        return Sheet.row(
                Sheet.cell(sheets.group(region, wait.group())),
                wait.total()
                        ? Sheet.cell(Sheet.say(KEY + ".all-hours"))
                        : Sheet.cell(Sheet.plain("%02d:00".formatted(wait.hour()))),
                count(wait.calls()),
                minutes(wait.waitMean()),
                minutes(wait.waitP90()),
                wait.served() == 0 ? Sheet.cell(Sheet.plain("—")) : minutes(wait.serveMean()),
                wait.served() == 0 ? Sheet.cell(Sheet.plain("—")) : minutes(wait.serveP90()));
    }

    private static Sheet.Cell count(long number) {
        return Sheet.cell(Sheet.plain(Long.toString(number)));
    }

    private static Sheet.Cell minutes(double seconds) {
        return Sheet.cell(Sheet.plain(String.format(Locale.ROOT, "%.1f", seconds / MINUTE)));
    }
}
