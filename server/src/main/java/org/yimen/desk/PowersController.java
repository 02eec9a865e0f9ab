package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Authorised;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Nominations;
import org.yimen.organisation.Officer;
import org.yimen.organisation.PassedPowers;
import org.yimen.organisation.Proposal;
import org.yimen.organisation.Proposals;
import org.yimen.organisation.Right;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Figure;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 授权统计 and 审批权限下放 as figures that open their lists; and the director's confirmations. */
@Controller
class PowersController {

    private static final String POWERS = DeskArea.POWERS.href();
    private static final String ADMINISTRATORS = DeskArea.ADMINISTRATORS.href();

    private final Officers officers;
    private final Letters letters;
    private final PassedPowers passed;
    private final Nominations nominations;
    private final Proposals proposals;
    private final StepUp stepUp;
    private final Directory directory;
    private final Catalogue catalogue;
    private final PublishedItems items;
    private final InstantSource time;

    PowersController(
            Officers officers,
            Letters letters,
            PassedPowers passed,
            Nominations nominations,
            Proposals proposals,
            StepUp stepUp,
            Directory directory,
            Catalogue catalogue,
            PublishedItems items,
            InstantSource time) {
        this.officers = officers;
        this.letters = letters;
        this.passed = passed;
        this.nominations = nominations;
        this.proposals = proposals;
        this.stepUp = stepUp;
        this.directory = directory;
        this.catalogue = catalogue;
        this.items = items;
        this.time = time;
    }

    /** @param list which number was opened */
    @GetMapping("/desk/powers")
    ModelAndView report(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "items") String list) {
        Officer officer = officers.in(DeskArea.POWERS, staff);
        Map<String, List<String>> published = items.byDepartment();
        LocalDate today = today();
        Authorised authorised = letters.report(officer.region(), today, published);
        Map<Right, List<String>> rights = letters.rights(officer.region(), today, published);
        PassedPowers.Report down = passed.report(officer.region());
        var sheet = new Sheet(
                "desk.powers",
                null,
                null,
                List.of(
                        figures(authorised, rights),
                        passedFigures(down),
                        list.startsWith("passed")
                                ? passed(down, list.equals("passed-departments"))
                                : list(list, authorised, rights, published)));
        return Page.show("desk/sheet", new DeskSheet(officers.frame(officer, POWERS), sheet));
    }

    private static Sheet.Figures figures(Authorised authorised, Map<Right, List<String>> rights) {
        int held = rights.values().stream().mapToInt(List::size).sum();
        String percent = new LettersPage.Report(authorised, List.of()).percent();
        Stream<Figure> figures = Stream.of(
                new Figure(
                        Sheet.say("desk.powers.departments"),
                        String.valueOf(authorised.departments()),
                        null,
                        POWERS + "?list=departments"),
                new Figure(
                        Sheet.say("desk.powers.items"),
                        String.valueOf(authorised.items()),
                        PublishedItems.base(authorised.admitted()),
                        POWERS + "?list=items"),
                new Figure(
                        Sheet.say("desk.powers.published"),
                        String.valueOf(authorised.admitted()),
                        null,
                        POWERS + "?list=published"),
                new Figure(
                        Sheet.say("desk.powers.rate"),
                        percent,
                        PublishedItems.fraction(authorised.items(), authorised.admitted()),
                        POWERS + "?list=missing"),
                new Figure(
                        Sheet.say("desk.powers.rights"),
                        String.valueOf(held),
                        Sheet.say("desk.powers.rights-of"),
                        POWERS + "?list=rights"));
        Stream<Figure> each = rights.entrySet().stream()
                .filter(right -> !right.getValue().isEmpty())
                .map(right -> new Figure(
                        Sheet.say(key(right.getKey())),
                        String.valueOf(right.getValue().size()),
                        null,
                        POWERS + "?list=" + right.getKey().name()));
        return new Sheet.Figures(
                "desk.powers.figures", Stream.concat(figures, each).toList());
    }

    private static Sheet.Figures passedFigures(PassedPowers.Report down) {
        return new Sheet.Figures(
                "desk.powers.passed",
                List.of(
                        new Figure(
                                Sheet.say("desk.powers.passed-items"),
                                String.valueOf(down.items()),
                                null,
                                POWERS + "?list=passed"),
                        new Figure(
                                Sheet.say("desk.powers.passed-departments"),
                                String.valueOf(down.departments().size()),
                                Sheet.say(
                                        "desk.powers.passed-each",
                                        down.items(),
                                        down.departments().size()),
                                POWERS + "?list=passed-departments")));
    }

    private Sheet.Table list(
            String list, Authorised authorised, Map<Right, List<String>> rights, Map<String, List<String>> published) {
        List<String> covered = authorised.lines().stream()
                .flatMap(line -> line.items().stream())
                .toList();
        List<String> heads = List.of("desk.powers.item", "desk.powers.department");
        if (list.equals("departments")) {
            return new Sheet.Table(
                    "desk.powers.departments",
                    List.of("desk.powers.department", "desk.powers.items", "desk.powers.published"),
                    authorised.lines().stream()
                            .map(line -> Sheet.row(
                                    Sheet.cell(Sheet.data(department(line.department()))),
                                    Sheet.cell(Sheet.plain(
                                            String.valueOf(line.items().size()))),
                                    Sheet.cell(Sheet.plain(String.valueOf(published
                                            .getOrDefault(line.department(), List.of())
                                            .size())))))
                            .toList(),
                    "desk.powers.none");
        }
        if (list.equals("rights")) {
            return new Sheet.Table(
                    "desk.powers.rights",
                    List.of("desk.powers.one-right", "desk.powers.items"),
                    rights.entrySet().stream()
                            .map(right -> Sheet.row(
                                    Sheet.cell(Sheet.say(key(right.getKey())))
                                            .to(POWERS + "?list="
                                                    + right.getKey().name()),
                                    Sheet.cell(Sheet.plain(
                                            String.valueOf(right.getValue().size())))))
                            .toList(),
                    "desk.powers.none");
        }
        List<String> shown = switch (list) {
            case "published" ->
                published.values().stream().flatMap(List::stream).sorted().toList();
            case "missing" ->
                published.values().stream()
                        .flatMap(List::stream)
                        .filter(item -> !covered.contains(item))
                        .sorted()
                        .toList();
            default ->
                rights.entrySet().stream()
                        .filter(right -> right.getKey().name().equals(list))
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElse(covered);
        };
        String title = List.of("published", "missing").contains(list) ? "desk.powers." + list : "desk.powers.items";
        return new Sheet.Table(title, heads, shown.stream().map(this::item).toList(), "desk.powers.none");
    }

    private Sheet.Row item(String code) {
        return catalogue
                .current(code)
                .map(item -> Sheet.row(
                        Sheet.cell(Sheet.data(item.name())), Sheet.cell(Sheet.data(department(item.department())))))
                .orElseGet(() -> Sheet.row(Sheet.cell(Sheet.plain(code)), Sheet.cell(Sheet.plain("—"))));
    }

    private Sheet.Table passed(PassedPowers.Report down, boolean byDepartment) {
        if (byDepartment) {
            return new Sheet.Table(
                    "desk.powers.passed-departments",
                    List.of("desk.powers.department", "desk.powers.passed-items"),
                    down.departments().stream()
                            .map(code -> Sheet.row(
                                    Sheet.cell(Sheet.data(department(code))),
                                    Sheet.cell(Sheet.plain(String.valueOf(down.powers().stream()
                                            .filter(power -> power.department().equals(code))
                                            .count())))))
                            .toList(),
                    "desk.powers.none");
        }
        return new Sheet.Table(
                "desk.powers.passed-items",
                List.of(
                        "desk.powers.item",
                        "desk.powers.former",
                        "desk.powers.minutes",
                        "desk.powers.department",
                        "desk.powers.letter"),
                down.powers().stream()
                        .map(power -> Sheet.row(
                                Sheet.cell(Sheet.data(power.name())),
                                Sheet.cell(Sheet.data(power.formerDecider())),
                                Sheet.cell(Sheet.plain(power.minutes()))
                                        .over(Sheet.cell(Sheet.say("desk.powers.on", power.meetingOn()))),
                                Sheet.cell(Sheet.data(department(power.department()))),
                                Sheet.cell(Sheet.plain(power.letter()))))
                        .toList(),
                "desk.powers.none");
    }

    @GetMapping("/desk/administrators")
    ModelAndView administrators(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return administrators(staff, done, null);
    }

    /** The second of the four eyes: yes appoints at once. */
    @PostMapping("/desk/administrators")
    ModelAndView settle(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        officers.in(DeskArea.ADMINISTRATORS, staff);
        stepUp.demand(request);
        var typed = new Typed(fields);
        try {
            proposals.settle(
                    staff.staffId(), typed.id("nomination"), typed.text("word").equals("yes"));
            return Page.goTo(ADMINISTRATORS + "?done=true");
        } catch (RuleBroken refusal) {
            return administrators(staff, "", Sheet.Refusal.of(refusal, "main"));
        }
    }

    private ModelAndView administrators(StaffMember staff, String done, Sheet.@Nullable Refusal refusal) {
        Officer officer = officers.in(DeskArea.ADMINISTRATORS, staff);
        String key = "desk.administrators";
        var table = new Sheet.Table(
                key + ".list",
                List.of(key + ".post", key + ".person", key + ".by", key + ".reason", key + ".now"),
                nominations.of(officer.region()).stream()
                        .map(each -> row(officer, each))
                        .toList(),
                key + ".empty");
        return Page.show(
                "desk/sheet",
                new DeskSheet(
                        officers.frame(officer, ADMINISTRATORS),
                        new Sheet(key, done.isEmpty() ? null : Sheet.say(key + ".done"), refusal, List.of(table))),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Sheet.Row row(Officer officer, Proposal nomination) {
        String key = "desk.administrators";
        UUID nominee = nomination.concerns();
        String person = nominee == null ? "—" : name(nominee);
        Proposal.Word word = nomination.word();
        String state = word != null
                ? word == Proposal.Word.CONSENTED ? "confirmed" : "declined"
                : nomination.waits(time.instant()) ? "waits" : "expired";
        String mark = state.equals("confirmed") ? "ok" : state.equals("waits") ? "soon" : "late";
        return new Sheet.Row(
                List.of(
                        Sheet.cell(Sheet.list(posts(nomination).map(Sheet::data).toList()))
                                .over(Sheet.cell(Sheet.say(key + "." + act(nomination)))),
                        Sheet.cell(Sheet.plain(person)),
                        Sheet.cell(Sheet.plain(name(nomination.proposedBy()))),
                        Sheet.cell(Sheet.data(nomination.reason())),
                        Sheet.cell(Sheet.say(key + "." + state)).marked(mark)),
                proposals.maySettle(officer.id(), nomination)
                        ? List.of(button(nomination, "yes", person, false), button(nomination, "no", person, true))
                        : List.of());
    }

    private Stream<Text> posts(Proposal proposal) {
        String codes = proposal.detail("posts");
        return Stream.of((codes.isEmpty() ? proposal.subject() : codes).split(" ", -1))
                .map(code -> directory
                        .post(proposal.region(), code)
                        .map(post -> post.name())
                        .orElseGet(() -> Text.of(code)));
    }

    private static String act(Proposal proposal) {
        if (!proposal.kind().endsWith("-end")) {
            return "appoints";
        }
        return proposal.detail("left").isEmpty() ? "ends" : "leaves";
    }

    private static Sheet.Button button(Proposal nomination, String word, String person, boolean grave) {
        return new Sheet.Button(
                "desk.administrators." + word,
                ADMINISTRATORS,
                Map.of("nomination", nomination.id().toString(), "word", word),
                Sheet.plain(person),
                grave);
    }

    private String name(UUID id) {
        try {
            return directory.staff(id).name();
        } catch (NoSuchElementException gone) {
            return "—";
        }
    }

    private Text department(String code) {
        try {
            return directory.department(code).shortName();
        } catch (NoSuchElementException gone) {
            return Text.of(code);
        }
    }

    private static String key(Right right) {
        return "desk.right." + right.code();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
