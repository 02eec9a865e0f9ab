package org.yimen.console;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.console.Registers.Sent;
import org.yimen.hall.Slots;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.hall.WindowGroups.Template;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Unit;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.ui.Sheet.Row;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 窗口组与预约时段: what is queued for at which windows, and which slots every working day has. */
@Controller
@RequestMapping("/console/system/hall")
class HallController {

    private static final String KEY = "hall.setup";
    private static final String HREF = ConsoleArea.HALL.href();

    private final Administrators administrators;
    private final Registers registers;
    private final WindowGroups groups;
    private final Slots slots;
    private final Directory directory;

    HallController(
            Administrators administrators, Registers registers, WindowGroups groups, Slots slots, Directory directory) {
        this.administrators = administrators;
        this.registers = registers;
        this.groups = groups;
        this.slots = slots;
        this.directory = directory;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return page(staff, done, Sent.NOTHING);
    }

    @PostMapping
    ModelAndView add(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                fields,
                "code",
                (officer, typed) -> groups.add(
                        new WindowGroup(
                                officer.region(),
                                typed.needed("code"),
                                typed.needed("site"),
                                typed.needed("letter"),
                                new Text(
                                        typed.needed("name"),
                                        typed.maybe("name-en").orElse(null)),
                                Set.copyOf(typed.all("items")),
                                typed.neededAll("windows"),
                                false),
                        officer.id()));
    }

    @PostMapping("/close")
    ModelAndView close(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                fields,
                "code",
                (officer, typed) -> groups.close(officer.region(), typed.needed("group"), officer.id()));
    }

    @PostMapping("/templates")
    ModelAndView template(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, fields, "opens", (officer, typed) -> {
            groups.addTemplate(
                    officer.region(),
                    typed.needed("group"),
                    typed.maybe("item").orElse(null),
                    new Hours(
                            hour(typed, "opens"),
                            hour(typed, "closes"),
                            number(typed, "minutes"),
                            number(typed, "capacity")),
                    typed.date("from"),
                    officer.id());
            slots.makeAhead(officer.region());
        });
    }

    @PostMapping("/templates/end")
    ModelAndView end(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                fields,
                "opens",
                (officer, typed) ->
                        groups.endTemplate(officer.region(), typed.id("template"), registers.today(), officer.id()));
    }

    private interface Step {
        void take(Officer officer, Typed typed);
    }

    private ModelAndView step(StaffMember staff, MultiValueMap<String, String> fields, String field, Step step) {
        Officer officer = administrators.in(ConsoleArea.HALL, staff);
        var typed = new Typed(fields);
        try {
            step.take(officer, typed);
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", Sent.refused(typed, refusal, field));
        }
    }

    private static LocalTime hour(Typed typed, String field) {
        try {
            return LocalTime.parse(typed.needed(field));
        } catch (DateTimeException spoiled) {
            throw Typed.flaw("hall.hours.time", field);
        }
    }

    private static int number(Typed typed, String field) {
        String text = typed.needed(field);
        if (!text.matches("\\d{1,3}")) {
            throw Typed.flaw("hall.hours.number", field);
        }
        return Integer.parseInt(text);
    }

    private ModelAndView page(StaffMember staff, @Nullable String done, Sent sent) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.HALL);
        String region = frame.officer().region();
        List<WindowGroup> all = groups.all(region);
        List<Pick> open = all.stream()
                .filter(group -> !group.closed())
                .map(group -> new Pick(group.code(), Sheet.data(group.name())))
                .toList();
        List<Pick> sites = directory.units(region).stream()
                .filter(org.yimen.organisation.Site.class::isInstance)
                .filter(unit -> !directory.isClosed(region, unit.code()))
                .map(unit -> new Pick(unit.code(), Sheet.data(unit.name())))
                .toList();
        List<Pick> windows = directory.units(region).stream()
                .filter(Unit.Window.class::isInstance)
                .filter(unit -> !directory.isClosed(region, unit.code()))
                .map(unit -> new Pick(unit.code(), Sheet.data(unit.name())))
                .toList();
        var add = new Sheet.Fields(KEY, sent.typed())
                .hinted(Sheet.Kind.TEXT, "code")
                .text("name")
                .text("name-en")
                .hinted(Sheet.Kind.TEXT, "letter")
                .select("site", sites)
                .checks("windows", windows)
                .checks("items", registers.items(""));
        var template = new Sheet.Fields(KEY, sent.typed())
                .select("group", open)
                .select("item", Registers.optional("hall.any-item", registers.items("")))
                .hinted(Sheet.Kind.TEXT, "opens")
                .hinted(Sheet.Kind.TEXT, "closes")
                .text("minutes")
                .text("capacity")
                .date("from");
        return registers.show(
                frame,
                KEY,
                done,
                sent,
                new Sheet.Table(
                        KEY + ".groups",
                        List.of("hall.field.group", KEY + ".letter", KEY + ".items", KEY + ".windows"),
                        all.stream().map(group -> row(region, group)).toList(),
                        KEY + ".groups-empty"),
                new Sheet.Table(
                        KEY + ".templates",
                        List.of("hall.field.group", "hall.field.item", KEY + ".hours", KEY + ".period"),
                        groups.templates(region).stream()
                                .map(each -> row(region, each))
                                .toList(),
                        KEY + ".templates-empty"),
                new Sheet.Form(
                        KEY + ".add-template",
                        KEY + ".add-template-lead",
                        HREF + "/templates",
                        template.list(),
                        KEY + ".add-template-do",
                        false),
                new Sheet.Form(KEY + ".add", KEY + ".add-lead", HREF, add.list(), KEY + ".add-do", false));
    }

    private Row row(String region, WindowGroup group) {
        var about = Sheet.data(group.name());
        return new Row(
                List.of(
                        group.closed()
                                ? Sheet.cell(about).over(Sheet.cell(Sheet.say(KEY + ".closed")))
                                : Sheet.cell(about).over(Sheet.cell(Sheet.plain(group.code()))),
                        Sheet.cell(Sheet.plain(group.letter())),
                        Sheet.cell(
                                group.items().isEmpty()
                                        ? Sheet.say("hall.any-item")
                                        : Sheet.list(group.items().stream()
                                                .sorted()
                                                .map(registers::item)
                                                .toList())),
                        Sheet.cell(Sheet.list(group.windows().stream()
                                .map(window -> registers.unit(region, window))
                                .toList()))),
                group.closed()
                        ? List.of()
                        : List.of(new Sheet.Button(
                                KEY + ".close", HREF + "/close", Map.of("group", group.code()), about, true)));
    }

    private Row row(String region, Template template) {
        Hours hours = template.hours();
        String item = template.item();
        return new Row(
                List.of(
                        Sheet.cell(groups.find(region, template.group())
                                .map(group -> Sheet.data(group.name()))
                                .orElseGet(() -> Sheet.plain(template.group()))),
                        Sheet.cell(Optional.ofNullable(item)
                                .map(registers::item)
                                .orElseGet(() -> Sheet.say("hall.any-item"))),
                        Sheet.cell(Sheet.plain(hours.opens() + "–" + hours.closes()))
                                .over(Sheet.cell(Sheet.say("hall.roster.places", hours.minutes(), hours.capacity()))),
                        Sheet.cell(Sheet.period(template.from(), template.until()))),
                template.until() != null
                        ? List.of()
                        : List.of(new Sheet.Button(
                                KEY + ".end",
                                HREF + "/templates/end",
                                Map.of("template", template.id().toString()),
                                Sheet.plain(hours.opens() + "–" + hours.closes()),
                                false)));
    }
}
