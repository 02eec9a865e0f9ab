package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.console.Registers.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Dismissals;
import org.yimen.organisation.Employment;
import org.yimen.organisation.Staff;
import org.yimen.organisation.StaffDesk;
import org.yimen.organisation.StaffImport;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Figure;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 窗口工作人员登记: who serves, sent by whom, on which terms; entered one by one or from a list. */
@Controller
class StaffController {

    private static final String KEY = "console.staff";
    private static final String HREF = ConsoleArea.STAFF.href();

    private final Administrators administrators;
    private final Registers registers;
    private final Directory directory;
    private final StaffDesk desk;
    private final StaffImport lists;
    private final Dismissals dismissals;
    private final StepUp stepUp;

    StaffController(
            Administrators administrators,
            Registers registers,
            Directory directory,
            StaffDesk desk,
            StaffImport lists,
            Dismissals dismissals,
            StepUp stepUp) {
        this.administrators = administrators;
        this.registers = registers;
        this.directory = directory;
        this.desk = desk;
        this.lists = lists;
        this.dismissals = dismissals;
        this.stepUp = stepUp;
    }

    @GetMapping("/console/security/staff")
    ModelAndView register(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String done) {
        return page(staff, unit, done, Sent.NOTHING, null);
    }

    @PostMapping("/console/security/staff")
    ModelAndView engage(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        var typed = new Typed(fields);
        try {
            desk.engage(
                    staff.staffId(),
                    new StaffDesk.Details(
                            typed.needed("login"),
                            typed.needed("name"),
                            typed.needed("number"),
                            typed.needed("sender"),
                            typed.maybe("window").orElse(null),
                            typed.constant("employment", Employment.class),
                            typed.date("since")));
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", "", Sent.refused(typed, refusal, "login"), null);
        }
    }

    /** Enters what can be entered of a list, and says of every line how it ended. */
    @PostMapping("/console/security/staff/import")
    ModelAndView load(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile list,
            HttpServletRequest request)
            throws IOException {
        administrators.in(ConsoleArea.STAFF, staff);
        stepUp.demand(request);
        try {
            // The page that asks for the second proof cannot carry a file: it is chosen again.
            if (list == null) {
                throw Typed.flaw("console.staff.file-again", "file");
            }
            List<StaffImport.Line> report =
                    lists.load(staff.staffId(), new String(list.getBytes(), StandardCharsets.UTF_8));
            return page(staff, "", "", Sent.NOTHING, report);
        } catch (RuleBroken refusal) {
            var nothing = new Typed(new LinkedMultiValueMap<>());
            return page(staff, "", "", Sent.refused(nothing, refusal, "file"), null);
        }
    }

    @GetMapping("/console/security/staff/{id}")
    ModelAndView person(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done) {
        return person(staff, known(staff, id), done, Sent.NOTHING);
    }

    @PostMapping("/console/security/staff/{id}")
    ModelAndView change(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        Staff person = known(staff, id);
        var typed = new Typed(fields);
        try {
            desk.change(
                    staff.staffId(),
                    new Staff(
                            person.id(),
                            person.region(),
                            person.login(),
                            typed.needed("name"),
                            person.employeeNumber(),
                            person.leftOn(),
                            typed.maybe("sender").orElse(null),
                            typed.maybe("window").orElse(null),
                            typed.constant("employment", Employment.class),
                            typed.maybeDate("since").orElse(null)));
            return Page.goTo(HREF + "/" + id + "?done=true");
        } catch (RuleBroken refusal) {
            return person(staff, person, "", Sent.refused(typed, refusal, "name"));
        }
    }

    /** From that day nothing is his any more, and he no longer signs in. */
    @PostMapping("/console/security/staff/{id}/leave")
    ModelAndView leave(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Staff person = known(staff, id);
        var typed = new Typed(fields);
        try {
            LocalDate left = typed.date("left");
            boolean takesTwo = dismissals.takesTwo(person.region(), id);
            String reason = takesTwo ? typed.needed("why") : "";
            stepUp.demand(request);
            if (takesTwo) {
                dismissals.proposeLeaving(staff.staffId(), typed.id("key"), id, left, reason);
                return Page.goTo(ConsentsController.PROPOSED);
            }
            desk.leaves(staff.staffId(), id, left);
            return Page.goTo(HREF + "/" + id + "?done=true");
        } catch (RuleBroken refusal) {
            return person(staff, person, "", Sent.refused(typed, refusal, "left"));
        }
    }

    private Staff known(StaffMember staff, UUID id) {
        administrators.in(ConsoleArea.STAFF, staff);
        try {
            Staff person = directory.staff(id);
            if (person.region().equals(staff.region())) {
                return person;
            }
        } catch (NoSuchElementException _) {
            // Falls through: nobody of that id is the same as somebody elsewhere.
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private ModelAndView page(
            StaffMember staff, String unit, String done, Sent sent, @Nullable List<StaffImport.Line> report) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.STAFF);
        String region = frame.officer().region();
        var engage = new Sheet.Fields(KEY, sent.typed())
                .text("name")
                .hinted(Sheet.Kind.TEXT, "login")
                .text("number")
                .select("sender", registers.departments())
                .select("window", Registers.optional(KEY + ".no-window", registers.units(region)))
                .select("employment", employments())
                .date("since");
        var load = new Sheet.Fields(KEY, Map.of()).hinted(Sheet.Kind.FILE, "file");
        Stream<Sheet.Block> blocks = Stream.of(
                counts(region),
                registers.staff(region, unit),
                new Sheet.Form(KEY + ".engage", null, HREF, engage.list(), KEY + ".engage-do", false),
                new Sheet.Form(
                        KEY + ".import",
                        KEY + ".import-lead",
                        HREF + "/import",
                        load.list(),
                        KEY + ".import-do",
                        true));
        Stream<Sheet.Block> first = report == null ? Stream.of() : Stream.of(report(report));
        return registers.show(
                frame, KEY, done, sent, Stream.concat(first, blocks).toArray(Sheet.Block[]::new));
    }

    /** How many people in post each unit sent; each number opens its list. */
    private Sheet.Figures counts(String region) {
        LocalDate today = registers.today();
        var sent = new TreeMap<String, Integer>();
        int all = 0;
        for (Staff person : directory.everybody(region)) {
            if (!directory.appointee(person.id(), today).hasNoPost()) {
                all++;
                String sender = person.sender();
                if (sender != null) {
                    sent.merge(sender, 1, Integer::sum);
                }
            }
        }
        Stream<Figure> first = Stream.of(new Figure(Sheet.say(KEY + ".in-post"), String.valueOf(all), null, HREF));
        Stream<Figure> units = sent.entrySet().stream()
                .map(each -> new Figure(
                        registers.unit(region, each.getKey()),
                        String.valueOf(each.getValue()),
                        null,
                        HREF + "?unit=" + each.getKey()));
        return new Sheet.Figures(KEY + ".counts", Stream.concat(first, units).toList());
    }

    private static Sheet.Table report(List<StaffImport.Line> report) {
        return new Sheet.Table(
                KEY + ".report",
                List.of(KEY + ".line", KEY + ".login", KEY + ".result"),
                report.stream()
                        .map(line -> {
                            RuleBroken refusal = line.refusal();
                            return Sheet.row(
                                    Sheet.cell(Sheet.plain(String.valueOf(line.line()))),
                                    Sheet.cell(Sheet.plain(line.login())),
                                    refusal == null
                                            ? Sheet.cell(Sheet.say(KEY + ".entered"))
                                                    .marked("ok")
                                            : Sheet.cell(new Sheet.Said(refusal.code(), refusal.arguments(), null))
                                                    .marked("late"));
                        })
                        .toList(),
                KEY + ".report-empty");
    }

    private ModelAndView person(StaffMember staff, Staff person, String done, Sent sent) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.STAFF);
        String region = person.region();
        Map<String, List<String>> typed = sent.refusal() != null
                ? sent.typed()
                : Map.of(
                        "name", List.of(person.name()),
                        "sender", person.sender() == null ? List.of() : List.of(person.sender()),
                        "window", person.window() == null ? List.of() : List.of(person.window()),
                        "employment", List.of(person.employment().name()),
                        "since",
                                person.since() == null
                                        ? List.of()
                                        : List.of(person.since().toString()));
        var change = new Sheet.Fields(KEY, typed)
                .text("name")
                .select("sender", Registers.optional(KEY + ".no-sender", registers.departments()))
                .select("window", Registers.optional(KEY + ".no-window", registers.units(region)))
                .select("employment", employments())
                .date("since");
        boolean takesTwo = dismissals.takesTwo(region, person.id());
        var leave = new Sheet.Fields(KEY, sent.typed()).date("left");
        if (takesTwo) {
            leave.text("why").hidden("key", Registers.key(sent));
        }
        return registers.show(
                frame,
                "console.person",
                done,
                sent,
                new Sheet.Links(List.of(Sheet.cell(Sheet.say(KEY + ".back")).to(HREF))),
                new Sheet.Table(
                        "console.person.held",
                        List.of(
                                "console.register.person",
                                "console.register.post",
                                "console.register.ab",
                                "console.register.period"),
                        directory.postings(region).stream()
                                .filter(posting -> posting.staff().equals(person.id()))
                                .map(posting -> Sheet.row(
                                        Sheet.cell(Sheet.plain(person.name()))
                                                .over(Sheet.cell(
                                                        Sheet.plain(person.employeeNumber() + " · " + person.login()))),
                                        registers.post(region, posting.post()),
                                        Sheet.cell(Sheet.say(
                                                posting.standIn() ? "console.register.b" : "console.register.a")),
                                        Sheet.cell(Sheet.period(posting.from(), posting.until()))))
                                .toList(),
                        "console.person.no-post"),
                registers.lettersOf(region, person.id()),
                registers.itemRightsOf(region, person.id()),
                new Sheet.Form(
                        "console.person.change",
                        null,
                        HREF + "/" + person.id(),
                        change.list(),
                        "console.person.change-do",
                        false),
                new Sheet.Form(
                        "console.person.leave",
                        takesTwo ? "console.person.leave-two" : "console.person.leave-lead",
                        HREF + "/" + person.id() + "/leave",
                        leave.list(),
                        "console.person.leave-do",
                        false));
    }

    private static List<Pick> employments() {
        return Stream.of(Employment.values())
                .map(each -> new Pick(each.name(), Sheet.say(each.key())))
                .toList();
    }
}
