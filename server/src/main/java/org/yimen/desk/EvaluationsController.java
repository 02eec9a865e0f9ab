package org.yimen.desk;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.evaluation.Appointment;
import org.yimen.evaluation.Appointments;
import org.yimen.evaluation.Finding;
import org.yimen.evaluation.Outing;
import org.yimen.evaluation.Outings;
import org.yimen.evaluation.web.OutingPages;
import org.yimen.evaluation.web.OutingPanel;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Masks;
import org.yimen.identity.People;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/** 社会评价: looks from outside are planned and released here, and leaders report their own walk. */
@Controller
public class EvaluationsController {

    private static final String KEY = "desk.evaluations";
    private static final String PEOPLE = "desk.evaluators";
    private static final String HREF = DeskArea.EVALUATIONS.href();
    private static final String PEOPLE_HREF = HREF + "/people";

    private final Officers officers;
    private final Outings outings;
    private final Appointments appointments;
    private final OutingPages pages;
    private final Directory directory;
    private final People people;
    private final Entities entities;
    private final Catalogue catalogue;
    private final InstantSource time;

    EvaluationsController(
            Officers officers,
            Outings outings,
            Appointments appointments,
            OutingPages pages,
            Directory directory,
            People people,
            Entities entities,
            Catalogue catalogue,
            InstantSource time) {
        this.catalogue = catalogue;
        this.officers = officers;
        this.outings = outings;
        this.appointments = appointments;
        this.pages = pages;
        this.directory = directory;
        this.people = people;
        this.entities = entities;
        this.time = time;
    }

    /**
     * One look as an officer sees it.
     *
     * @param mayRelease he may release it now
     * @param open its findings of which nobody has said yet what they changed; empty where he may not say so
     * @param changes what he may say
     */
    public record OutingPage(
            DeskFrame frame, OutingPanel panel, boolean mayRelease, List<Finding> open, List<Finding.Changed> changes) {
        public OutingPage {
            open = List.copyOf(open);
            changes = List.copyOf(changes);
        }
    }

    @GetMapping("/desk/evaluations")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return list(officers.in(DeskArea.EVALUATIONS, staff), done, Map.of(), null);
    }

    @PostMapping("/desk/evaluations")
    ModelAndView plan(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.EVALUATIONS, staff);
        var typed = new Typed(fields);
        try {
            UUID who = typed.id("who");
            boolean walks = directory.everybody(officer.region()).stream()
                    .anyMatch(each -> each.id().equals(who));
            outings.plan(
                    officer,
                    new Outings.Plan(
                            typed.id("key"),
                            typed.constant("kind", Outing.Kind.class),
                            typed.needed("name"),
                            typed.needed("department"),
                            typed.maybe("item").orElse(null),
                            typed.maybe("window").orElse(null),
                            Arrays.asList(typed.needed("script").split("\\R")),
                            walks ? null : who,
                            walks ? who : null,
                            typed.date("on")));
        } catch (RuleBroken refusal) {
            return list(officer, "", fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, "name")));
        }
        return Page.goTo(HREF + "?done=true");
    }

    private ModelAndView list(
            Officer officer, String done, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        List<Outing> all = outings.of(officer);
        Map<UUID, List<Finding>> findings =
                outings.findings(officer.region(), all.stream().map(Outing::id).toList()).stream()
                        .collect(Collectors.groupingBy(Finding::outing));
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Table(
                KEY + ".list",
                List.of(
                        KEY + ".name",
                        KEY + ".department",
                        KEY + ".on",
                        KEY + ".score",
                        KEY + ".findings",
                        KEY + ".now"),
                all.stream()
                        .map(each -> row(each, findings.getOrDefault(each.id(), List.of())))
                        .toList(),
                KEY + ".empty"));
        boolean centre = officer.watchesAll();
        if (centre) {
            int year = today().getYear();
            Set<String> walked = outings.walked(officer.region(), year);
            blocks.add(new Sheet.Table(
                    KEY + ".not-walked",
                    List.of(KEY + ".department"),
                    directory.departments().stream()
                            .filter(each -> !walked.contains(each.code()))
                            .map(each -> Sheet.row(Sheet.cell(Sheet.data(each.name()))))
                            .toList(),
                    KEY + ".all-walked"));
            blocks.add(new Sheet.Links(
                    List.of(Sheet.cell(Sheet.say(PEOPLE + ".title")).to(PEOPLE_HREF))));
        }
        form(officer, centre, typed, blocks);
        return Page.show(
                "desk/sheet",
                new DeskSheet(
                        officers.frame(officer, HREF),
                        new Sheet(KEY, done.isEmpty() ? null : Sheet.say(KEY + ".done"), refusal, blocks)),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private void form(Officer officer, boolean centre, Map<String, List<String>> typed, List<Sheet.Block> blocks) {
        List<Pick> departments = directory.departments().stream()
                .filter(each -> centre || officer.holds(each.code() + "/head"))
                .map(each -> new Pick(each.code(), Sheet.data(each.name())))
                .toList();
        if (departments.isEmpty()) {
            return;
        }
        LocalDate today = today();
        var who = new ArrayList<Pick>();
        if (centre) {
            appointments.all(officer.region()).stream()
                    .filter(each -> !each.until().isBefore(today) && each.endedOn() == null)
                    .map(each -> new Pick(each.id().toString(), name(each)))
                    .forEach(who::add);
        }
        // Each head with his department, because he walks through no other's.
        for (Pick department : departments) {
            directory.holders(officer.region(), department.value() + "/head", today).stream()
                    .filter(each -> !each.standIn())
                    .filter(each -> centre || each.staff().id().equals(officer.id()))
                    .map(each -> new Pick(
                            each.staff().id().toString(),
                            Sheet.list(List.of(Sheet.plain(each.staff().name()), department.said()))))
                    .forEach(who::add);
        }
        List<Pick> kinds = Arrays.stream(Outing.Kind.values())
                .filter(kind -> centre ? kind != Outing.Kind.SUPERVISION : kind == Outing.Kind.WALK)
                .map(kind -> new Pick(kind.name(), Sheet.say(kind.key())))
                .toList();
        var fields = new Sheet.Fields(KEY, typed)
                .hidden("key", UUID.randomUUID().toString())
                .select("kind", kinds)
                .text("name")
                .select("department", departments)
                .select("item", items(departments))
                .select(
                        "window",
                        Stream.concat(
                                        Stream.of(new Pick("", Sheet.say(KEY + ".window-none"))),
                                        outings.windows().stream()
                                                .map(each -> new Pick(each.code(), Sheet.data(each.name()))))
                                .toList())
                .select("who", who)
                .date("on")
                .hinted(Sheet.Kind.AREA, "script");
        blocks.add(new Sheet.Form(KEY + ".form", null, HREF, fields.list(), KEY + ".plan", false));
    }

    /** What can be applied for there; a look at a counter is about no single item. */
    private List<Pick> items(List<Pick> departments) {
        Set<String> codes = departments.stream().map(Pick::value).collect(Collectors.toSet());
        return Stream.concat(
                        Stream.of(new Pick("", Sheet.say(KEY + ".item-none"))),
                        catalogue.published().stream()
                                .filter(item -> codes.contains(item.department()))
                                .map(item -> new Pick(item.code(), Sheet.data(item.name()))))
                .toList();
    }

    private Sheet.Row row(Outing outing, List<Finding> findings) {
        long open = findings.stream().filter(each -> each.use() == null).count();
        var report = outing.report();
        var score = report == null ? null : report.score();
        return Sheet.row(
                Sheet.cell(Sheet.data(outing.title()))
                        .to(HREF + "/" + outing.id())
                        .over(Sheet.cell(Sheet.say(outing.kind().key()))),
                Sheet.cell(Sheet.data(directory.department(outing.department()).name())),
                Sheet.cell(Sheet.day(report == null ? outing.plannedOn() : report.doneOn())),
                Sheet.cell(Sheet.plain(score == null ? "—" : score.toPlainString())),
                Sheet.cell(Sheet.say(KEY + ".open-of", open, findings.size())),
                Sheet.cell(Sheet.say(outing.standing().key()))
                        .marked(
                                switch (outing.standing()) {
                                    case RELEASED -> open == 0 ? "ok" : "soon";
                                    case REPORTED -> "soon";
                                    case PLANNED -> outing.plannedOn().isBefore(today()) ? "late" : "soon";
                                }));
    }

    @GetMapping("/desk/evaluations/{id}")
    ModelAndView one(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, Locale locale) {
        Officer officer = officers.in(DeskArea.EVALUATIONS, staff);
        return one(officer, existing(officer, id), Map.of(), null, locale);
    }

    @PostMapping("/desk/evaluations/{id}/report")
    ModelAndView report(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            Locale locale) {
        Officer officer = officers.in(DeskArea.EVALUATIONS, staff);
        Outing outing = existing(officer, id);
        var typed = new Typed(fields);
        return after(
                officer,
                outing,
                fields,
                locale,
                () -> outings.report(
                        outing,
                        officer.id(),
                        null,
                        OutingPages.report(outing, typed, officer.id()),
                        typed.all("finding")));
    }

    @PostMapping("/desk/evaluations/{id}/pictures")
    ModelAndView photograph(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            Locale locale)
            throws IOException {
        Officer officer = officers.in(DeskArea.EVALUATIONS, staff);
        Outing outing = existing(officer, id);
        byte[] bytes = file.getBytes();
        return after(officer, outing, Map.of(), locale, () -> outings.photograph(outing, officer.id(), null, bytes));
    }

    @GetMapping("/desk/evaluations/{id}/pictures/{number}")
    ResponseEntity<byte[]> picture(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable int number) {
        Officer officer = officers.in(DeskArea.EVALUATIONS, staff);
        return Optional.of(existing(officer, id))
                .filter(each -> Outings.showsEvidence(officer, each))
                .flatMap(each -> pages.picture(each, number))
                .orElseThrow(EvaluationsController::notFound);
    }

    @PostMapping("/desk/evaluations/{id}/release")
    ModelAndView release(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, Locale locale) {
        Officer officer = officers.in(DeskArea.EVALUATIONS, staff);
        return after(officer, existing(officer, id), Map.of(), locale, () -> outings.release(officer, id));
    }

    @PostMapping("/desk/evaluations/{id}/findings/{finding}")
    ModelAndView use(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID finding,
            @RequestParam MultiValueMap<String, String> fields,
            Locale locale) {
        Officer officer = officers.in(DeskArea.EVALUATIONS, staff);
        var typed = new Typed(fields);
        return after(
                officer,
                existing(officer, id),
                fields,
                locale,
                () -> outings.use(
                        officer,
                        id,
                        finding,
                        typed.constant("changed", Finding.Changed.class),
                        typed.needed("text"),
                        typed.text("reference")));
    }

    private ModelAndView after(
            Officer officer, Outing outing, Map<String, List<String>> typed, Locale locale, Runnable act) {
        try {
            act.run();
        } catch (RuleBroken refusal) {
            return one(officer, outing, typed, refusal, locale);
        }
        return Page.goTo(HREF + "/" + outing.id());
    }

    private ModelAndView one(
            Officer officer,
            Outing outing,
            Map<String, List<String>> typed,
            @Nullable RuleBroken refusal,
            Locale locale) {
        boolean reports = outing.report() == null && officer.id().equals(outing.staff());
        OutingPanel whole = pages.panel(outing, HREF + "/" + outing.id(), reports, typed, refusal, Words.of(locale));
        OutingPanel panel = Outings.showsEvidence(officer, outing) ? whole : whole.withoutEvidence();
        return Page.show(
                "desk/outing",
                new OutingPage(
                        officers.frame(officer, HREF),
                        panel,
                        outing.standing() == Outing.Standing.REPORTED && outings.mayRelease(officer, outing),
                        panel.findings().stream()
                                .map(OutingPanel.Shown::finding)
                                .filter(each -> each.order() != null
                                        && each.use() == null
                                        && Outings.canSayWhatChanged(officer, outing))
                                .toList(),
                        Stream.of(Finding.Changed.values())
                                .filter(each -> each != Finding.Changed.NOTHING
                                        || Outings.canSayThatNothingChanges(officer, outing))
                                .toList()),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** What he may not know of is not there. */
    private Outing existing(Officer officer, UUID id) {
        return outings.of(officer, id).orElseThrow(EvaluationsController::notFound);
    }

    @GetMapping("/desk/evaluations/people")
    ModelAndView appointed(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return appointed(officers.in(DeskArea.EVALUATORS, staff), done, Map.of(), null);
    }

    @PostMapping("/desk/evaluations/people")
    ModelAndView appoint(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.EVALUATORS, staff);
        var typed = new Typed(fields);
        try {
            appointments.appoint(
                    officer,
                    new Appointments.Entry(
                            typed.id("key"),
                            typed.constant("kind", Appointment.Kind.class),
                            typed.needed("number"),
                            typed.needed("name"),
                            typed.needed("capacity"),
                            typed.all("departments"),
                            typed.date("from"),
                            typed.date("until")));
        } catch (RuleBroken refusal) {
            return appointed(officer, "", fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, "number")));
        }
        return Page.goTo(PEOPLE_HREF + "?done=true");
    }

    @PostMapping("/desk/evaluations/people/end")
    ModelAndView end(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.EVALUATORS, staff);
        var typed = new Typed(fields);
        try {
            appointments.end(officer, typed.id("ending"), typed.needed("reason"));
        } catch (RuleBroken refusal) {
            return appointed(officer, "", fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, "reason")));
        }
        return Page.goTo(PEOPLE_HREF + "?done=true");
    }

    private ModelAndView appointed(
            Officer officer, String done, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        List<Appointment> all = appointments.all(officer.region());
        LocalDate today = today();
        List<Pick> open = all.stream()
                .filter(each -> each.endedOn() == null && !each.until().isBefore(today))
                .map(each -> new Pick(each.id().toString(), name(each)))
                .toList();
        var appoint = new Sheet.Fields(PEOPLE, typed)
                .hidden("key", UUID.randomUUID().toString())
                .select(
                        "kind",
                        Arrays.stream(Appointment.Kind.values())
                                .map(kind -> new Pick(kind.name(), Sheet.say(kind.key())))
                                .toList())
                .text("name")
                .hinted(Sheet.Kind.TEXT, "number")
                .text("capacity")
                .checks(
                        "departments",
                        directory.departments().stream()
                                .map(each -> new Pick(each.code(), Sheet.data(each.name())))
                                .toList())
                .date("from")
                .date("until");
        var end = new Sheet.Fields(PEOPLE, typed).select("ending", open).text("reason");
        List<Sheet.Block> blocks = List.of(
                new Sheet.Table(
                        PEOPLE + ".list",
                        List.of(PEOPLE + ".name", PEOPLE + ".capacity", PEOPLE + ".scope", PEOPLE + ".period"),
                        all.stream().map(this::row).toList(),
                        PEOPLE + ".empty"),
                new Sheet.Form(PEOPLE + ".form", null, PEOPLE_HREF, appoint.list(), PEOPLE + ".appoint", false),
                new Sheet.Form(PEOPLE + ".form-end", null, PEOPLE_HREF + "/end", end.list(), PEOPLE + ".end", false));
        return Page.show(
                "desk/sheet",
                new DeskSheet(
                        officers.frame(officer, HREF),
                        new Sheet(PEOPLE, done.isEmpty() ? null : Sheet.say(PEOPLE + ".done"), refusal, blocks)),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Sheet.Row row(Appointment each) {
        return Sheet.row(
                Sheet.cell(name(each)).over(Sheet.cell(Sheet.say(each.kind().key()))),
                Sheet.cell(Sheet.data(each.capacity())),
                Sheet.cell(
                        each.departments().isEmpty()
                                ? Sheet.say(PEOPLE + ".everywhere")
                                : Sheet.list(each.departments().stream()
                                        .map(code -> Sheet.data(
                                                directory.department(code).name()))
                                        .toList())),
                Sheet.cell(Sheet.period(each.from(), each.endedOn() == null ? each.until() : each.endedOn()))
                        .marked(each.isOn(today()) ? "ok" : "soon"));
    }

    private Sheet.Said name(Appointment of) {
        String name = of.kind() == Appointment.Kind.BODY
                ? entities.find(of.holder()).map(LegalEntity::name).orElse("—")
                : people.find(of.holder())
                        .map(person -> Masks.name(person.name()))
                        .orElse("—");
        return Sheet.data(name);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
