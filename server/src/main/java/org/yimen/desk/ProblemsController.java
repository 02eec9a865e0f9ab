package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.casework.Actor;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.OrderType;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderWords;
import org.yimen.hotline.RaisedOrders;
import org.yimen.hotline.RaisedOrders.Count;
import org.yimen.hotline.RaisedOrders.Wanted;
import org.yimen.hotline.Raising;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrders;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.StaffMember;
import org.yimen.improvement.Occasion;
import org.yimen.improvement.Occasions;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Csv;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/** 台账: what officers raised: supervise and urge orders, problems, tasks; with counts for each unit and a file. */
@Controller
class ProblemsController {

    private static final String KEY = "desk.problems";
    private static final String HREF = DeskArea.PROBLEMS.href();
    private static final int PAGE = 50;

    private final Officers officers;
    private final RaisedOrders ledger;
    private final Raising raising;
    private final OrderTypes types;
    private final OrderRights rights;
    private final Occasions occasions;
    private final WorkLists lists;
    private final Entities entities;
    private final Directory directory;
    private final Exports exports;
    private final InstantSource time;

    ProblemsController(
            Officers officers,
            RaisedOrders ledger,
            Raising raising,
            OrderTypes types,
            OrderRights rights,
            Occasions occasions,
            WorkLists lists,
            Entities entities,
            Directory directory,
            Exports exports,
            InstantSource time) {
        this.officers = officers;
        this.ledger = ledger;
        this.raising = raising;
        this.types = types;
        this.rights = rights;
        this.occasions = occasions;
        this.lists = lists;
        this.entities = entities;
        this.directory = directory;
        this.exports = exports;
        this.time = time;
    }

    @GetMapping("/desk/problems")
    ModelAndView list(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String standing,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String done) {
        Officer officer = officers.in(DeskArea.PROBLEMS, staff);
        var wanted = new Wanted(type, source, unit, standing);
        List<Line> rows = ledger.list(officer, wanted, before, PAGE);
        var blocks = new ArrayList<Sheet.Block>();
        if (!mine(officer).isEmpty()) {
            blocks.add(new Sheet.Links(
                    List.of(Sheet.cell(Sheet.say(KEY + ".raise")).to(HREF + "/new"))));
        }
        blocks.add(figures(ledger.counts(officer)));
        blocks.add(new Sheet.Filter(HREF, filter("type", typePicks(types.raised()), type)));
        blocks.add(new Sheet.Filter(HREF, filter("source", sources(), source)));
        blocks.add(table(KEY + ".list", rows, KEY + ".empty"));
        if (rows.size() == PAGE) {
            blocks.add(new Sheet.Links(List.of(Sheet.cell(Sheet.say(KEY + ".older"))
                    .to(query(wanted) + "&before=" + WorkOrders.spell(rows.getLast())))));
        }
        blocks.add(units(ledger.counts(officer)));
        blocks.add(Exports.form(KEY + ".file", HREF + "/file"));
        return show(officer, done.isEmpty() ? null : Sheet.say(KEY + ".done"), null, blocks);
    }

    private static Sheet.Block figures(List<Count> counts) {
        Count all = Count.sum(counts);
        return new Sheet.Figures(
                KEY + ".figures",
                List.of(
                        figure("open", all.open()),
                        figure("late", all.late()),
                        figure("unread", all.unread()),
                        figure("closed", all.closed())));
    }

    private static Sheet.Figure figure(String standing, long number) {
        return new Sheet.Figure(
                Sheet.say(KEY + "." + standing), Long.toString(number), null, HREF + "?standing=" + standing);
    }

    private Sheet.Block units(List<Count> counts) {
        return new Sheet.Table(
                KEY + ".units",
                Stream.of("unit", "raised", "open", "late", "unread", "closed", "in-time", "withdrawn")
                        .map(head -> KEY + "." + head)
                        .toList(),
                counts.stream()
                        .map(count -> Sheet.row(
                                Sheet.cell(unit(count.unit())).to(HREF + "?unit=" + count.unit()),
                                number(count.raised()),
                                number(count.open()),
                                count.late() == 0
                                        ? number(0)
                                        : number(count.late()).marked("late"),
                                number(count.unread()),
                                number(count.closed()),
                                Sheet.cell(Sheet.plain(count.inTimeRate()
                                        .map(rate -> String.format(Locale.ROOT, "%.1f%%", rate) + " (" + count.inTime()
                                                + "/" + count.answered() + ")")
                                        .orElse("—"))),
                                number(count.withdrawn())))
                        .toList(),
                KEY + ".empty");
    }

    private static Sheet.Cell number(long number) {
        return Sheet.cell(Sheet.plain(Long.toString(number)));
    }

    /** The same table wherever raised orders are listed. */
    Sheet.Table table(String title, List<Line> rows, String empty) {
        LocalDate today = CityTime.day(time.instant());
        return new Sheet.Table(
                title,
                Stream.of("order", "source", "unit", "answer", "read", "status")
                        .map(head -> KEY + "." + head)
                        .toList(),
                rows.stream()
                        .flatMap(line -> Stream.ofNullable(line.row().raised()).map(raised -> row(line, raised, today)))
                        .toList(),
                empty);
    }

    private Sheet.Row row(Line line, OrderRow.Raised raised, LocalDate today) {
        OrderRow row = line.row();
        LocalDate due = row.dueOn();
        var status = Sheet.cell(Sheet.say("hotline.status." + row.status()));
        var read = raised.readAt();
        return Sheet.row(
                Sheet.cell(Sheet.data(line.topic()))
                        .to("/desk/orders/" + row.id())
                        .over(Sheet.cell(Sheet.list(List.of(Sheet.data(line.type()), Sheet.plain(row.number()))))),
                Sheet.cell(source(raised.source().kind()))
                        .over(Sheet.cell(Sheet.data(raised.source().name()))),
                Sheet.cell(unit(row.unit())).over(Sheet.cell(Sheet.data(raised.person()))),
                Sheet.cell(Sheet.day(raised.answerOn())),
                read == null
                        ? Sheet.cell(Sheet.say("hotline.raised.unread")).marked("soon")
                        : Sheet.cell(Sheet.day(CityTime.day(read))),
                row.open() && due != null && due.isBefore(today) ? status.marked("late") : status);
    }

    private Sheet.Said unit(@Nullable String code) {
        return directory.departments().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .map(each -> Sheet.data(each.shortName()))
                .orElseGet(() -> Sheet.plain(code == null ? "" : code));
    }

    private static Sheet.Said source(Source.Kind kind) {
        return Sheet.say("hotline.source." + OrderWords.code(kind));
    }

    private static Sheet.Field filter(String name, List<Pick> picks, String value) {
        var all = new ArrayList<Pick>();
        all.add(new Pick("", Sheet.say(KEY + ".all")));
        all.addAll(picks);
        return new Sheet.Field(Sheet.Kind.SELECT, name, KEY + "." + name, null, all, List.of(value));
    }

    private static List<Pick> typePicks(List<OrderType> types) {
        return types.stream()
                .map(type -> new Pick(type.code(), Sheet.data(type.name())))
                .toList();
    }

    private static List<Pick> sources() {
        return Arrays.stream(Source.Kind.values())
                .map(kind -> new Pick(kind.name(), source(kind)))
                .toList();
    }

    private static String query(Wanted wanted) {
        return HREF + "?type=" + wanted.type() + "&source=" + wanted.source() + "&unit=" + wanted.unit() + "&standing="
                + wanted.standing();
    }

    /**
     * 导出: the ledger as this officer sees it, without a word of what was said. It names people, so whoever takes it out proves
     * once more who he is.
     */
    @PostMapping("/desk/problems/file")
    ResponseEntity<byte[]> file(@AuthenticationPrincipal StaffMember staff, HttpServletRequest request, Locale locale) {
        Officer officer = officers.in(DeskArea.PROBLEMS, staff);
        return exports.lines(
                request, officer, Exports.Lines.LEDGER, officer.region(), () -> content(officer, Words.of(locale)));
    }

    private Exports.Content content(Officer officer, Words words) {
        var lines = new ArrayList<List<String>>();
        lines.add(Stream.of(
                        "number",
                        "type",
                        "subject",
                        "source",
                        "unit",
                        "person",
                        "raised-on",
                        "answer",
                        "read",
                        "replied",
                        "closed",
                        "status")
                .map(head -> words.say(KEY + "." + head))
                .toList());
        for (Line line : ledger.list(officer, Wanted.ALL, "", RaisedOrders.MOST)) {
            OrderRow row = line.row();
            OrderRow.Raised raised = row.raised();
            if (raised != null) {
                lines.add(List.of(
                        row.number(),
                        words.text(line.type()),
                        raised.subject(),
                        source(raised.source().kind()).in(words) + " "
                                + raised.source().name(),
                        unit(row.unit()).in(words),
                        raised.person(),
                        CityTime.day(row.openedAt()).toString(),
                        raised.answerOn().toString(),
                        raised.readAt() == null
                                ? ""
                                : CityTime.day(raised.readAt()).toString(),
                        row.repliedOn() == null ? "" : row.repliedOn().toString(),
                        row.closedOn() == null ? "" : row.closedOn().toString(),
                        words.say("hotline.status." + row.status())));
            }
        }
        return Exports.Content.csv("problems.csv", Csv.of(lines), Map.of("lines", Integer.toString(lines.size() - 1)));
    }

    /** @param of the case, {@code from} the visit, inspection, meeting or result, from which it is raised */
    @GetMapping("/desk/problems/new")
    ModelAndView ask(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(name = "case", defaultValue = "") String of,
            @RequestParam(defaultValue = "") String from) {
        Officer officer = raiser(staff);
        var origin = origin(officer, of, from);
        var typed = new HashMap<String, List<String>>();
        origin.summary().ifPresent(file -> typed.put("unit", List.of(file.department())));
        origin.occasion().ifPresent(occasion -> {
            typed.put("unit", List.of(occasion.unit()));
            typed.put("type", List.of(occasion.kind() == Occasion.Kind.MEETING ? "task" : "problem"));
        });
        return form(officer, origin, typed, null);
    }

    @GivesFormBack
    @PostMapping("/desk/problems/new")
    ModelAndView raise(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = raiser(staff);
        var typed = new Typed(fields);
        var origin = origin(officer, typed.text("case"), typed.text("from"));
        try {
            OrderType type = mine(officer).stream()
                    .filter(each -> each.code().equals(typed.text("type")))
                    .findFirst()
                    .orElseThrow(() -> Typed.flaw("platform.sheet.missing", "type"));
            String post = raising.post(officer, type).orElseThrow();
            var wish = new Wish(
                    type.code(),
                    typed.needed("subject"),
                    origin.source().isPresent()
                            ? origin.source().get()
                            : new Source(
                                    typed.constant("source", Source.Kind.class) == Source.Kind.CASE
                                            ? Source.Kind.OTHER
                                            : typed.constant("source", Source.Kind.class),
                                    "",
                                    shortly(typed.text("source-name"))),
                    typed.needed("unit"),
                    List.of(),
                    typed.text("person"),
                    typed.date("due"),
                    new Content(typed.needed("text"), typed.text("wish"), ""),
                    firm(typed, origin));
            var file = raising.raise(
                    wish,
                    post,
                    Actor.officer(officer.id(), post),
                    typed.id("key").toString());
            return Page.goTo("/desk/orders/" + file.id().value());
        } catch (RuleBroken refusal) {
            return form(officer, origin, fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, field(refusal))));
        }
    }

    private static String shortly(String text) {
        if (text.length() > WorkOrder.LONGEST_NAME) {
            throw Typed.flaw("desk.act.too-long", "source-name");
        }
        return text;
    }

    private static String field(RuleBroken refusal) {
        return switch (refusal.code()) {
            case "hotline.raise.due-near", "hotline.raise.due-far" -> "due";
            case "hotline.raise.own-unit", "hotline.unit.unknown" -> "unit";
            case "hotline.text.number", "hotline.text.long", "hotline.text.missing" -> "text";
            default -> "subject";
        };
    }

    private @Nullable UUID firm(Typed typed, Origin origin) {
        UUID visited = origin.occasion().map(Occasion::firm).orElse(null);
        if (visited != null) {
            return visited;
        }
        Optional<String> code = typed.maybe("firm");
        return code.isEmpty()
                ? null
                : code.flatMap(CreditCode::parse)
                        .flatMap(entities::find)
                        .map(LegalEntity::id)
                        .orElseThrow(() -> Typed.flaw(KEY + ".firm-unknown", "firm"));
    }

    /** From what it is raised: a case or an occasion that this officer may see, or what he names himself. */
    private record Origin(Optional<Summary> summary, Optional<Occasion> occasion) {
        Optional<Source> source() {
            return summary.map(file -> Source.ofCase(file.id().value(), file.number()))
                    .or(() -> occasion.map(Occasion::source));
        }
    }

    private Origin origin(Officer officer, String of, String from) {
        Optional<Summary> summary = id(of).flatMap(id -> lists.byIds(officer.region(), List.of(id)).values().stream()
                .filter(file -> officers.opens(officer, file))
                .findFirst());
        Optional<Occasion> occasion = id(from).flatMap(id -> occasions.find(officer, id));
        if ((!of.isEmpty() && summary.isEmpty()) || (!from.isEmpty() && occasion.isEmpty())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new Origin(summary, occasion);
    }

    private static Optional<UUID> id(String typed) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private ModelAndView form(
            Officer officer, Origin origin, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        var fields = new Sheet.Fields(KEY, typed)
                .hidden("key", UUID.randomUUID().toString())
                .select("type", typePicks(mine(officer)))
                .text("subject")
                .select("unit", departments())
                .text("person");
        origin.summary()
                .ifPresent(file -> fields.hidden("case", file.id().value().toString()));
        origin.occasion()
                .ifPresent(occasion -> fields.hidden("from", occasion.id().toString()));
        if (origin.source().isEmpty()) {
            fields.select(
                            "source",
                            sources().stream()
                                    .filter(pick -> !pick.value().equals(Source.Kind.CASE.name()))
                                    .toList())
                    .text("source-name")
                    .hinted(Sheet.Kind.TEXT, "firm");
        }
        fields.hinted(Sheet.Kind.DATE, "due").area("text").area("wish");
        var blocks = new ArrayList<Sheet.Block>();
        origin.source()
                .ifPresent(source -> blocks.add(new Sheet.Links(List.of(
                        Sheet.cell(Sheet.list(List.of(source(source.kind()), Sheet.data(source.name()))))
                                .to(
                                        source.kind() == Source.Kind.CASE
                                                ? "/desk/cases/" + source.ref()
                                                : DeskArea.IMPROVEMENT.href() + "/" + source.ref())))));
        blocks.add(new Sheet.Form(KEY + ".form", KEY + ".form-lead", HREF + "/new", fields.list(), KEY + ".go", false));
        return show(officer, null, refusal, blocks);
    }

    List<Pick> departments() {
        return directory.departments().stream()
                .map(each -> new Pick(each.code(), Sheet.data(each.name())))
                .toList();
    }

    private List<OrderType> mine(Officer officer) {
        return types.raised().stream()
                .filter(type -> rights.mayRaise(officer, type))
                .toList();
    }

    private Officer raiser(StaffMember staff) {
        Officer officer = officers.in(DeskArea.PROBLEMS, staff);
        if (mine(officer).isEmpty()) {
            throw new AccessDeniedException("Not open to this post");
        }
        return officer;
    }

    private ModelAndView show(
            Officer officer, Sheet.@Nullable Said done, Sheet.@Nullable Refusal refusal, List<Sheet.Block> blocks) {
        return Page.show(
                "desk/sheet",
                new DeskSheet(officers.frame(officer, HREF), new Sheet(KEY, done, refusal, blocks)),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
