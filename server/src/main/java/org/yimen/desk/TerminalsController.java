package org.yimen.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Beginnings;
import org.yimen.application.Beginnings.Line;
import org.yimen.application.Beginnings.Terminal;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Rate;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 四端: at which terminal applications were handed in, and how much of each nobody had to type; down to the cases. */
@Controller
public class TerminalsController {

    private static final int PAGE = 25;
    private static final int LONGEST = 20;

    private final Officers officers;
    private final Beginnings beginnings;
    private final WorkLists lists;
    private final InstantSource time;

    TerminalsController(Officers officers, Beginnings beginnings, WorkLists lists, InstantSource time) {
        this.officers = officers;
        this.beginnings = beginnings;
        this.lists = lists;
        this.time = time;
    }

    /** One case of a terminal. */
    public record Row(Line line, @Nullable Summary file) {}

    /**
     * The terminals of one month, and the cases of one of them.
     *
     * @param total counted apart from its parts: that they add up can be seen
     * @param chosen the terminal whose cases are listed, or empty
     */
    public record TerminalsPage(
            DeskFrame frame,
            Month month,
            List<Terminal> terminals,
            long total,
            String chosen,
            List<Row> rows,
            @Nullable Instant next) {

        public TerminalsPage {
            terminals = List.copyOf(terminals);
            rows = List.copyOf(rows);
        }

        public String share(Terminal terminal) {
            return Rate.of(terminal.number(), total).percent(1);
        }

        public String spared(Terminal terminal) {
            return Rate.of(terminal.kept(), terminal.asked()).percent(1);
        }

        /** Of all cases, those that came through a terminal that is known. */
        public String share() {
            return Rate.of(sum(), total).percent(1);
        }

        public String spared() {
            return Rate.of(kept(), asked()).percent(1);
        }

        public long sum() {
            return terminals.stream().mapToLong(Terminal::number).sum();
        }

        public long asked() {
            return terminals.stream().mapToLong(Terminal::asked).sum();
        }

        public long kept() {
            return terminals.stream().mapToLong(Terminal::kept).sum();
        }

        public static String name(String channel, Words words) {
            return words.say("application.channel." + channel);
        }

        public String address(String channel) {
            return "/desk/terminals?month=" + month + "&terminal=" + channel;
        }
    }

    @GetMapping("/desk/terminals")
    ModelAndView figures(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String terminal,
            @RequestParam(required = false) @Nullable Instant before) {
        Officer officer = officers.in(DeskArea.TERMINALS, staff);
        var chosen = Month.of(month, YearMonth.from(CityTime.day(time.instant())));
        Instant from = chosen.from();
        Instant until = chosen.until();
        List<Terminal> terminals = beginnings.terminals(officer.region(), from, until);
        String wanted = terminal.length() <= LONGEST
                        && terminals.stream().anyMatch(each -> each.channel().equals(terminal))
                ? terminal
                : "";
        List<Line> lines = wanted.isEmpty()
                ? List.of()
                : beginnings.ofTerminal(
                        officer.region(), wanted, from, until, before == null ? until : before, PAGE + 1);
        boolean more = lines.size() > PAGE;
        List<Line> shown = more ? lines.subList(0, PAGE) : lines;
        Map<UUID, Summary> files =
                lists.byIds(officer.region(), shown.stream().map(Line::caseId).toList());
        return Page.show(
                "desk/terminals",
                new TerminalsPage(
                        officers.frame(officer, DeskArea.TERMINALS.href()),
                        chosen,
                        terminals,
                        beginnings.figures(officer.region(), from, until).base(),
                        wanted,
                        shown.stream()
                                .map(line -> new Row(line, files.get(line.caseId())))
                                .toList(),
                        more ? shown.getLast().at() : null));
    }
}
