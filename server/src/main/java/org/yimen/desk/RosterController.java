package org.yimen.desk;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.hall.Roster;
import org.yimen.hall.Roster.ExtraDay;
import org.yimen.hall.WindowCovers;
import org.yimen.hall.WindowCovers.WindowCover;
import org.yimen.hall.WindowGroups;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 周末和节假日开放与值班: the hall manager opens days off and names who is there. */
@Controller
@RequestMapping("/desk/roster")
class RosterController {

    private static final String KEY = "hall.roster";
    private static final String COVER = "hall.cover";
    private static final String HREF = DeskArea.ROSTER.href();

    private final Officers officers;
    private final HallSheets sheets;
    private final Roster roster;
    private final WindowCovers covers;
    private final WindowGroups groups;
    private final Directory directory;

    RosterController(
            Officers officers,
            HallSheets sheets,
            Roster roster,
            WindowCovers covers,
            WindowGroups groups,
            Directory directory) {
        this.covers = covers;
        this.groups = groups;
        this.officers = officers;
        this.sheets = sheets;
        this.roster = roster;
        this.directory = directory;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        Sheet.Said said = done.isEmpty() ? null : Sheet.say((done.equals("named") ? COVER : KEY) + ".done");
        return page(officers.in(DeskArea.ROSTER, staff), said, Sent.NOTHING);
    }

    @PostMapping
    ModelAndView open(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer manager = officers.in(DeskArea.ROSTER, staff);
        var typed = new Typed(fields);
        try {
            var duty = new HashSet<UUID>();
            for (String one : typed.neededAll("duty")) {
                duty.add(UUID.fromString(one));
            }
            roster.open(
                    manager.region(),
                    typed.needed("group"),
                    typed.date("day"),
                    new Hours(
                            hour(typed, "opens"),
                            hour(typed, "closes"),
                            number(typed, "minutes"),
                            number(typed, "capacity")),
                    duty,
                    manager.id());
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(manager, null, Sent.refused(typed, refusal, "day"));
        } catch (IllegalArgumentException spoiled) {
            return page(manager, null, Sent.refused(typed, Typed.flaw("platform.sheet.missing", "duty"), "duty"));
        }
    }

    /** 窗口AB岗: who has a window while its own clerk is away. */
    @PostMapping("/stand-ins")
    ModelAndView standIn(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer manager = officers.in(DeskArea.ROSTER, staff);
        var typed = new Typed(fields);
        try {
            covers.name(manager.region(), typed.needed("window"), typed.id("person"), manager.id());
            return Page.goTo(HREF + "?done=named");
        } catch (RuleBroken refusal) {
            return page(manager, null, Sent.refused(typed, refusal, "window"));
        }
    }

    static LocalTime hour(Typed typed, String field) {
        try {
            return LocalTime.parse(typed.needed(field));
        } catch (DateTimeException spoiled) {
            throw Typed.flaw("hall.hours.time", field);
        }
    }

    static int number(Typed typed, String field) {
        String text = typed.needed(field);
        if (!text.matches("\\d{1,3}")) {
            throw Typed.flaw("hall.hours.number", field);
        }
        return Integer.parseInt(text);
    }

    private ModelAndView page(Officer manager, Sheet.@Nullable Said done, Sent sent) {
        String region = manager.region();
        List<Sheet.Row> rows = roster.coming(region).stream().map(this::row).toList();
        List<Pick> staff = directory.everybody(region).stream()
                .filter(each -> !each.machine()
                        && Stream.of("window", "guide", "hall")
                                .anyMatch(directory
                                        .appointee(each.id(), sheets.today())
                                        .everywhere()::holdsAny))
                .map(each -> new Pick(each.id().toString(), Sheet.data(each.name())))
                .toList();
        var fields = new Sheet.Fields(KEY, sent.typed())
                .select("group", sheets.groups(region))
                .date("day")
                .hinted(Sheet.Kind.TEXT, "opens")
                .hinted(Sheet.Kind.TEXT, "closes")
                .text("minutes")
                .text("capacity")
                .checks("duty", staff);
        return sheets.show(
                manager,
                DeskArea.ROSTER,
                KEY,
                done,
                sent,
                List.of(
                        new Sheet.Table(
                                KEY + ".list",
                                List.of(KEY + ".day", "hall.field.group", KEY + ".hours", KEY + ".duty"),
                                rows,
                                KEY + ".empty"),
                        new Sheet.Form(KEY + ".form", KEY + ".form-lead", HREF, fields.list(), KEY + ".do", false),
                        covers(region),
                        standInForm(region, sent)));
    }

    private Sheet.Table covers(String region) {
        return new Sheet.Table(
                COVER + ".list",
                List.of(COVER + ".window", COVER + ".first", COVER + ".person", COVER + ".now"),
                covers.all(region).stream().map(cover -> row(region, cover)).toList(),
                COVER + ".empty");
    }

    private Sheet.Row row(String region, WindowCover cover) {
        String mark = switch (cover.standing()) {
            case FIRST -> "ok";
            case STAND_IN -> "soon";
            case NOBODY -> "late";
        };
        return Sheet.row(
                Sheet.cell(window(region, cover.window())).over(Sheet.cell(Sheet.plain(cover.window()))),
                Sheet.cell(Sheet.list(cover.first().stream().map(sheets::staff).toList())),
                Sheet.cell(sheets.staff(cover.standIn())),
                Sheet.cell(Sheet.say(COVER + ".now-"
                                + cover.standing()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')))
                        .marked(mark));
    }

    private Sheet.Said window(String region, String code) {
        return directory.unit(region, code).map(unit -> Sheet.data(unit.name())).orElseGet(() -> Sheet.plain(code));
    }

    private Sheet.Form standInForm(String region, Sent sent) {
        List<Pick> windows = groups.open(region).stream()
                .flatMap(group -> group.windows().stream())
                .distinct()
                .sorted()
                .map(code -> new Pick(code, window(region, code)))
                .toList();
        List<Pick> clerks = directory.everybody(region).stream()
                .filter(each -> !each.machine()
                        && directory
                                .appointee(each.id(), sheets.today())
                                .everywhere()
                                .holdsAny("window"))
                .map(each -> new Pick(each.id().toString(), Sheet.data(each.name())))
                .toList();
        var fields =
                new Sheet.Fields(COVER, sent.typed()).select("window", windows).select("person", clerks);
        return new Sheet.Form(
                COVER + ".form", COVER + ".form-lead", HREF + "/stand-ins", fields.list(), COVER + ".do", false);
    }

    private Sheet.Row row(ExtraDay day) {
        Hours hours = day.hours();
        return Sheet.row(
                Sheet.cell(Sheet.day(day.day())),
                Sheet.cell(sheets.group(day.region(), day.group())),
                Sheet.cell(Sheet.plain(hours.opens() + "–" + hours.closes()))
                        .over(Sheet.cell(Sheet.say(KEY + ".places", hours.minutes(), hours.capacity()))),
                Sheet.cell(Sheet.list(day.duty().stream().map(sheets::staff).toList())));
    }
}
