package org.yimen.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.console.Registers.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Site;
import org.yimen.organisation.Unit;
import org.yimen.organisation.UnitDesk;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Cell;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.ui.Sheet.Row;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** The tree of region, department, site and window. */
@Controller
class OrganisationController {

    private static final String KEY = "console.organisation";
    private static final List<String> KINDS = List.of("AREA", "DEPARTMENT", "SITE", "WINDOW");

    private final Administrators administrators;
    private final Registers registers;
    private final Directory directory;
    private final UnitDesk desk;

    OrganisationController(Administrators administrators, Registers registers, Directory directory, UnitDesk desk) {
        this.administrators = administrators;
        this.registers = registers;
        this.directory = directory;
        this.desk = desk;
    }

    @GetMapping("/console/system/organisation")
    ModelAndView tree(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return page(staff, done, Sent.NOTHING);
    }

    @PostMapping("/console/system/organisation")
    ModelAndView add(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        var typed = new Typed(fields);
        try {
            String kind = typed.needed("kind");
            String code = typed.needed("code");
            var name = new Text(typed.needed("name"), typed.maybe("name-en").orElse(null));
            desk.add(staff.staffId(), unit(staff.region(), kind, code, name, typed));
            return done(staff);
        } catch (RuleBroken refusal) {
            return page(staff, "", Sent.refused(typed, refusal, "code"));
        }
    }

    private static Unit unit(String region, String kind, String code, Text name, Typed typed) {
        return switch (kind) {
            case "DEPARTMENT" ->
                new Department(
                        region,
                        code,
                        name,
                        Text.of(typed.needed("short")),
                        typed.needed("credit-code"),
                        typed.needed("phone"),
                        Text.of(typed.needed("address")));
            case "SITE" ->
                new Site(
                        region,
                        code,
                        name,
                        typed.needed("parent"),
                        Text.of(typed.needed("address")),
                        typed.needed("phone"),
                        Text.of(typed.needed("hours")));
            case "AREA" -> new Unit.Area(region, code, name, typed.needed("parent"));
            default -> new Unit.Window(region, code, name, typed.needed("parent"));
        };
    }

    @PostMapping("/console/system/organisation/rename")
    ModelAndView rename(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        var typed = new Typed(fields);
        try {
            desk.rename(
                    staff.staffId(),
                    typed.needed("unit"),
                    new Text(
                            typed.needed("new-name"), typed.maybe("new-name-en").orElse(null)));
            return done(staff);
        } catch (RuleBroken refusal) {
            return page(staff, "", Sent.refused(typed, refusal, "unit"));
        }
    }

    @PostMapping("/console/system/organisation/close")
    ModelAndView close(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        var typed = new Typed(fields);
        try {
            desk.close(staff.staffId(), typed.needed("unit"));
            return done(staff);
        } catch (RuleBroken refusal) {
            return page(staff, "", Sent.refused(typed, refusal, "unit"));
        }
    }

    private ModelAndView done(StaffMember staff) {
        administrators.in(ConsoleArea.ORGANISATION, staff);
        return Page.goTo(ConsoleArea.ORGANISATION.href() + "?done=true");
    }

    private ModelAndView page(StaffMember staff, @Nullable String done, Sent sent) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.ORGANISATION);
        String region = frame.officer().region();
        var rows = new ArrayList<Row>();
        directory.unit(region, region).ifPresent(root -> branch(region, root, 0, rows));
        directory.regions().stream()
                .filter(each -> region.equals(each.parent()))
                .forEach(each ->
                        directory.unit(each.code(), each.code()).ifPresent(root -> branch(each.code(), root, 1, rows)));
        var add = new Sheet.Fields(KEY, sent.typed())
                .select(
                        "kind",
                        KINDS.stream()
                                .map(kind -> new Pick(kind, Sheet.say(KEY + ".kind-" + kind.toLowerCase(Locale.ROOT))))
                                .toList())
                .hinted(Sheet.Kind.TEXT, "code")
                .text("name")
                .text("name-en")
                .select("parent", registers.units(region))
                .text("short")
                .text("credit-code")
                .text("phone")
                .text("address")
                .text("hours");
        var rename = new Sheet.Fields(KEY, sent.typed())
                .select("unit", registers.units(region))
                .text("new-name")
                .text("new-name-en");
        return registers.show(
                frame,
                KEY,
                done,
                sent,
                new Sheet.Table(
                        KEY + ".list",
                        List.of(KEY + ".node", KEY + ".kind", "console.register.now"),
                        rows,
                        KEY + ".empty"),
                new Sheet.Form(
                        KEY + ".add",
                        KEY + ".add-lead",
                        ConsoleArea.ORGANISATION.href(),
                        add.list(),
                        KEY + ".add-do",
                        false),
                new Sheet.Form(
                        KEY + ".rename",
                        null,
                        ConsoleArea.ORGANISATION.href() + "/rename",
                        rename.list(),
                        KEY + ".rename-do",
                        false));
    }

    private void branch(String region, Unit unit, int depth, List<Row> rows) {
        boolean closed = directory.isClosed(region, unit.code());
        Cell name = Sheet.cell(Sheet.data(unit.name()))
                .over(Sheet.cell(Sheet.plain("›".repeat(depth) + " " + unit.code())));
        boolean own = depth > 0 && !unit.code().equals(region);
        rows.add(new Row(
                List.of(
                        name,
                        Sheet.cell(Sheet.say(KEY + ".kind-" + kind(unit))),
                        closed
                                ? Sheet.cell(Sheet.say(KEY + ".closed")).marked("late")
                                : Sheet.cell(Sheet.say(KEY + ".open")).marked("ok")),
                own && !closed
                        ? List.of(new Sheet.Button(
                                KEY + ".close",
                                ConsoleArea.ORGANISATION.href() + "/close",
                                Map.of("unit", unit.code()),
                                Sheet.data(unit.name()),
                                true))
                        : List.of()));
        directory.units(region).stream()
                .filter(child -> unit.code().equals(child.parent()))
                .forEach(child -> branch(region, child, depth + 1, rows));
    }

    private static String kind(Unit unit) {
        return switch (unit) {
            case Unit.Root _ -> "region";
            case Unit.Area _ -> "area";
            case Department _ -> "department";
            case Site _ -> "site";
            case Unit.Window _ -> "window";
        };
    }
}
