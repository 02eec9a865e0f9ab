package org.yimen.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.WindowEntries;
import org.yimen.application.WindowEntries.Figure;
import org.yimen.application.WindowEntries.Line;
import org.yimen.application.WindowEntries.Way;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 录入用时对比: scanned against typed, from opening to acceptance, down to the cases. */
@Controller
public class EntryTimesController {

    private final Officers officers;
    private final WindowEntries entries;
    private final WorkLists lists;
    private final InstantSource time;

    EntryTimesController(Officers officers, WindowEntries entries, WorkLists lists, InstantSource time) {
        this.officers = officers;
        this.entries = entries;
        this.lists = lists;
        this.time = time;
    }

    /**
     * One case and how long it took.
     *
     * @param opens true where the case opens for who reads
     */
    public record Row(Line line, @Nullable Summary file, boolean opens) {}

    public record EntryTimesPage(DeskFrame frame, Month month, List<Figure> figures, List<Row> rows) {
        public EntryTimesPage {
            figures = List.copyOf(figures);
            rows = List.copyOf(rows);
        }

        public static String way(Way way, Words words) {
            return words.say("desk.entry-times.way-" + way.name().toLowerCase(Locale.ROOT));
        }

        /** Minutes and seconds. */
        public static String said(double seconds, Words words) {
            long whole = Math.round(seconds);
            return words.say("desk.entry-times.duration", whole / 60, whole % 60);
        }

        public static String one(double number) {
            return String.format(Locale.ROOT, "%.1f", number);
        }
    }

    @GetMapping("/desk/entry-times")
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String month) {
        Officer officer = officers.in(DeskArea.ENTRY_TIMES, staff);
        var chosen = Month.of(month, YearMonth.from(CityTime.day(time.instant())));
        Instant from = chosen.from();
        Instant until = chosen.until();
        List<Line> lines = entries.cases(officer.region(), from, until);
        Map<UUID, Summary> cases =
                lists.byIds(officer.region(), lines.stream().map(Line::caseId).toList());
        return Page.show(
                "desk/entry-times",
                new EntryTimesPage(
                        officers.frame(officer, DeskArea.ENTRY_TIMES.href()),
                        chosen,
                        entries.figures(officer.region(), from, until),
                        lines.stream()
                                .map(line -> row(officer, line, cases.get(line.caseId())))
                                .toList()));
    }

    private Row row(Officer officer, Line line, @Nullable Summary file) {
        return new Row(line, file, file != null && officers.opens(officer, file));
    }
}
