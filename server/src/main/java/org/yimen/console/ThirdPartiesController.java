package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.console.Registers.Sent;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.identity.ThirdParties;
import org.yimen.identity.ThirdParty;
import org.yimen.identity.ThirdParty.Standing;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/**
 * 第三方机构登记: the security administrator enters them for any department, the administrator of a department for his own. What a
 * page decides holds with its answer, because every request asks again.
 */
@Controller
class ThirdPartiesController {

    private static final String KEY = "console.third-parties";
    private static final String SECURITY = "/console/security/third-parties";
    private static final String DEPARTMENT = "/console/department/third-parties";

    /** What may be done with an entry. */
    enum Act {
        SUSPEND,
        RESUME,
        END
    }

    private final Administrators administrators;
    private final Registers registers;
    private final ThirdParties thirdParties;
    private final StepUp stepUp;

    ThirdPartiesController(
            Administrators administrators, Registers registers, ThirdParties thirdParties, StepUp stepUp) {
        this.administrators = administrators;
        this.registers = registers;
        this.thirdParties = thirdParties;
        this.stepUp = stepUp;
    }

    @GetMapping(SECURITY)
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return show(ConsoleArea.THIRD_PARTIES, staff, done, Sent.NOTHING);
    }

    @PostMapping(SECURITY)
    ModelAndView enter(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return enter(ConsoleArea.THIRD_PARTIES, staff, new Typed(fields), request);
    }

    @PostMapping(SECURITY + "/standing")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return decide(ConsoleArea.THIRD_PARTIES, staff, new Typed(fields), request);
    }

    @GetMapping(DEPARTMENT)
    ModelAndView ofDepartment(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return show(ConsoleArea.DEPARTMENT_THIRD_PARTIES, staff, done, Sent.NOTHING);
    }

    @PostMapping(DEPARTMENT)
    ModelAndView enterForDepartment(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return enter(ConsoleArea.DEPARTMENT_THIRD_PARTIES, staff, new Typed(fields), request);
    }

    @PostMapping(DEPARTMENT + "/standing")
    ModelAndView decideForDepartment(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return decide(ConsoleArea.DEPARTMENT_THIRD_PARTIES, staff, new Typed(fields), request);
    }

    private ModelAndView enter(ConsoleArea area, StaffMember staff, Typed typed, HttpServletRequest request) {
        String own = own(area, administrators.in(area, staff));
        // Whom he enters may act for applicants from then on, and be ordered by departments.
        stepUp.demand(request);
        try {
            CreditCode code = CreditCode.parse(typed.needed("code"))
                    .orElseThrow(() -> Typed.flaw("identity.sign-in.credit-code-typo", "code"));
            thirdParties.enter(
                    staff.region(),
                    new ThirdParties.Entry(
                            code,
                            typed.needed("name"),
                            typed.constant("kind", ThirdParty.Kind.class),
                            typed.needed("qualification"),
                            own == null ? department(typed) : own,
                            typed.date("from"),
                            typed.date("until")),
                    staff.staffId().toString());
            return Page.goTo(area.href() + "?done=true");
        } catch (IdentityRuleBroken refusal) {
            return show(area, staff, "", Sent.refused(typed, refusal, fieldOf(refusal)));
        } catch (RuleBroken refusal) {
            return show(area, staff, "", Sent.refused(typed, refusal, "code"));
        }
    }

    private String department(Typed typed) {
        String chosen = typed.needed("department");
        if (registers.departments().stream().noneMatch(each -> each.value().equals(chosen))) {
            throw Typed.flaw("platform.sheet.missing", "department");
        }
        return chosen;
    }

    private static String fieldOf(IdentityRuleBroken refusal) {
        return switch (refusal.code()) {
            case "identity.third-party.days" -> "until";
            case "identity.third-party.other-name" -> "name";
            case "identity.third-party.text", "identity.third-party.number" -> "qualification";
            default -> "code";
        };
    }

    private ModelAndView decide(ConsoleArea area, StaffMember staff, Typed typed, HttpServletRequest request) {
        String own = own(area, administrators.in(area, staff));
        String region = staff.region();
        String by = staff.staffId().toString();
        try {
            UUID id = typed.id("entry");
            boolean his = thirdParties
                    .find(region, id)
                    .filter(each -> own == null || each.department().equals(own))
                    .isPresent();
            if (!his) {
                throw new IdentityRuleBroken("identity.third-party.not-open");
            }
            Act act = typed.constant("act", Act.class);
            if (act == Act.RESUME) {
                stepUp.demand(request);
            }
            switch (act) {
                case SUSPEND -> thirdParties.suspend(region, id, typed.needed("reason"), by);
                case RESUME -> thirdParties.resume(region, id, by);
                case END -> thirdParties.end(region, id, typed.needed("reason"), by);
            }
            return Page.goTo(area.href() + "?done=true");
        } catch (IdentityRuleBroken refusal) {
            String field = refusal.code().equals("identity.third-party.not-open") ? "entry" : "reason";
            return show(area, staff, "", Sent.refused(typed, refusal, field));
        } catch (RuleBroken refusal) {
            return show(area, staff, "", Sent.refused(typed, refusal, "entry"));
        }
    }

    /** The department whose entries are his to make, or null where all are. */
    private static @Nullable String own(ConsoleArea area, Officer officer) {
        return area == ConsoleArea.DEPARTMENT_THIRD_PARTIES ? RightsController.department(officer) : null;
    }

    private ModelAndView show(ConsoleArea area, StaffMember staff, String done, Sent sent) {
        ConsoleFrame frame = administrators.frame(staff, area);
        String region = staff.region();
        String own = own(area, frame.officer());
        List<ThirdParty> listed = thirdParties.in(region).stream()
                .filter(each -> own == null || each.department().equals(own))
                .toList();
        var form = new Sheet.Fields(KEY, sent.typed())
                .hinted(Sheet.Kind.TEXT, "code")
                .text("name")
                .select("kind", kinds())
                .hinted(Sheet.Kind.TEXT, "qualification");
        if (own == null) {
            form.select("department", registers.departments());
        }
        form.date("from").date("until");
        var standing = new Sheet.Fields(KEY, sent.typed())
                .select("entry", open(listed))
                .select(
                        "act",
                        Stream.of(Act.values())
                                .map(act -> new Pick(
                                        act.name(),
                                        Sheet.say(KEY + ".act-" + act.name().toLowerCase(Locale.ROOT))))
                                .toList())
                .hinted(Sheet.Kind.AREA, "reason");
        return registers.show(
                frame,
                KEY,
                done,
                sent,
                new Sheet.Table(
                        KEY + ".list",
                        List.of(
                                KEY + ".name",
                                KEY + ".kind",
                                KEY + ".qualification",
                                KEY + ".department",
                                KEY + ".term",
                                KEY + ".now"),
                        listed.stream().map(each -> row(region, each)).toList(),
                        KEY + ".empty"),
                new Sheet.Form(KEY + ".form", KEY + ".form-lead", area.href(), form.list(), KEY + ".do", false),
                new Sheet.Form(
                        KEY + ".standing",
                        KEY + ".standing-lead",
                        area.href() + "/standing",
                        standing.list(),
                        KEY + ".standing-do",
                        false));
    }

    private Sheet.Row row(String region, ThirdParty each) {
        LocalDate today = registers.today();
        Standing standing = each.standingOn(today);
        String why = Optional.ofNullable(each.endedBecause()).orElse(each.suspendedBecause());
        Sheet.Cell now = Sheet.cell(Sheet.say(standing.key()))
                .marked(standing == Standing.ADMITTED ? "ok" : standing == Standing.NOT_YET ? "soon" : "late")
                .over(why == null ? null : Sheet.cell(Sheet.data(why)));
        return Sheet.row(
                Sheet.cell(Sheet.data(each.name()))
                        .over(Sheet.cell(Sheet.plain(each.code().value()))),
                Sheet.cell(Sheet.say(each.kind().key())),
                Sheet.cell(Sheet.data(each.qualification())),
                Sheet.cell(registers.unit(region, each.department())),
                Sheet.cell(Sheet.period(each.from(), each.until())),
                now);
    }

    private static List<Pick> kinds() {
        return Stream.of(ThirdParty.Kind.values())
                .map(kind -> new Pick(kind.name(), Sheet.say(kind.key())))
                .toList();
    }

    private static List<Pick> open(List<ThirdParty> listed) {
        return listed.stream()
                .filter(each -> each.endedAt() == null)
                .map(each -> new Pick(
                        each.id().toString(),
                        Sheet.plain(each.name() + " · " + each.code().value())))
                .toList();
    }
}
