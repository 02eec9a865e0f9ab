package org.yimen.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hotline.OrderReport;
import org.yimen.hotline.OrderReport.Undone;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.OrderWords;
import org.yimen.hotline.WorkOrders;
import org.yimen.hotline.WorkOrders.Figure;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;

/** 办不成事 and 企业诉求: the orders of one type in one pool, whatever channel they came by. */
@Controller
public class OrderPoolsController {

    private static final int PAGE = 25;
    private static final int MONTH = 30;

    private final Officers officers;
    private final WorkOrders orders;
    private final OrderReport report;
    private final OrderRights rights;
    private final OrderWords events;
    private final InstantSource time;

    OrderPoolsController(
            Officers officers,
            WorkOrders orders,
            OrderReport report,
            OrderRights rights,
            OrderWords events,
            InstantSource time) {
        this.officers = officers;
        this.orders = orders;
        this.report = report;
        this.rights = rights;
        this.events = events;
        this.time = time;
    }

    /**
     * A pool.
     *
     * @param type of its orders; its texts are below {@code hotline.<type>}
     * @param figure of thirty days, for whoever may read the figures, or null
     * @param undone by channel, of what could not be done only
     * @param next where the next page begins, or null on the last
     */
    public record PoolPage(
            DeskFrame frame,
            String type,
            String path,
            List<Line> rows,
            @Nullable Figure figure,
            List<Undone> undone,
            boolean registers,
            OrderWords events,
            LocalDate today,
            @Nullable String next,
            boolean first) {

        public PoolPage {
            rows = List.copyOf(rows);
            undone = List.copyOf(undone);
        }

        public String key(String text) {
            return "hotline." + (type.equals("demand") ? "demands" : type) + "." + text;
        }

        public boolean late(Line line) {
            var due = line.row().dueOn();
            return line.row().open() && due != null && due.isBefore(today);
        }
    }

    @GetMapping("/desk/undone")
    ModelAndView undone(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String before) {
        return pool(staff, "undone", "/desk/undone", before);
    }

    @GetMapping("/desk/demands")
    ModelAndView demands(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String before) {
        return pool(staff, "demand", "/desk/demands", before);
    }

    private ModelAndView pool(StaffMember staff, String type, String path, String before) {
        Officer officer = officers.in(DeskArea.ORDERS, staff);
        List<Line> rows = orders.list(officer, "", type, "", before, PAGE);
        LocalDate today = CityTime.day(time.instant());
        boolean counts = rights.counts(officer);
        Figure figure = counts
                ? orders.figures(today.minusDays(MONTH - 1L), today).stream()
                        .filter(each -> each.type().equals(type))
                        .findFirst()
                        .orElse(null)
                : null;
        return Page.show(
                "desk/order-pool",
                new PoolPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        type,
                        path,
                        rows,
                        figure,
                        counts && type.equals("undone") ? report.undone(report.period(report.running())) : List.of(),
                        rights.registers(officer),
                        events,
                        today,
                        rows.size() < PAGE ? null : WorkOrders.spell(rows.getLast()),
                        before.isEmpty()));
    }
}
