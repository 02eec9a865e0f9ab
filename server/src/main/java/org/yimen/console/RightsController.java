package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.console.Registers.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Administrator;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Entries;
import org.yimen.organisation.ItemRight;
import org.yimen.organisation.ItemRights;
import org.yimen.organisation.Nominations;
import org.yimen.organisation.Officer;
import org.yimen.organisation.PassedPowers;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Proposals;
import org.yimen.organisation.Right;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** Rights beside the letters: a department's own, administrators, powers passed down, entries; and all registers for the auditor. */
@Controller
class RightsController {

    private final Administrators administrators;
    private final Registers registers;
    private final Directory directory;
    private final ItemRights itemRights;
    private final Nominations nominations;
    private final Proposals proposals;
    private final StepUp stepUp;
    private final PassedPowers powers;
    private final Entries entries;

    RightsController(
            Administrators administrators,
            Registers registers,
            Directory directory,
            ItemRights itemRights,
            Nominations nominations,
            Proposals proposals,
            StepUp stepUp,
            PassedPowers powers,
            Entries entries) {
        this.administrators = administrators;
        this.registers = registers;
        this.directory = directory;
        this.itemRights = itemRights;
        this.nominations = nominations;
        this.proposals = proposals;
        this.stepUp = stepUp;
        this.powers = powers;
        this.entries = entries;
    }

    @GetMapping("/console/department/rights")
    ModelAndView ofDepartment(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return ofDepartment(staff, done, Sent.NOTHING);
    }

    /** Gives a clerk one right for one item, or takes it; it holds with the answer. */
    @PostMapping("/console/department/rights")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Officer administrator = administrators.in(ConsoleArea.DEPARTMENT_RIGHTS, staff);
        var typed = new Typed(fields);
        stepUp.demand(request);
        try {
            itemRights.decide(
                    staff.staffId(),
                    department(administrator),
                    typed.needed("item"),
                    typed.constant("right", Right.class),
                    typed.id("clerk"),
                    typed.needed("decision").equals("give"),
                    typed.needed("reason"));
            return Page.goTo(ConsoleArea.DEPARTMENT_RIGHTS.href() + "?done=true");
        } catch (RuleBroken refusal) {
            return ofDepartment(staff, "", Sent.refused(typed, refusal, "clerk"));
        }
    }

    static String department(Officer officer) {
        return officer.posts().stream()
                .filter(post -> post.endsWith("/" + Administrator.OF_DEPARTMENT))
                .map(post -> post.substring(0, post.indexOf('/')))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private ModelAndView ofDepartment(StaffMember staff, String done, Sent sent) {
        String key = "console.department";
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.DEPARTMENT_RIGHTS);
        Officer officer = frame.officer();
        String department = department(officer);
        var today = registers.today();
        List<Right> own = Stream.of(Right.values())
                .filter(right -> officer.departmentsFor(right, today).contains(department))
                .toList();
        List<Pick> clerks = directory.everybody(officer.region()).stream()
                .filter(person ->
                        directory.appointee(person.id(), today).everywhere().holdsAny("window"))
                .map(person -> new Pick(person.id().toString(), Sheet.plain(person.name())))
                .toList();
        var form = new Sheet.Fields(key, sent.typed())
                .select("clerk", clerks)
                .select("item", registers.items(department))
                .select("right", Registers.rights(own.stream()))
                .select(
                        "decision",
                        List.of(new Pick("give", Sheet.say(key + ".give")), new Pick("take", Sheet.say(key + ".take"))))
                .text("reason");
        return registers.show(
                frame,
                key,
                done,
                sent,
                new Sheet.Table(
                        key + ".list",
                        List.of(
                                "console.register.person",
                                "console.register.item",
                                "console.register.right",
                                "console.register.reason",
                                "console.register.now"),
                        directory.itemRights(officer.region(), department).stream()
                                .map(this::row)
                                .toList(),
                        key + ".empty"),
                new Sheet.Form(
                        key + ".form",
                        own.isEmpty() ? key + ".nothing-own" : key + ".form-lead",
                        ConsoleArea.DEPARTMENT_RIGHTS.href(),
                        form.list(),
                        key + ".do",
                        false),
                uses(entries.of(officer.region(), department)));
    }

    private Sheet.Row row(ItemRight right) {
        return Sheet.row(
                Sheet.cell(registers.person(right.clerk())),
                Sheet.cell(registers.item(right.item())),
                Sheet.cell(Sheet.say(Registers.key(right.right()))),
                Sheet.cell(Sheet.data(right.reason())),
                Registers.standing(right));
    }

    @GetMapping("/console/security/administrators")
    ModelAndView administrators(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return administrators(staff, done, Sent.NOTHING);
    }

    @PostMapping("/console/security/administrators")
    ModelAndView propose(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        administrators.in(ConsoleArea.ADMINISTRATORS, staff);
        var typed = new Typed(fields);
        stepUp.demand(request);
        try {
            nominations.propose(
                    staff.staffId(),
                    typed.id("key"),
                    new Posting(
                            staff.region(),
                            typed.needed("post"),
                            typed.id("person"),
                            false,
                            typed.date("from"),
                            typed.maybeDate("until").orElse(null)),
                    typed.needed("reason"));
            return Page.goTo(ConsoleArea.ADMINISTRATORS.href() + "?done=true");
        } catch (RuleBroken refusal) {
            return administrators(staff, "", Sent.refused(typed, refusal, "person"));
        }
    }

    private ModelAndView administrators(StaffMember staff, String done, Sent sent) {
        String key = "console.administrators";
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.ADMINISTRATORS);
        String region = frame.officer().region();
        var form = new Sheet.Fields(key, sent.typed())
                .select(
                        "post",
                        directory.posts(region).stream()
                                .filter(post -> Administrator.isNominated(post.code()))
                                .map(post -> new Pick(post.code(), Sheet.data(post.name())))
                                .toList())
                .select("person", registers.people(region))
                .date("from")
                .date("until")
                .text("reason")
                .hidden("key", Registers.key(sent));
        return registers.show(
                frame,
                key,
                done,
                sent,
                registers.proposals(nominations.of(region), _ -> List.of()),
                new Sheet.Form(
                        key + ".form",
                        key + ".form-lead",
                        ConsoleArea.ADMINISTRATORS.href(),
                        form.list(),
                        key + ".do",
                        false));
    }

    @GetMapping("/console/security/powers")
    ModelAndView powers(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return powers(staff, done, Sent.NOTHING);
    }

    @PostMapping("/console/security/powers")
    ModelAndView passDown(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        administrators.in(ConsoleArea.POWERS, staff);
        var typed = new Typed(fields);
        stepUp.demand(request);
        try {
            powers.enter(
                    staff.staffId().toString(),
                    staff.region(),
                    typed.needed("item"),
                    typed.needed("name"),
                    typed.needed("former"),
                    typed.date("meeting"),
                    typed.needed("minutes"),
                    typed.needed("department"),
                    typed.needed("letter"));
            return Page.goTo(ConsoleArea.POWERS.href() + "?done=true");
        } catch (RuleBroken refusal) {
            return powers(staff, "", Sent.refused(typed, refusal, "item"));
        }
    }

    private ModelAndView powers(StaffMember staff, String done, Sent sent) {
        String key = "console.powers";
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.POWERS);
        String region = frame.officer().region();
        var form = new Sheet.Fields(key, sent.typed())
                .hinted(Sheet.Kind.TEXT, "item")
                .text("name")
                .text("former")
                .date("meeting")
                .text("minutes")
                .select("department", registers.departments())
                .select(
                        "letter",
                        directory.letters(region).stream()
                                .filter(letter -> letter.parent() == null && letter.validOn(registers.today()))
                                .map(letter -> new Pick(
                                        letter.number(), Sheet.plain(letter.number() + " · " + letter.department())))
                                .toList());
        return registers.show(
                frame,
                key,
                done,
                sent,
                new Sheet.Table(
                        key + ".list",
                        List.of(
                                "console.register.item",
                                key + ".former",
                                key + ".minutes",
                                key + ".department",
                                key + ".letter"),
                        powers.entered(region).stream()
                                .map(power -> Sheet.row(
                                        Sheet.cell(Sheet.data(power.name()))
                                                .over(Sheet.cell(Sheet.plain(power.item()))),
                                        Sheet.cell(Sheet.data(power.formerDecider())),
                                        Sheet.cell(Sheet.plain(power.minutes()))
                                                .over(Sheet.cell(Sheet.day(power.meetingOn()))),
                                        Sheet.cell(registers.unit(region, power.department())),
                                        Sheet.cell(Sheet.plain(power.letter()))))
                                .toList(),
                        key + ".empty"),
                new Sheet.Form(key + ".form", null, ConsoleArea.POWERS.href(), form.list(), key + ".do", false));
    }

    @GetMapping("/console/security/entries")
    ModelAndView entries(@AuthenticationPrincipal StaffMember staff) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.ENTRIES);
        return registers.show(
                frame,
                "console.entries",
                null,
                Sent.NOTHING,
                uses(entries.of(frame.officer().region(), "")));
    }

    private Sheet.Table uses(List<Entries.Use> uses) {
        return new Sheet.Table(
                "console.entries.list",
                List.of(
                        "console.entries.at",
                        "console.register.person",
                        "console.register.item",
                        "console.entries.system",
                        "console.entries.keyed"),
                uses.stream()
                        .map(use -> Sheet.row(
                                Sheet.cell(Sheet.say("console.entries.moment", use.at())),
                                Sheet.cell(registers.person(use.clerk())).over(Sheet.cell(Sheet.plain(use.letter()))),
                                Sheet.cell(registers.item(use.item())),
                                Sheet.cell(Sheet.data(use.system())),
                                Sheet.cell(Sheet.data(use.keyed())).over(Sheet.cell(Sheet.plain(use.caseNumber())))))
                        .toList(),
                "console.entries.empty");
    }

    /** Everything that says who may do what, for the audit administrator to read. */
    @GetMapping("/console/audit/registers")
    ModelAndView registers(@AuthenticationPrincipal StaffMember staff) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.REGISTERS);
        String region = frame.officer().region();
        return registers.show(
                frame,
                "console.registers",
                null,
                Sent.NOTHING,
                registers.posts(region, _ -> List.of()),
                registers.letters(region),
                registers.proposals(proposals.of(region), _ -> List.of()),
                unlinked(registers.staff(region, "")),
                uses(entries.of(region, "")));
    }

    /** The pages of single people are the security administrator's. */
    private static Sheet.Table unlinked(Sheet.Table table) {
        return new Sheet.Table(
                table.title(),
                table.heads(),
                table.rows().stream()
                        .map(row -> new Sheet.Row(
                                row.cells().stream().map(cell -> cell.to(null)).toList(), List.of()))
                        .toList(),
                table.empty());
    }
}
