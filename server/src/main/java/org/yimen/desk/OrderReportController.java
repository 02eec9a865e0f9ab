package org.yimen.desk;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.desk.OrderReportPage.BehindPage;
import org.yimen.desk.OrderReportPage.TopicsPage;
import org.yimen.hotline.OrderReport;
import org.yimen.hotline.OrderReport.Part;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.OrderStatistics.Period;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderWords;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;

/** 七统一报表 and 热点分布: what becomes of what people bring, unit by unit and street by street. */
@Controller
@RequestMapping("/desk/orders")
class OrderReportController {

    private final Officers officers;
    private final OrderReport report;
    private final OrderRights rights;
    private final OrderTypes types;
    private final OrderWords events;

    OrderReportController(
            Officers officers, OrderReport report, OrderRights rights, OrderTypes types, OrderWords events) {
        this.officers = officers;
        this.report = report;
        this.rights = rights;
        this.types = types;
        this.events = events;
    }

    @GetMapping("/report")
    ModelAndView report(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String month) {
        Officer officer = counting(staff);
        Period period = period(month);
        return Page.show(
                "desk/order-report",
                new OrderReportPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        period,
                        report.running(),
                        report.rules(),
                        report.rows(period),
                        report.channels(period),
                        report.voices(period),
                        report.undone(period),
                        events));
    }

    /** The orders behind one figure. */
    @GetMapping("/report/orders")
    ModelAndView behind(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(defaultValue = OrderReport.ALL) String unit,
            @RequestParam(defaultValue = "true") boolean counted) {
        Officer officer = counting(staff);
        Part asked = Arrays.stream(Part.values())
                .filter(each -> OrderWords.code(each).equals(part))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Period period = period(month);
        return Page.show(
                "desk/order-behind",
                new BehindPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        period,
                        asked,
                        unit,
                        counted,
                        report.behind(officer, period, asked, unit, counted),
                        events));
    }

    @GetMapping("/topics")
    ModelAndView topics(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String month) {
        Officer officer = counting(staff);
        Period period = period(month);
        return Page.show(
                "desk/order-topics",
                new TopicsPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        period,
                        report.running(),
                        types,
                        report.spots(period),
                        report.rules().hotFrom()));
    }

    private Officer counting(StaffMember staff) {
        Officer officer = officers.in(DeskArea.ORDERS, staff);
        if (!rights.counts(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        return officer;
    }

    private Period period(String month) {
        return report.period(parsed(month).orElseGet(report::running));
    }

    private static Optional<YearMonth> parsed(String month) {
        try {
            return month.matches("2\\d{3}-\\d{2}") ? Optional.of(YearMonth.parse(month)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
