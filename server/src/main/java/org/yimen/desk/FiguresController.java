package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.desk.FiguresPage.BeforePage;
import org.yimen.desk.FiguresPage.CasesPage;
import org.yimen.desk.FiguresPage.EventRow;
import org.yimen.desk.FiguresPage.EventsPage;
import org.yimen.desk.FiguresPage.Names;
import org.yimen.desk.FiguresPage.OnlinePage;
import org.yimen.desk.FiguresPage.Row;
import org.yimen.desk.FiguresPage.SavedPage;
import org.yimen.desk.FiguresPage.VisitsPage;
import org.yimen.hall.HallFigures;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.identity.StaffMember;
import org.yimen.insight.BeforeTrips;
import org.yimen.insight.Counts.By;
import org.yimen.insight.Figures;
import org.yimen.insight.Figures.Counted;
import org.yimen.insight.Figures.Sight;
import org.yimen.insight.FiguresFile;
import org.yimen.insight.Period;
import org.yimen.insight.QualityEvents;
import org.yimen.insight.Tally;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Page;

/** 数据: the figures of the centre for its director and supervisor, and of his own department for a head. */
@Controller
class FiguresController {

    private static final int PAGE = 25;
    private static final int LONGEST = 64;

    private final Officers officers;
    private final Figures figures;
    private final FiguresFile file;
    private final QualityEvents events;
    private final BeforeTrips before;
    private final WindowGroups groups;
    private final WorkLists lists;
    private final Directory directory;
    private final Catalogue catalogue;
    private final Exports exports;
    private final InstantSource time;

    FiguresController(
            Officers officers,
            Figures figures,
            FiguresFile file,
            QualityEvents events,
            BeforeTrips before,
            WindowGroups groups,
            WorkLists lists,
            Directory directory,
            Catalogue catalogue,
            Exports exports,
            InstantSource time) {
        this.officers = officers;
        this.figures = figures;
        this.file = file;
        this.events = events;
        this.before = before;
        this.groups = groups;
        this.lists = lists;
        this.directory = directory;
        this.catalogue = catalogue;
        this.exports = exports;
        this.time = time;
    }

    /** What was chosen, as it came. */
    record Chosen(
            @Nullable String period,
            @Nullable String from,
            @Nullable String to,
            @Nullable String unit) {}

    @GetMapping("/desk/figures")
    ModelAndView show(
            @AuthenticationPrincipal StaffMember staff, Chosen chosen, @RequestParam(defaultValue = "unit") String by) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        Sight sight = sight(officer, chosen);
        Optional<Period> period = period(chosen);
        var page = new FiguresPage(
                officers.frame(officer, DeskArea.FIGURES.href()),
                figures.of(sight, period.orElseGet(this::thisMonth)),
                names(officer),
                by(by).orElse(By.UNIT),
                units(sight),
                events.count(sight, period.orElseGet(this::thisMonth)),
                period.isEmpty());
        return Page.show("desk/figures", page, period.isEmpty() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    @GetMapping("/desk/figures/cases")
    ModelAndView cases(
            @AuthenticationPrincipal StaffMember staff,
            Chosen chosen,
            @RequestParam String of,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(required = false) @Nullable LocalDate before,
            @RequestParam(required = false) @Nullable UUID id) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        Sight sight = sight(officer, chosen);
        Period period = period(chosen).orElseThrow(FiguresController::none);
        Tally tally = Tally.of(of).orElseThrow(FiguresController::none);
        By divided = divided(by);
        Figures.Cases found = figures.cases(tally, sight, period, divided, key(part), before, id, PAGE);
        Counted next = found.next();
        Map<UUID, Summary> files = lists.byIds(
                officer.region(), found.cases().stream().map(Counted::caseId).toList());
        String address = "/desk/figures/cases?of=" + tally.code() + "&" + FiguresPage.query(period, sight)
                + (divided == null ? "" : "&by=" + divided.code() + "&part=" + key(part));
        return Page.show(
                "desk/figure-cases",
                new CasesPage(
                        officers.frame(officer, DeskArea.FIGURES.href()),
                        tally,
                        period,
                        sight,
                        names(officer),
                        divided,
                        key(part),
                        found.cases().stream()
                                .map(each -> new Row(each, files.get(each.caseId())))
                                .toList(),
                        next == null ? null : address + "&before=" + next.on() + "&id=" + next.caseId(),
                        before == null));
    }

    /** The figures as a file: numbers without cases. */
    @GetMapping("/desk/figures/file")
    ResponseEntity<byte[]> file(@AuthenticationPrincipal StaffMember staff, Chosen chosen) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        Period period = period(chosen).orElseThrow(FiguresController::none);
        Sight sight = sight(officer, chosen);
        return exports.totals(
                officer,
                Exports.Totals.FIGURES,
                String.join(" ", sight.departments()),
                csv("figures", period, file.figures(figures.of(sight, period)), Map.of()));
    }

    /** 批量导出: the cases behind a number, all at once. Whoever takes them out proves once more who he is. */
    @PostMapping("/desk/figures/cases")
    ResponseEntity<byte[]> export(
            @AuthenticationPrincipal StaffMember staff,
            HttpServletRequest request,
            Chosen chosen,
            @RequestParam String of,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(defaultValue = "") String part) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        Sight sight = sight(officer, chosen);
        Period period = period(chosen).orElseThrow(FiguresController::none);
        Tally tally = Tally.of(of).orElseThrow(FiguresController::none);
        By divided = divided(by);
        return exports.lines(request, officer, Exports.Lines.CASES, tally.code(), () -> {
            FiguresFile.Listed listed = file.cases(tally, sight, period, divided, key(part));
            return csv(tally.code(), period, listed.text(), Map.of("lines", Integer.toString(listed.lines())));
        });
    }

    @GetMapping("/desk/figures/events")
    ModelAndView events(
            @AuthenticationPrincipal StaffMember staff,
            Chosen chosen,
            @RequestParam(required = false) @Nullable LocalDate before,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam(required = false) QualityEvents.@Nullable Kind kind) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        Sight sight = sight(officer, chosen);
        List<QualityEvents.Event> found = before == null || id == null || kind == null
                ? events.latest(sight, CityTime.day(time.instant()).plusDays(1), PAGE + 1)
                : events.after(sight, before, id, kind, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<QualityEvents.Event> shown = more ? found.subList(0, PAGE) : found;
        Map<UUID, Summary> files = lists.byIds(
                officer.region(),
                shown.stream().map(QualityEvents.Event::caseId).distinct().toList());
        return Page.show(
                "desk/figure-events",
                new EventsPage(
                        officers.frame(officer, DeskArea.FIGURES.href()),
                        names(officer),
                        shown.stream()
                                .map(event -> new EventRow(event, files.get(event.caseId())))
                                .toList(),
                        more ? "/desk/figures/events?" + following(shown.getLast()) : null,
                        before == null));
    }

    /** 来访: the numbers behind the visits, without whose they were. Taken in the hall, so of no department. */
    @GetMapping("/desk/figures/visits")
    ModelAndView visits(
            @AuthenticationPrincipal StaffMember staff,
            Chosen chosen,
            @RequestParam(required = false) @Nullable LocalDate before,
            @RequestParam(required = false) @Nullable UUID id) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        Sight sight = sight(officer, chosen);
        if (!sight.whole()) {
            throw none();
        }
        Period period = period(chosen).orElseThrow(FiguresController::none);
        List<HallFigures.Visit> found = figures.visits(sight, period, before, id, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<HallFigures.Visit> shown = more ? found.subList(0, PAGE) : found;
        return Page.show(
                "desk/figure-visits",
                new VisitsPage(
                        officers.frame(officer, DeskArea.FIGURES.href()),
                        period,
                        groups.all(officer.region()).stream()
                                .collect(Collectors.toMap(WindowGroup::code, WindowGroup::name)),
                        shown,
                        more
                                ? "/desk/figures/visits?" + FiguresPage.query(period, sight) + "&before="
                                        + shown.getLast().on() + "&id="
                                        + shown.getLast().id()
                                : null,
                        before == null));
    }

    @GetMapping("/desk/figures/trips-saved")
    ModelAndView saved(@AuthenticationPrincipal StaffMember staff, Chosen chosen) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        Sight sight = sight(officer, chosen);
        Period period = period(chosen).orElseThrow(FiguresController::none);
        return Page.show(
                "desk/figure-saved",
                new SavedPage(
                        officers.frame(officer, DeskArea.FIGURES.href()),
                        period,
                        sight,
                        names(officer),
                        figures.saved(sight, period)));
    }

    @GetMapping("/desk/figures/online-items")
    ModelAndView onlineItems(@AuthenticationPrincipal StaffMember staff, Chosen chosen) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        return Page.show(
                "desk/figure-online",
                new OnlinePage(
                        officers.frame(officer, DeskArea.FIGURES.href()),
                        figures.publishedItems(sight(officer, chosen))));
    }

    private static String following(QualityEvents.Event last) {
        return "before=" + last.on() + "&id=" + last.caseId() + "&kind=" + last.kind();
    }

    @GetMapping("/desk/figures/before")
    ModelAndView before(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        return before(officer, Map.of(), null, HttpStatus.OK);
    }

    /** The director states how often one had to come before, and where he has it from. */
    @PostMapping("/desk/figures/before")
    ModelAndView state(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String trips,
            @RequestParam(defaultValue = "") String source) {
        Officer officer = officers.in(DeskArea.FIGURES, staff);
        if (!mayState(officer)) {
            throw new AccessDeniedException("The director states it");
        }
        int number = trips.matches("\\d{1,2}") ? Integer.parseInt(trips) : -1;
        Optional<String> wrong = before.wrong(item, number, source);
        if (wrong.isPresent()) {
            var typed = Map.of("item", key(item), "trips", key(trips), "source", source);
            return before(officer, typed, wrong.get(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        before.state(officer.region(), officer.id(), item, number, source);
        return Page.goTo("/desk/figures/before");
    }

    private ModelAndView before(
            Officer officer, Map<String, String> typed, @Nullable String refusal, HttpStatus status) {
        return Page.show(
                "desk/figure-before",
                new BeforePage(
                        officers.frame(officer, DeskArea.FIGURES.href()),
                        names(officer),
                        before.all(officer.region()),
                        typed,
                        refusal,
                        mayState(officer),
                        UUID.randomUUID()),
                status);
    }

    @Guard
    private static boolean mayState(Officer officer) {
        return officer.holdsAny("director");
    }

    private Sight sight(Officer officer, Chosen chosen) {
        String unit = chosen.unit() == null ? "" : key(chosen.unit());
        return Sight.of(officer, unit).orElseThrow(() -> new AccessDeniedException("Another department's figures"));
    }

    private Optional<Period> period(Chosen chosen) {
        LocalDate today = CityTime.day(time.instant());
        String kind = chosen.period();
        return kind == null ? Optional.of(thisMonth()) : Period.parse(kind, chosen.from(), chosen.to(), today);
    }

    private Period thisMonth() {
        return Period.around(Period.Kind.MONTH, CityTime.day(time.instant()));
    }

    private Names names(Officer officer) {
        return new Names(officer.region(), directory, catalogue);
    }

    private List<String> units(Sight sight) {
        Set<String> units = new TreeSet<>(sight.departments());
        if (sight.all()) {
            directory.departments().stream()
                    .filter(department -> department.region().equals(sight.region()))
                    .map(Department::code)
                    .forEach(units::add);
        }
        return List.copyOf(units);
    }

    /** Cases are narrowed by item, class or terminal; to those of a unit by what the reader sees. */
    private static @Nullable By divided(@Nullable String by) {
        return by == null || by.isEmpty()
                ? null
                : by(by).filter(each -> each != By.UNIT).orElseThrow(FiguresController::none);
    }

    private static Optional<By> by(String code) {
        return Arrays.stream(By.values()).filter(by -> by.code().equals(code)).findFirst();
    }

    /** A code of ours, or nothing. */
    private static String key(String text) {
        return text.length() <= LONGEST && text.matches("[A-Za-z0-9_-]*") ? text : "";
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static Exports.Content csv(String name, Period period, String text, Map<String, String> lines) {
        var detail = new HashMap<String, String>(lines);
        detail.put("from", period.from().toString());
        detail.put("to", period.to().toString());
        return Exports.Content.csv(name + "-" + period.from() + "-" + period.to() + ".csv", text, detail);
    }
}
