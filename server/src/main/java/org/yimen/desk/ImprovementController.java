package org.yimen.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrders;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.StaffMember;
import org.yimen.improvement.Occasion;
import org.yimen.improvement.Occasion.Kind;
import org.yimen.improvement.Occasion.Notes;
import org.yimen.improvement.Occasion.Verdict;
import org.yimen.improvement.Occasions;
import org.yimen.improvement.Occasions.Draft;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/** 走访、督查、会议、上级检查、变相审批: one list with a kind, one page for each; what they ask for stands in the ledger. */
@Controller
class ImprovementController {

    private static final String KEY = "desk.improvement";
    private static final String HREF = DeskArea.IMPROVEMENT.href();

    private final Officers officers;
    private final Occasions occasions;
    private final WorkOrders orders;
    private final ProblemsController problems;
    private final Entities entities;
    private final Directory directory;
    private final Exports exports;
    private final InstantSource time;

    ImprovementController(
            Officers officers,
            Occasions occasions,
            WorkOrders orders,
            ProblemsController problems,
            Entities entities,
            Directory directory,
            Exports exports,
            InstantSource time) {
        this.officers = officers;
        this.occasions = occasions;
        this.orders = orders;
        this.problems = problems;
        this.entities = entities;
        this.directory = directory;
        this.exports = exports;
        this.time = time;
    }

    /** What a form asks for. */
    @FunctionalInterface
    private interface Act {
        void take(Officer officer, Typed typed);
    }

    @GetMapping("/desk/improvement")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "visit") String kind) {
        return list(officers.in(DeskArea.IMPROVEMENT, staff), kind(kind), Map.of(), null);
    }

    @GivesFormBack
    @PostMapping("/desk/improvement")
    ModelAndView open(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.IMPROVEMENT, staff);
        var typed = new Typed(fields);
        Kind kind = kind(typed.text("kind"));
        try {
            UUID id = typed.id("key");
            Optional<LegalEntity> firm = firm(typed);
            occasions.open(
                    officer,
                    new Draft(
                            id,
                            kind,
                            typed.needed("name"),
                            typed.text("unit"),
                            firm.map(LegalEntity::id).orElse(null),
                            firm.map(LegalEntity::name).orElseGet(() -> typed.text("firm-name")),
                            typed.all("team").stream()
                                    .map(ImprovementController::member)
                                    .toList(),
                            typed.date("on"),
                            typed.text("situation"),
                            !typed.all("criticism").isEmpty()));
            return Page.goTo(HREF + "/" + id);
        } catch (RuleBroken refusal) {
            return list(officer, kind, fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, field(refusal))));
        }
    }

    /** 疑似变相审批: any officer may say so, from what he sees or from what the public reported by an order. */
    @GetMapping("/desk/suspicions/new")
    ModelAndView suspect(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(required = false) @Nullable UUID order,
            @RequestParam(defaultValue = "") String done) {
        return suspicion(officers.of(staff), order, done, Map.of(), null);
    }

    @GivesFormBack
    @PostMapping("/desk/suspicions/new")
    ModelAndView suspected(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.of(staff);
        var typed = new Typed(fields);
        UUID order = null;
        try {
            order = typed.maybe("order").isEmpty() ? null : typed.id("order");
            occasions.open(
                    officer,
                    new Draft(
                            typed.id("key"),
                            Kind.DISGUISED,
                            typed.needed("name"),
                            typed.text("unit"),
                            null,
                            "",
                            List.of(),
                            CityTime.day(time.instant()),
                            typed.needed("situation"),
                            false,
                            order));
            return Page.goTo("/desk/suspicions/new?done=true");
        } catch (RuleBroken refusal) {
            return suspicion(
                    officer, order, "", fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, field(refusal))));
        }
    }

    private ModelAndView suspicion(
            Officer officer,
            @Nullable UUID order,
            String done,
            Map<String, List<String>> typed,
            Sheet.@Nullable Refusal refusal) {
        var fields = new Sheet.Fields(KEY, typed)
                .hidden("key", UUID.randomUUID().toString())
                .hidden("order", order == null ? "" : order.toString())
                .text("name")
                .select("unit", problems.departments())
                .area("situation");
        List<Sheet.Block> blocks = List.of(new Sheet.Form(
                KEY + ".form",
                KEY + ".disguised.form-lead",
                "/desk/suspicions/new",
                fields.list(),
                KEY + ".go",
                false));
        return Page.show(
                "desk/sheet",
                new DeskSheet(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        new Sheet(
                                KEY + ".suspicion",
                                done.isEmpty() ? null : Sheet.say(KEY + ".suspected"),
                                refusal,
                                blocks)),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static UUID member(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException _) {
            throw Typed.flaw("platform.sheet.missing", "team");
        }
    }

    private Optional<LegalEntity> firm(Typed typed) {
        Optional<String> code = typed.maybe("firm");
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(code.flatMap(CreditCode::parse)
                        .flatMap(entities::find)
                        .orElseThrow(() -> Typed.flaw("desk.problems.firm-unknown", "firm")));
    }

    private static String field(RuleBroken refusal) {
        return switch (refusal.code()) {
            case "improvement.unit-missing" -> "unit";
            case "improvement.text-long", "improvement.text-number" -> "situation";
            case "improvement.criticism-not-yours" -> "criticism";
            case "improvement.firm-missing" -> "firm-name";
            case "improvement.team-crossed" -> "team";
            case "improvement.not-yet" -> "on";
            default -> "name";
        };
    }

    private ModelAndView list(
            Officer officer, Kind kind, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        String key = KEY + "." + code(kind);
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Links(Arrays.stream(Kind.values())
                .map(each ->
                        Sheet.cell(Sheet.say(KEY + "." + code(each) + ".title")).to(HREF + "?kind=" + code(each)))
                .toList()));
        counted(officer, kind).ifPresent(blocks::add);
        blocks.add(new Sheet.Table(
                KEY + ".list",
                List.of(KEY + ".name", KEY + ".about", KEY + ".on", KEY + ".standing"),
                occasions.list(officer, kind).stream().map(this::row).toList(),
                key + ".empty"));
        blocks.add(new Sheet.Form(KEY + ".form", key + ".form-lead", HREF, fields(kind, typed), KEY + ".go", false));
        return show(officer, key, refusal, blocks);
    }

    /** What is counted of a kind, where anything is. */
    private Optional<Sheet.Block> counted(Officer officer, Kind kind) {
        LocalDate today = CityTime.day(time.instant());
        return switch (kind) {
            case VISIT, INSPECTION -> Optional.empty();
            case EXTERNAL -> {
                var year = occasions.criticisms(officer.region(), today.withDayOfYear(1), today);
                yield Optional.of(new Sheet.Figures(
                        KEY + ".criticisms",
                        List.of(new Sheet.Figure(
                                Sheet.say(KEY + ".criticisms-year", today.getYear()),
                                Long.toString(year.criticisms()),
                                Sheet.say(KEY + ".criticisms-of", year.results()),
                                null))));
            }
            case DISGUISED ->
                Optional.of(new Sheet.Table(
                        KEY + ".suspicions",
                        List.of(KEY + ".unit", "desk.problems.open", "desk.problems.closed"),
                        occasions.suspicions(officer.region()).stream()
                                .map(each -> Sheet.row(
                                        Sheet.cell(unit(each.unit())),
                                        Sheet.cell(Sheet.plain(Long.toString(each.open()))),
                                        Sheet.cell(Sheet.plain(Long.toString(each.closed())))))
                                .toList(),
                        KEY + ".none"));
            case MEETING -> Optional.of(cooperation(officer.region(), null));
        };
    }

    private Sheet.Table cooperation(String region, @Nullable UUID meeting) {
        return new Sheet.Table(
                KEY + ".cooperation",
                List.of(KEY + ".unit", KEY + ".mean", KEY + ".meetings"),
                occasions.cooperation(region, meeting).stream()
                        .map(each -> Sheet.row(
                                Sheet.cell(unit(each.unit())),
                                Sheet.cell(Sheet.plain(String.format(Locale.ROOT, "%.1f", each.mean()))),
                                Sheet.cell(Sheet.plain(Long.toString(each.meetings())))))
                        .toList(),
                KEY + ".none");
    }

    private List<Sheet.Field> fields(Kind kind, Map<String, List<String>> typed) {
        var fields = new Sheet.Fields(KEY, typed)
                .hidden("key", UUID.randomUUID().toString())
                .hidden("kind", code(kind))
                .text("name");
        switch (kind) {
            case VISIT ->
                fields.hinted(Sheet.Kind.TEXT, "firm")
                        .text("firm-name")
                        .date("on")
                        .checks("team", people());
            case INSPECTION ->
                fields.select("unit", problems.departments()).date("on").checks("team", people());
            case MEETING -> fields.date("on").checks("team", people());
            case EXTERNAL ->
                fields.select("unit", problems.departments())
                        .date("on")
                        .area("situation")
                        .checks("criticism", List.of(new Pick("true", Sheet.say(KEY + ".criticism-is"))));
            case DISGUISED ->
                fields.select("unit", problems.departments()).date("on").area("situation");
        }
        return fields.list();
    }

    private List<Pick> people() {
        return directory.posts(directory.region()).stream()
                .filter(post -> Stream.of("chief", "head", "supervisor", "director")
                        .anyMatch(role -> post.code().endsWith("/" + role)))
                .flatMap(post ->
                        directory.holders(directory.region(), post.code(), CityTime.day(time.instant())).stream()
                                .filter(holder -> !holder.standIn())
                                .map(holder -> new Pick(
                                        holder.staff().id().toString(),
                                        Sheet.list(List.of(
                                                Sheet.plain(holder.staff().name()), unit(post.department()))))))
                .toList();
    }

    private Sheet.Row row(Occasion of) {
        return Sheet.row(
                Sheet.cell(Sheet.data(of.title())).to(HREF + "/" + of.id()),
                Sheet.cell(about(of)),
                Sheet.cell(Sheet.day(of.heldOn() == null ? of.plannedOn() : of.heldOn())),
                standing(of));
    }

    private Sheet.Said about(Occasion of) {
        return of.unit().isEmpty() ? Sheet.data(of.firmName()) : unit(of.unit());
    }

    private static Sheet.Cell standing(Occasion of) {
        String word = of.end() != null ? "ended" : of.heldOn() == null ? "planned" : "held";
        Sheet.Cell cell = Sheet.cell(Sheet.say(KEY + ".is-" + word)).marked(of.end() != null ? "ok" : "soon");
        return of.criticism() ? cell.over(Sheet.cell(Sheet.say(KEY + ".criticism"))) : cell;
    }

    // --- one of them -------------------------------------------------------------------------------------------------

    @GetMapping("/desk/improvement/{id}")
    ModelAndView one(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.IMPROVEMENT, staff);
        return one(officer, existing(officer, id), Map.of(), null);
    }

    @GivesFormBack
    @PostMapping("/desk/improvement/{id}/held")
    ModelAndView held(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "situation",
                (officer, typed) -> occasions.hold(
                        officer,
                        id,
                        typed.date("held-on"),
                        new Notes(typed.needed("situation"), typed.text("difficulty"), typed.text("suggestion"))));
    }

    @GivesFormBack
    @PostMapping("/desk/improvement/{id}/ruling")
    ModelAndView rule(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "reason",
                (officer, typed) -> occasions.rule(
                        officer,
                        id,
                        typed.constant("verdict", Verdict.class),
                        typed.needed("reason"),
                        typed.maybeDate("due").orElse(null)));
    }

    @GivesFormBack
    @PostMapping("/desk/improvement/{id}/agenda")
    ModelAndView collect(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "number",
                (officer, typed) -> occasions.collect(
                        officer,
                        id,
                        CaseNumber.parse(typed.needed("number"))
                                .flatMap(number -> orders.byNumber(number.toString(), officer))
                                .orElseThrow(() -> Typed.flaw("improvement.order-unknown", "number"))));
    }

    @GivesFormBack
    @PostMapping("/desk/improvement/{id}/decision")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "decision",
                (officer, typed) -> occasions.decide(
                        officer,
                        id,
                        typed.id("matter"),
                        typed.needed("decision"),
                        typed.needed("to-unit"),
                        typed.text("person"),
                        typed.date("due")));
    }

    @GivesFormBack
    @PostMapping("/desk/improvement/{id}/score")
    ModelAndView score(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "points",
                (officer, typed) -> occasions.score(officer, id, typed.needed("scored"), points(typed)));
    }

    private static int points(Typed typed) {
        try {
            return Integer.parseInt(typed.needed("points"));
        } catch (NumberFormatException _) {
            throw Typed.flaw("improvement.points", "points");
        }
    }

    @GivesFormBack
    @PostMapping("/desk/improvement/{id}/end")
    ModelAndView end(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff, id, fields, "outcome", (officer, typed) -> occasions.end(officer, id, typed.needed("outcome")));
    }

    private ModelAndView act(StaffMember staff, UUID id, MultiValueMap<String, String> fields, String field, Act act) {
        Officer officer = officers.in(DeskArea.IMPROVEMENT, staff);
        Occasion of = existing(officer, id);
        try {
            act.take(officer, new Typed(fields));
            return Page.goTo(HREF + "/" + id);
        } catch (RuleBroken refusal) {
            return one(officer, of, fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, field)));
        }
    }

    /** 会议纪要, to be signed and kept as the office does: what was before the meeting, what it decided, who does it by when. */
    @PostMapping("/desk/improvement/{id}/minutes")
    ResponseEntity<byte[]> minutes(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            HttpServletRequest request,
            Locale locale) {
        Officer officer = officers.in(DeskArea.IMPROVEMENT, staff);
        Occasion of = existing(officer, id);
        if (of.kind() != Kind.MEETING) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return exports.lines(
                request, officer, Exports.Lines.MINUTES, id.toString(), () -> minutes(of, Words.of(locale)));
    }

    private Exports.Content minutes(Occasion of, Words words) {
        var lines = new ArrayList<String>();
        lines.add(of.title());
        lines.add(words.date(of.heldOn() == null ? of.plannedOn() : of.heldOn()));
        lines.add(words.say(KEY + ".team") + " "
                + words.list(of.team().stream()
                        .map(member -> directory.staff(member).name())
                        .toList()));
        Stream.of(of.notes().situation(), of.notes().difficulty(), of.notes().suggestion())
                .filter(note -> !note.isEmpty())
                .forEach(lines::add);
        for (Occasions.Matter matter : occasions.agenda(of)) {
            lines.add("");
            lines.add(words.say(KEY + ".matter") + " "
                    + orders.find(matter.order())
                            .map(line -> line.row().number() + " " + words.text(line.topic()))
                            .orElse(""));
            String decision = matter.decision();
            UUID task = matter.task();
            if (decision != null && task != null) {
                lines.add(words.say(KEY + ".decision") + " " + decision);
                orders.find(task).map(line -> task(line, words)).ifPresent(lines::add);
            }
        }
        for (Occasions.Cooperation each : occasions.cooperation(of.region(), of.id())) {
            lines.add(unit(each.unit()).in(words) + " " + String.format(Locale.ROOT, "%.0f", each.mean()));
        }
        return new Exports.Content(
                "minutes.txt",
                new MediaType("text", "plain", UTF_8),
                String.join("\r\n", lines) + "\r\n",
                Map.of("lines", Integer.toString(lines.size())));
    }

    private String task(Line line, Words words) {
        OrderRow.Raised raised = line.row().raised();
        String unit = line.row().unit();
        return raised == null || unit == null
                ? line.row().number()
                : words.say(KEY + ".task") + " " + line.row().number() + " "
                        + unit(unit).in(words) + " " + raised.person() + " " + words.date(raised.answerOn());
    }

    /** To whoever has nothing to do with it, it is not there: an inspection that is planned is news to whom it concerns. */
    private Occasion existing(Officer officer, UUID id) {
        return occasions.find(officer, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView one(
            Officer officer, Occasion of, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        List<Line> raised = occasions.raisedFrom(of);
        var blocks = new ArrayList<Sheet.Block>();
        var links = new ArrayList<Sheet.Cell>();
        links.add(Sheet.cell(Sheet.say(KEY + "." + code(of.kind()) + ".title")).to(HREF + "?kind=" + code(of.kind())));
        if (of.end() == null) {
            links.add(Sheet.cell(Sheet.say(KEY + ".raise")).to(DeskArea.PROBLEMS.href() + "/new?from=" + of.id()));
        }
        blocks.add(new Sheet.Links(links));
        blocks.add(facts(officer, of));
        if (of.kind() == Kind.MEETING) {
            blocks.add(agenda(of));
        }
        blocks.add(problems.table(KEY + ".raised", raised, KEY + ".raised-empty"));
        if (of.kind() == Kind.MEETING) {
            blocks.add(cooperation(of.region(), of.id()));
            blocks.add(Exports.form(KEY + ".minutes", HREF + "/" + of.id() + "/minutes"));
        }
        if (of.end() == null) {
            blocks.addAll(forms(officer, of, typed));
        }
        return show(officer, KEY + "." + code(of.kind()), refusal, blocks);
    }

    private Sheet.Table facts(Officer officer, Occasion of) {
        var rows = new ArrayList<Sheet.Row>();
        UUID order = of.order();
        if (order != null) {
            // Whom it concerns learns of no order that he may not see.
            orders.seenBy(order, officer)
                    .ifPresent(row -> rows.add(Sheet.row(
                            Sheet.cell(Sheet.say(KEY + ".order")),
                            Sheet.cell(Sheet.plain(row.number())).to("/desk/orders/" + order))));
        }
        rows.add(fact("name", Sheet.data(of.title())));
        rows.add(fact("about", about(of)));
        rows.add(fact("on", Sheet.day(of.heldOn() == null ? of.plannedOn() : of.heldOn())));
        rows.add(Sheet.row(Sheet.cell(Sheet.say(KEY + ".standing")), standing(of)));
        if (!of.team().isEmpty()) {
            rows.add(fact(
                    "team",
                    Sheet.list(of.team().stream()
                            .map(member -> Sheet.plain(directory.staff(member).name()))
                            .toList())));
        }
        note(rows, "situation", of.notes().situation());
        note(rows, "difficulty", of.notes().difficulty());
        note(rows, "suggestion", of.notes().suggestion());
        Occasion.Ruling ruling = of.ruling();
        if (ruling != null) {
            rows.add(Sheet.row(
                    Sheet.cell(Sheet.say(KEY + ".verdict")),
                    Sheet.cell(Sheet.say(
                                    KEY + ".verdict-" + ruling.verdict().name().toLowerCase(Locale.ROOT)))
                            .over(Sheet.cell(Sheet.data(ruling.reason())))));
        }
        Occasion.End end = of.end();
        if (end != null) {
            note(rows, "outcome", end.outcome());
        }
        return new Sheet.Table(KEY + ".facts", List.of(KEY + ".what", KEY + ".said"), rows, KEY + ".none");
    }

    private static Sheet.Row fact(String name, Sheet.Said said) {
        return Sheet.row(Sheet.cell(Sheet.say(KEY + "." + name)), Sheet.cell(said));
    }

    private static void note(List<Sheet.Row> rows, String name, String text) {
        if (!text.isEmpty()) {
            rows.add(fact(name, Sheet.data(text)));
        }
    }

    private Sheet.Table agenda(Occasion of) {
        return new Sheet.Table(
                KEY + ".agenda",
                List.of(KEY + ".matter", KEY + ".decision", KEY + ".task"),
                occasions.agenda(of).stream()
                        .map(matter -> Sheet.row(
                                matter(matter.order()),
                                Sheet.cell(Sheet.data(matter.decision() == null ? "" : matter.decision())),
                                matter.task() == null ? Sheet.cell(Sheet.plain("—")) : matter(matter.task())))
                        .toList(),
                KEY + ".agenda-empty");
    }

    private Sheet.Cell matter(UUID order) {
        return orders.find(order)
                .map(line -> Sheet.cell(Sheet.data(line.topic()))
                        .to("/desk/orders/" + order)
                        .over(Sheet.cell(Sheet.plain(line.row().number()))))
                .orElseGet(() -> Sheet.cell(Sheet.plain("—")));
    }

    private List<Sheet.Block> forms(Officer officer, Occasion of, Map<String, List<String>> typed) {
        var forms = new ArrayList<Sheet.Block>();
        if (of.kind() == Kind.DISGUISED && of.ruling() == null) {
            forms.add(form(
                    of,
                    "ruling",
                    new Sheet.Fields(KEY, typed)
                            .select(
                                    "verdict",
                                    Arrays.stream(Verdict.values())
                                            .map(each -> new Pick(
                                                    each.name(),
                                                    Sheet.say(KEY + ".verdict-"
                                                            + each.name().toLowerCase(Locale.ROOT))))
                                            .toList())
                            .area("reason")
                            .hinted(Sheet.Kind.DATE, "due")));
        }
        if (of.kind() == Kind.MEETING && of.heldOn() != null && Occasions.watches(officer)) {
            List<String> took = occasions.participants(of);
            forms.add(form(
                    of,
                    "score",
                    new Sheet.Fields(KEY, typed)
                            .select(
                                    "scored",
                                    took.stream()
                                            .map(code -> new Pick(code, unit(code)))
                                            .toList())
                            .hinted(Sheet.Kind.TEXT, "points")));
        }
        boolean keeps = Occasions.mayKeep(officer, of);
        if (keeps && of.kind() == Kind.MEETING) {
            forms.addAll(meeting(of, typed));
        }
        if (keeps && of.heldOn() == null) {
            forms.add(form(
                    of,
                    "held",
                    new Sheet.Fields(KEY, typed)
                            .date("held-on")
                            .area("situation")
                            .area("difficulty")
                            .area("suggestion")));
        }
        if (of.heldOn() != null && Occasions.canEnd(officer, of)) {
            forms.add(form(of, "end", new Sheet.Fields(KEY, typed).area("outcome")));
        }
        return forms;
    }

    private List<Sheet.Block> meeting(Occasion of, Map<String, List<String>> typed) {
        List<Pick> open = occasions.agenda(of).stream()
                .filter(matter -> matter.decision() == null)
                .flatMap(matter -> orders.find(matter.order()).stream())
                .map(line -> new Pick(line.row().id().toString(), Sheet.data(line.topic())))
                .toList();
        var forms = new ArrayList<Sheet.Block>();
        forms.add(form(of, "agenda", new Sheet.Fields(KEY, typed).hinted(Sheet.Kind.TEXT, "number")));
        if (!open.isEmpty()) {
            forms.add(form(
                    of,
                    "decision",
                    new Sheet.Fields(KEY, typed)
                            .select("matter", open)
                            .area("decision")
                            .select("to-unit", problems.departments())
                            .text("person")
                            .date("due")));
        }
        return forms;
    }

    private static Sheet.Form form(Occasion of, String name, Sheet.Fields fields) {
        fields.hidden("key", UUID.randomUUID().toString());
        return new Sheet.Form(
                KEY + ".form-" + name,
                null,
                HREF + "/" + of.id() + "/" + name,
                fields.list(),
                KEY + ".do-" + name,
                false);
    }

    private Sheet.Said unit(String code) {
        return directory.departments().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .map(each -> Sheet.data(each.shortName()))
                .orElseGet(() -> Sheet.plain(code));
    }

    private static Kind kind(String typed) {
        return Arrays.stream(Kind.values())
                .filter(each -> code(each).equals(typed))
                .findFirst()
                .orElse(Kind.VISIT);
    }

    private static String code(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private ModelAndView show(Officer officer, String key, Sheet.@Nullable Refusal refusal, List<Sheet.Block> blocks) {
        return Page.show(
                "desk/sheet",
                new DeskSheet(officers.frame(officer, HREF), new Sheet(key, null, refusal, blocks)),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
