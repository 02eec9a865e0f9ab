package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.evaluation.Outings;
import org.yimen.identity.StaffMember;
import org.yimen.insight.Period;
import org.yimen.organisation.Officer;
import org.yimen.platform.Rate;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Cell;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.rating.Coverage;
import org.yimen.rating.RateBook;
import org.yimen.rating.RateBook.By;
import org.yimen.rating.Rates;
import org.yimen.rating.Ratings;
import org.yimen.rating.Ratings.Only;
import org.yimen.rating.Stars;
import org.yimen.rating.UnitViews;
import org.yimen.survey.Satisfaction;

/** 评价分析 (M-ANA-12): all rates with bases by unit, item, window and channel, down to what was said; coverage; stars; units side by side. */
@Controller
@RequestMapping("/desk/ratings")
class RatingRatesController {

    private static final String KEY = "desk.rates";
    private static final String HREF = "/desk/ratings/rates";

    private final Officers officers;
    private final HallSheets sheets;
    private final RatingSheets names;
    private final RateBook rates;
    private final Ratings ratings;
    private final Coverage coverage;
    private final UnitViews units;
    private final Outings outings;
    private final Stars stars;
    private final Exports exports;

    RatingRatesController(
            Officers officers,
            HallSheets sheets,
            RatingSheets names,
            RateBook rates,
            Ratings ratings,
            Coverage coverage,
            UnitViews units,
            Outings outings,
            Stars stars,
            Exports exports) {
        this.officers = officers;
        this.sheets = sheets;
        this.names = names;
        this.rates = rates;
        this.ratings = ratings;
        this.coverage = coverage;
        this.units = units;
        this.outings = outings;
        this.stars = stars;
        this.exports = exports;
    }

    /** Whoever looks at the whole; a head sees the sums of his own departments, and never what was said. */
    private static boolean whole(Officer officer) {
        return officer.watchesAll();
    }

    private Officer supervision(StaffMember staff) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        if (!whole(officer)) {
            throw new AccessDeniedException("Not open to the rated");
        }
        return officer;
    }

    private List<Period> offered(Officer officer) {
        return whole(officer) ? names.offered() : names.settled(ratings.days());
    }

    private List<Rates> counted(Officer officer, Period period, By by) {
        List<Rates> all = rates.by(officer.region(), RatingSheets.from(period), RatingSheets.until(period), by);
        return whole(officer)
                ? all
                : all.stream()
                        .filter(each -> officer.holds(each.said().department() + "/head"))
                        .toList();
    }

    @GetMapping("/rates")
    ModelAndView rates(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String by) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        Period shown = RatingSheets.period(period, offered(officer));
        By cut = whole(officer) ? By.of(by).orElse(By.UNIT) : By.UNIT;
        String asked = "?period=" + RatingSheets.spelt(shown);
        var links = new ArrayList<Cell>();
        if (whole(officer)) {
            for (By each : By.values()) {
                links.add(link(HREF + asked + "&by=" + each.code(), KEY + ".by-" + each.code()));
            }
            links.add(link("/desk/ratings/list" + asked + "&only=bad", KEY + ".bad-list"));
        }
        links.add(link("/desk/ratings/file" + asked + "&by=" + cut.code(), KEY + ".file"));
        return sheets.show(
                officer,
                DeskArea.RATINGS,
                KEY,
                null,
                Sent.NOTHING,
                List.of(
                        RatingSheets.filter(HREF, shown, offered(officer)),
                        new Sheet.Links(links),
                        new Sheet.Table(
                                KEY + ".by-" + cut.code(),
                                List.of(
                                        KEY + ".part",
                                        KEY + ".participation",
                                        KEY + ".grade",
                                        KEY + ".good",
                                        KEY + ".bad",
                                        KEY + ".mended",
                                        KEY + ".contacted",
                                        KEY + ".visited",
                                        KEY + ".apart"),
                                counted(officer, shown, cut).stream()
                                        .map(each -> row(officer, each, cut, asked))
                                        .toList(),
                                "desk.ratings.none")));
    }

    private static Cell link(String href, String key) {
        return Sheet.cell(Sheet.say(key)).to(href);
    }

    private Sheet.Row row(Officer officer, Rates one, By cut, String asked) {
        String key = one.said().department();
        boolean shows = whole(officer) || one.said().tellsNobody();
        Cell part = Sheet.cell(names.part(officer.region(), cut, key));
        Cell hidden = Sheet.cell(Sheet.plain("·"));
        return Sheet.row(
                whole(officer)
                        ? part.to("/desk/ratings/list" + asked
                                + (key.isEmpty() ? "" : "&by=" + cut.code() + "&key=" + key))
                        : part,
                RatingSheets.rate(one.participation()),
                shows ? Sheet.cell(Sheet.plain(one.grade().number(2))) : hidden,
                shows ? RatingSheets.rate(one.good()) : hidden,
                shows ? RatingSheets.rate(one.bad()) : hidden,
                shows ? RatingSheets.rate(one.mending()) : hidden,
                shows ? RatingSheets.rate(one.contact()) : hidden,
                shows ? RatingSheets.rate(one.visiting()) : hidden,
                Sheet.cell(Sheet.say(
                        KEY + ".late-struck",
                        one.said().late(),
                        one.said().struck(),
                        one.said().unrated())));
    }

    /** What lies behind a number: what was said, and nobody's name. */
    @GetMapping("/list")
    ModelAndView list(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String only) {
        Officer officer = supervision(staff);
        Period shown = names.period(period);
        By cut = By.of(by).orElse(null);
        Only which = Stream.of(Only.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(only))
                .findFirst()
                .orElse(Only.ALL);
        return sheets.show(
                officer,
                DeskArea.RATINGS,
                KEY + ".list",
                null,
                Sent.NOTHING,
                List.of(
                        new Sheet.Links(List.of(link(HREF + "?period=" + RatingSheets.spelt(shown), KEY + ".title"))),
                        names.table(
                                officer.region(),
                                KEY + ".list.title",
                                ratings.said(
                                        officer.region(),
                                        new Ratings.Asked(
                                                RatingSheets.from(shown), RatingSheets.until(shown), cut, key, which),
                                        Ratings.MOST),
                                "/desk/rating-words/",
                                "desk.ratings.nothing-said")));
    }

    /** The rates as a file: numbers without anybody. */
    @GetMapping("/file")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String by) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        Period shown = RatingSheets.period(period, offered(officer));
        By cut = whole(officer) ? By.of(by).orElse(By.UNIT) : By.UNIT;
        String text = counted(officer, shown, cut).stream()
                .filter(each -> whole(officer) || each.said().tellsNobody())
                .map(each -> line(shown, cut, each))
                .collect(Collectors.joining());
        String heads =
                "from,to,by,key,asked,rated,late,struck,participation,mean-grade,good,bad,valid-bad,mended,named,"
                        + "contacted,visited\n";
        return exports.totals(
                officer,
                Exports.Totals.RATES,
                cut.code(),
                Exports.Content.csv(
                        "ratings-" + cut.code() + "-" + shown.from() + ".csv",
                        heads + text,
                        Map.of("from", shown.from().toString(), "to", shown.to().toString())));
    }

    private static String line(Period period, By by, Rates one) {
        return Stream.of(
                                period.from(),
                                period.to(),
                                by.code(),
                                one.said().department(),
                                one.said().asked(),
                                one.said().rated(),
                                one.said().late(),
                                one.said().struck(),
                                plain(one.participation()),
                                one.grade().number(2),
                                plain(one.good()),
                                plain(one.bad()),
                                one.valid(),
                                one.mended(),
                                one.named(),
                                one.contacted(),
                                one.visited())
                        .map(Object::toString)
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private static String plain(Rate rate) {
        return rate.percent(2);
    }

    /** 全覆盖: what can be rated by which ways, the gaps of each kind first. */
    @GetMapping("/coverage")
    ModelAndView coverage(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = supervision(staff);
        List<Coverage.Entry> all = coverage.of(officer.region());
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Figures(
                "desk.coverage.covered",
                Stream.of(Coverage.Kind.values())
                        .map(kind -> covered(kind, all))
                        .toList()));
        for (Coverage.Kind kind : Coverage.Kind.values()) {
            blocks.add(new Sheet.Table(
                    named(kind),
                    List.of("desk.coverage.what", "desk.coverage.code", "desk.coverage.ways"),
                    all.stream()
                            .filter(each -> each.kind() == kind)
                            .map(RatingRatesController::row)
                            .toList(),
                    "desk.coverage.empty"));
        }
        return sheets.show(officer, DeskArea.RATINGS, "desk.coverage", null, Sent.NOTHING, blocks);
    }

    private static String named(Coverage.Kind kind) {
        return "desk.coverage.kind-" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static Sheet.Figure covered(Coverage.Kind kind, List<Coverage.Entry> all) {
        List<Coverage.Entry> of =
                all.stream().filter(each -> each.kind() == kind).toList();
        long covered = of.stream().filter(Coverage.Entry::covered).count();
        return new Sheet.Figure(
                Sheet.say(named(kind)),
                Rate.of(covered, of.size()).percent(1),
                Sheet.say("desk.coverage.of", covered, of.size()),
                null);
    }

    private static Sheet.Row row(Coverage.Entry entry) {
        Cell name = entry.kind() == Coverage.Kind.CHANNEL
                ? Sheet.cell(RatingSheets.channel(entry.code()))
                : Sheet.cell(Sheet.data(entry.name()));
        return Sheet.row(
                name,
                Sheet.cell(Sheet.plain(entry.code())),
                entry.covered()
                        ? Sheet.cell(Sheet.list(entry.ways().stream()
                                        .map(way -> Sheet.say(way))
                                        .toList()))
                                .marked("ok")
                        : Sheet.cell(Sheet.say(entry.gap())).marked("late"));
    }

    /** 综合评价: from outside, from those who were served, from those who complained. */
    @GetMapping("/units")
    ModelAndView units(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String period) {
        Officer officer = supervision(staff);
        Period shown = names.period(period);
        return sheets.show(
                officer,
                DeskArea.RATINGS,
                "desk.units",
                null,
                Sent.NOTHING,
                List.of(
                        names.filter("/desk/ratings/units", shown),
                        new Sheet.Table(
                                "desk.units.title",
                                List.of(
                                        "desk.talk.department",
                                        "desk.units.third",
                                        "desk.units.third-rate",
                                        "desk.units.live",
                                        "desk.units.live-rate",
                                        "desk.units.complaints",
                                        "desk.units.marks"),
                                units.of(officer.region(), shown).stream()
                                        .map(each -> row(officer, each))
                                        .toList(),
                                "desk.ratings.none"),
                        looks(officer, shown)));
    }

    /** 实地察看: a table of its own, since a score after a look is no answer of anybody who was served (docs/adr/0063). */
    private Sheet.Table looks(Officer officer, Period shown) {
        return new Sheet.Table(
                "desk.units.looks",
                List.of("desk.talk.department", "desk.units.look-score", "desk.units.look-base"),
                outings.scores(officer.region(), shown.from(), shown.to()).stream()
                        .map(each -> Sheet.row(
                                Sheet.cell(names.unit(officer.region(), each.department())),
                                Sheet.cell(Sheet.plain(each.mean().toPlainString())),
                                Sheet.cell(Sheet.plain(Integer.toString(each.base())))))
                        .toList(),
                "desk.units.no-looks");
    }

    private Sheet.Row row(Officer officer, UnitViews.UnitView one) {
        Cell none = Sheet.cell(Sheet.plain(Rate.NONE));
        var outside = one.thirdParty();
        Cell marks = one.marks().isEmpty()
                ? none
                : Sheet.cell(Sheet.list(one.marks().stream()
                                .map(mark -> Sheet.say(mark))
                                .toList()))
                        .marked("soon");
        return Sheet.row(
                Sheet.cell(names.unit(officer.region(), one.unit())),
                outside == null ? none : Sheet.cell(Sheet.plain(score(outside))),
                outside == null ? none : RatingSheets.rate(outside.rate()),
                one.shown() ? Sheet.cell(Sheet.plain(score(one.live()))) : none,
                one.shown() ? RatingSheets.rate(one.live().rate()) : none,
                RatingSheets.rate(one.complaintRate()),
                marks);
    }

    private static String score(Satisfaction of) {
        return of.score().map(points -> points.toPlainString()).orElse(Rate.NONE);
    }

    /** 星级事项: as they stand, and the lists that are public. */
    @GetMapping("/stars")
    ModelAndView stars(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String done) {
        Officer officer = supervision(staff);
        return stars(officer, names.period(period), done.isEmpty() ? null : Sheet.say("desk.stars.done"), Sent.NOTHING);
    }

    /** Makes the list of a period public. */
    @PostMapping("/stars")
    ModelAndView publish(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = supervision(staff);
        var typed = new Typed(fields);
        Period period = names.period(typed.text("period"));
        try {
            var _ = stars.publish(officer, period);
            return Page.goTo("/desk/ratings/stars?done=true&period=" + RatingSheets.spelt(period));
        } catch (RuleBroken refusal) {
            return stars(officer, period, null, Sent.refused(typed, refusal, "period"));
        }
    }

    private ModelAndView stars(Officer officer, Period period, Sheet.@Nullable Said done, Sent sent) {
        List<String> heads = List.of(
                "desk.talk.item", "desk.stars.stars", "desk.stars.score", "desk.stars.rated", "desk.stars.good");
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(names.filter("/desk/ratings/stars", period));
        blocks.add(new Sheet.Table(
                "desk.stars.now",
                heads,
                stars.in(officer.region(), period).stream().map(this::row).toList(),
                "desk.stars.empty"));
        blocks.add(new Sheet.Form(
                "desk.stars.publish",
                "desk.stars.publish-lead",
                "/desk/ratings/stars",
                new Sheet.Fields("desk.stars", Map.of())
                        .hidden("period", RatingSheets.spelt(period))
                        .list(),
                "desk.stars.publish-do",
                false));
        stars.published(officer.region(), 2)
                .forEach(list -> blocks.add(new Sheet.Table(
                        "desk.stars.published",
                        heads,
                        list.stars().stream().map(this::row).toList(),
                        "desk.stars.empty")));
        return sheets.show(officer, DeskArea.RATINGS, "desk.stars", done, sent, blocks);
    }

    private Sheet.Row row(Stars.Star star) {
        return Sheet.row(
                Sheet.cell(names.item(star.item())),
                Sheet.cell(Sheet.plain("★".repeat(star.stars()))),
                Sheet.cell(Sheet.plain(star.score().toPlainString())),
                RatingSheets.count(star.rated()),
                RatingSheets.rate(Rate.of(star.good(), star.rated())));
    }
}
