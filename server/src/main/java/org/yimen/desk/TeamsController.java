package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Dictionaries.Theme;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Team;
import org.yimen.organisation.Team.Member;
import org.yimen.organisation.Teams;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 专职队伍: who works on which themes, and so may be case manager (项目经理) of their cases. */
@Controller
class TeamsController {

    private static final String KEY = "desk.teams";
    private static final String HREF = DeskArea.TEAMS.href();

    private final Officers officers;
    private final Teams teams;
    private final Directory directory;
    private final Catalogue catalogue;
    private final StepUp stepUp;
    private final InstantSource time;

    TeamsController(
            Officers officers,
            Teams teams,
            Directory directory,
            Catalogue catalogue,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.teams = teams;
        this.directory = directory;
        this.catalogue = catalogue;
        this.stepUp = stepUp;
        this.time = time;
    }

    /** What a form asks for. */
    @FunctionalInterface
    private interface Act {
        void take(Officer officer, Typed typed);
    }

    @GetMapping("/desk/teams")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return page(staff, done, Map.of(), null);
    }

    @PostMapping("/desk/teams")
    ModelAndView found(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return act(staff, fields, request, "name", (officer, typed) -> {
            List<String> themes = typed.neededAll("themes");
            if (!known().stream().map(Theme::code).toList().containsAll(themes)) {
                throw Typed.flaw("platform.sheet.missing", "themes");
            }
            teams.found(
                    officer.id(),
                    new Team(
                            typed.id("key"),
                            officer.region(),
                            typed.needed("department"),
                            new Text(
                                    typed.needed("name"), typed.maybe("name-en").orElse(null)),
                            themes,
                            typed.date("from"),
                            typed.maybeDate("until").orElse(null),
                            null,
                            List.of()));
        });
    }

    @PostMapping("/desk/teams/join")
    ModelAndView join(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return act(
                staff,
                fields,
                request,
                "person",
                (officer, typed) -> teams.join(
                        officer.id(),
                        typed.id("key"),
                        typed.id("team"),
                        typed.id("person"),
                        typed.date("joins"),
                        typed.maybeDate("leaves").orElse(null)));
    }

    @PostMapping("/desk/teams/leave")
    ModelAndView leave(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return act(
                staff,
                fields,
                request,
                "member",
                (officer, typed) -> teams.leave(officer.id(), typed.id("member"), typed.needed("why")));
    }

    @PostMapping("/desk/teams/end")
    ModelAndView end(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return act(
                staff,
                fields,
                request,
                "ending",
                (officer, typed) -> teams.end(officer.id(), typed.id("ending"), typed.needed("reason")));
    }

    private ModelAndView act(
            StaffMember staff,
            MultiValueMap<String, String> fields,
            HttpServletRequest request,
            String field,
            Act act) {
        Officer officer = officers.in(DeskArea.TEAMS, staff);
        // Who may answer for a matter is as weighty as a post: he proves once more that it is he.
        stepUp.demand(request);
        try {
            act.take(officer, new Typed(fields));
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, field)));
        }
    }

    private ModelAndView page(
            StaffMember staff, String done, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        Officer officer = officers.in(DeskArea.TEAMS, staff);
        LocalDate today = CityTime.day(time.instant());
        List<Team> all = teams.all(officer.region());
        List<Team> own = all.stream()
                .filter(team -> team.isOpen(today) && Teams.mayForm(officer, team.region(), team.department()))
                .toList();
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Table(
                KEY + ".list",
                List.of(KEY + ".name", KEY + ".themes", KEY + ".period", KEY + ".members", KEY + ".now"),
                all.stream().map(team -> row(team, today)).toList(),
                KEY + ".empty"));
        blocks.add(new Sheet.Table(
                KEY + ".people",
                List.of(KEY + ".person", KEY + ".team", KEY + ".period", KEY + ".now"),
                all.stream()
                        .flatMap(team -> team.members().stream().map(member -> row(team, member, today)))
                        .toList(),
                KEY + ".people-empty"));
        blocks.addAll(forms(officer, own, typed));
        var sheet = new Sheet(KEY, done.isEmpty() ? null : Sheet.say(KEY + ".done"), refusal, blocks);
        return Page.show(
                "desk/sheet",
                new DeskSheet(officers.frame(officer, HREF), sheet),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<Sheet.Block> forms(Officer officer, List<Team> own, Map<String, List<String>> typed) {
        List<Pick> departments = directory.departments().stream()
                .filter(each -> Teams.mayForm(officer, each.region(), each.code()))
                .map(each -> new Pick(each.code(), Sheet.data(each.name())))
                .toList();
        List<Pick> themes = known().stream()
                .map(theme -> new Pick(theme.code(), Sheet.data(theme.name())))
                .toList();
        List<Pick> open = own.stream()
                .map(team -> new Pick(team.id().toString(), Sheet.data(team.name())))
                .toList();
        List<Pick> people = directory.everybody(officer.region()).stream()
                .filter(person -> !person.machine())
                .map(person -> new Pick(person.id().toString(), Sheet.plain(person.name())))
                .toList();
        List<Pick> members = own.stream()
                .flatMap(team -> team.members().stream()
                        .filter(member -> member.endedBecause() == null)
                        .map(member -> new Pick(
                                member.id().toString(),
                                Sheet.list(List.of(
                                        Sheet.plain(
                                                directory.staff(member.staff()).name()),
                                        Sheet.data(team.name()))))))
                .toList();
        var found = new Sheet.Fields(KEY, typed)
                .hidden("key", UUID.randomUUID().toString())
                .text("name")
                .text("name-en")
                .select("department", departments)
                .checks("themes", themes)
                .date("from")
                .date("until");
        var join = new Sheet.Fields(KEY, typed)
                .hidden("key", UUID.randomUUID().toString())
                .select("team", open)
                .select("person", people)
                .date("joins")
                .date("leaves");
        var leave = new Sheet.Fields(KEY, typed).select("member", members).text("why");
        var end = new Sheet.Fields(KEY, typed).select("ending", open).text("reason");
        return List.of(
                form("join", HREF + "/join", join),
                form("leave", HREF + "/leave", leave),
                form("found", HREF, found),
                form("end", HREF + "/end", end));
    }

    private static Sheet.Form form(String name, String action, Sheet.Fields fields) {
        return new Sheet.Form(KEY + ".form-" + name, null, action, fields.list(), KEY + ".do-" + name, false);
    }

    private Sheet.Row row(Team team, LocalDate today) {
        boolean on = team.isOn(today);
        long serving = on
                ? team.members().stream().filter(member -> member.isOn(today)).count()
                : 0;
        return Sheet.row(
                Sheet.cell(Sheet.data(team.name()))
                        .over(Sheet.cell(Sheet.data(directory
                                .department(team.region(), team.department())
                                .name()))),
                Sheet.cell(Sheet.list(team.themes().stream().map(this::theme).toList())),
                Sheet.cell(Sheet.period(team.from(), team.until())),
                Sheet.cell(Sheet.plain(Long.toString(serving))),
                state(on, "running", team.endedBecause()));
    }

    private Sheet.Row row(Team team, Member member, LocalDate today) {
        return Sheet.row(
                Sheet.cell(Sheet.plain(directory.staff(member.staff()).name())),
                Sheet.cell(Sheet.data(team.name())),
                Sheet.cell(Sheet.period(member.from(), member.until())),
                state(team.isOn(today) && member.isOn(today), "serving", member.endedBecause()));
    }

    private static Sheet.Cell state(boolean on, String word, @Nullable String endedBecause) {
        var state = Sheet.cell(Sheet.say(KEY + (on ? "." : ".not-") + word)).marked(on ? "ok" : "soon");
        return endedBecause == null ? state : state.over(Sheet.cell(Sheet.data(endedBecause)));
    }

    private Sheet.Said theme(String code) {
        return known().stream()
                .filter(theme -> theme.code().equals(code))
                .findFirst()
                .map(theme -> Sheet.data(theme.name()))
                .orElseGet(() -> Sheet.plain(code));
    }

    private List<Theme> known() {
        return catalogue.setting().dictionaries().themes();
    }
}
