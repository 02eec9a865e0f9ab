package org.yimen.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.insight.Period;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.rating.Causes;
import org.yimen.rating.Level;
import org.yimen.rating.Practices;
import org.yimen.rating.Publications;
import org.yimen.rating.RatingPolicy;
import org.yimen.rating.Ratings;

/** 评价内容: supervision reads what was written, publishes it without names, sorts the bad by cause, learns from the good. */
@Controller
@RequestMapping("/desk/rating-words")
class RatingWordsController {

    private static final String KEY = "desk.words";
    private static final String HREF = DeskArea.RATING_WORDS.href();
    private static final int PAGE = 50;

    private final Officers officers;
    private final HallSheets sheets;
    private final RatingSheets names;
    private final Ratings ratings;
    private final Publications publications;
    private final Causes causes;
    private final Practices practices;
    private final RatingPolicy policy;

    RatingWordsController(
            Officers officers,
            HallSheets sheets,
            RatingSheets names,
            Ratings ratings,
            Publications publications,
            Causes causes,
            Practices practices,
            RatingPolicy policy) {
        this.officers = officers;
        this.sheets = sheets;
        this.names = names;
        this.ratings = ratings;
        this.publications = publications;
        this.causes = causes;
        this.practices = practices;
        this.policy = policy;
    }

    /** What waits to be read. */
    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.RATING_WORDS, staff);
        String region = officer.region();
        return sheets.show(
                officer,
                DeskArea.RATING_WORDS,
                KEY,
                null,
                Sent.NOTHING,
                List.of(
                        new Sheet.Links(List.of(
                                Sheet.cell(Sheet.say("desk.causes.title")).to(HREF + "/causes"),
                                Sheet.cell(Sheet.say("desk.practices.title")).to(HREF + "/practices"),
                                Sheet.cell(Sheet.say(KEY + ".public")).to("/ratings"))),
                        names.table(
                                region,
                                KEY + ".waiting",
                                ratings.said(region, publications.waiting(region, PAGE)),
                                HREF + "/",
                                KEY + ".empty")));
    }

    @GetMapping("/{occasion}")
    ModelAndView one(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID occasion,
            @RequestParam(defaultValue = "") String done) {
        Officer officer = officers.in(DeskArea.RATING_WORDS, staff);
        return one(
                officer, existing(officer, occasion), done.isEmpty() ? null : Sheet.say(KEY + ".done"), Sent.NOTHING);
    }

    private Ratings.Said existing(Officer officer, UUID occasion) {
        return ratings.said(officer.region(), List.of(occasion)).stream()
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView one(Officer officer, Ratings.Said said, Sheet.@Nullable Said done, Sent sent) {
        UUID occasion = said.rating().occasion();
        String base = HREF + "/" + occasion;
        boolean bad = said.rating().needsFollowUp();
        var blocks = new ArrayList<Sheet.Block>();
        var links = new ArrayList<Sheet.Cell>();
        links.add(Sheet.cell(Sheet.say(KEY + ".title")).to(HREF));
        UUID order = said.order();
        if (order != null) {
            links.add(Sheet.cell(Sheet.say(KEY + ".order")).to("/desk/orders/" + order));
        }
        blocks.add(new Sheet.Links(links));
        blocks.add(names.table(officer.region(), KEY + ".rating", List.of(said), "", KEY + ".empty"));
        if (bad) {
            blocks.add(new Sheet.Form(
                    KEY + ".sort",
                    null,
                    base + "/cause",
                    new Sheet.Fields(KEY, typed(sent, "cause", cause(officer, said)))
                            .select("cause", causes())
                            .list(),
                    KEY + ".sort-do",
                    false));
        }
        if (publications.publishedAt(officer.region(), occasion).isEmpty()) {
            var fields = new Sheet.Fields(
                    KEY,
                    typed(sent, "said", Publications.publishable(said.rating().text())));
            blocks.add(new Sheet.Form(
                    KEY + ".publish",
                    bad ? KEY + ".publish-bad" : KEY + ".publish-lead",
                    base + "/publication",
                    (said.rating().text().isEmpty() ? fields : fields.area("said"))
                            .area("answer")
                            .list(),
                    KEY + ".publish-do",
                    false));
        }
        if (said.rating().level().stars() >= Level.SATISFIED.stars()) {
            blocks.add(new Sheet.Form(
                    KEY + ".learn",
                    KEY + ".learn-lead",
                    base + "/practice",
                    new Sheet.Fields(KEY, sent.typed())
                            .hidden("key", UUID.randomUUID().toString())
                            .text("title-of")
                            .area("lesson")
                            .list(),
                    KEY + ".learn-do",
                    false));
        }
        return sheets.show(officer, DeskArea.RATING_WORDS, KEY + ".one", done, sent, blocks);
    }

    /** What was typed, or what stands there before anybody types. */
    private static Map<String, List<String>> typed(Sent sent, String field, String standing) {
        var typed = new HashMap<>(sent.typed());
        typed.putIfAbsent(field, List.of(standing));
        return typed;
    }

    /** What somebody said before, else what the tags speak for. */
    private String cause(Officer officer, Ratings.Said said) {
        return causes.of(officer.region(), said.rating().occasion())
                .or(() -> policy.likely(said.rating().tags()).map(RatingPolicy.Cause::code))
                .orElse("other");
    }

    private List<Pick> causes() {
        return policy.causes().stream()
                .map(each -> new Pick(each.code(), Sheet.data(each.name())))
                .toList();
    }

    @PostMapping("/{occasion}/cause")
    ModelAndView sort(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID occasion,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                occasion,
                fields,
                "cause",
                (officer, typed) -> causes.sort(officer, occasion, typed.needed("cause")));
    }

    @PostMapping("/{occasion}/publication")
    ModelAndView publish(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID occasion,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                occasion,
                fields,
                "said",
                (officer, typed) -> publications.publish(officer, occasion, typed.text("said"), typed.text("answer")));
    }

    @PostMapping("/{occasion}/practice")
    ModelAndView learn(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID occasion,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                occasion,
                fields,
                "lesson",
                (officer, typed) -> practices.choose(
                        officer, typed.id("key"), occasion, typed.needed("title-of"), typed.needed("lesson")));
    }

    private interface Act {
        void on(Officer officer, Typed typed);
    }

    private ModelAndView act(
            StaffMember staff, UUID occasion, MultiValueMap<String, String> fields, String field, Act act) {
        Officer officer = officers.in(DeskArea.RATING_WORDS, staff);
        Ratings.Said said = existing(officer, occasion);
        var typed = new Typed(fields);
        try {
            act.on(officer, typed);
            return Page.goTo(HREF + "/" + occasion + "?done=true");
        } catch (RuleBroken refusal) {
            String at = refusal.code().endsWith(".answer") ? "answer" : field;
            return one(officer, said, null, Sent.refused(typed, refusal, at));
        }
    }

    /** 差评归因: how often each cause, and the tasks that came of it. */
    @GetMapping("/causes")
    ModelAndView causes(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String done) {
        Officer officer = officers.in(DeskArea.RATING_WORDS, staff);
        return causes(
                officer, names.period(period), done.isEmpty() ? null : Sheet.say("desk.causes.done"), Sent.NOTHING);
    }

    private ModelAndView causes(Officer officer, Period period, Sheet.@Nullable Said done, Sent sent) {
        String region = officer.region();
        return sheets.show(
                officer,
                DeskArea.RATING_WORDS,
                "desk.causes",
                done,
                sent,
                List.of(
                        names.filter(HREF + "/causes", period),
                        new Sheet.Table(
                                "desk.causes.counts",
                                List.of("desk.talk.department", "desk.words.cause", "desk.causes.ratings"),
                                causes.counts(region, RatingSheets.from(period), RatingSheets.until(period)).stream()
                                        .map(each -> Sheet.row(
                                                Sheet.cell(names.unit(region, each.department())),
                                                Sheet.cell(cause(each.cause())),
                                                RatingSheets.count(each.ratings())))
                                        .toList(),
                                "desk.causes.empty"),
                        new Sheet.Form(
                                "desk.causes.raise",
                                "desk.causes.raise-lead",
                                HREF + "/causes",
                                new Sheet.Fields("desk.causes", sent.typed())
                                        .hidden("key", UUID.randomUUID().toString())
                                        .select("department", names.departments())
                                        .select("cause", causes())
                                        .area("text")
                                        .date("due")
                                        .list(),
                                "desk.causes.raise-do",
                                false),
                        new Sheet.Table(
                                "desk.causes.tasks",
                                List.of(
                                        "desk.talk.department",
                                        "desk.words.cause",
                                        "desk.causes.ratings",
                                        "desk.ratings.at",
                                        "desk.causes.order"),
                                causes.improvements(region, PAGE).stream()
                                        .map(each -> Sheet.row(
                                                Sheet.cell(names.unit(region, each.department())),
                                                Sheet.cell(cause(each.cause())),
                                                RatingSheets.count(each.ratings()),
                                                RatingSheets.day(each.at()),
                                                Sheet.cell(Sheet.say(KEY + ".order"))
                                                        .to("/desk/orders/" + each.order())))
                                        .toList(),
                                "desk.causes.no-tasks")));
    }

    private Sheet.Said cause(String code) {
        return policy.cause(code).map(each -> Sheet.data(each.name())).orElseGet(() -> Sheet.plain(code));
    }

    /** An improvement task: an order to the department. */
    @PostMapping("/causes")
    ModelAndView improve(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.RATING_WORDS, staff);
        var typed = new Typed(fields);
        try {
            causes.improve(
                    officer,
                    typed.id("key"),
                    typed.needed("department"),
                    typed.needed("cause"),
                    new Causes.Task(typed.needed("text"), typed.date("due")));
            return Page.goTo(HREF + "/causes?done=true");
        } catch (RuleBroken refusal) {
            return causes(officer, names.period(""), null, Sent.refused(typed, refusal, "text"));
        }
    }

    @GetMapping("/practices")
    ModelAndView practices(@AuthenticationPrincipal StaffMember staff) {
        return practices(officers.in(DeskArea.RATING_WORDS, staff), Sent.NOTHING);
    }

    private ModelAndView practices(Officer officer, Sent sent) {
        return sheets.show(
                officer,
                DeskArea.RATING_WORDS,
                "desk.practices",
                null,
                sent,
                List.of(new Sheet.Table(
                        "desk.practices.list",
                        List.of(
                                "desk.practices.name",
                                "desk.talk.department",
                                "desk.practices.chosen",
                                "desk.practices.approved"),
                        practices.all(officer.region()).stream()
                                .map(each -> row(officer, each))
                                .toList(),
                        "desk.practices.empty")));
    }

    private Sheet.Row row(Officer officer, Practices.Practice one) {
        Sheet.Said title = Sheet.data(one.title());
        UUID approvedBy = one.approvedBy();
        boolean his = approvedBy == null && !one.chosenBy().equals(officer.id());
        return new Sheet.Row(
                List.of(
                        Sheet.cell(title).over(Sheet.cell(Sheet.data(one.text()))),
                        Sheet.cell(names.unit(officer.region(), one.department())),
                        Sheet.cell(names.staff(one.chosenBy())).over(RatingSheets.day(one.chosenAt())),
                        approvedBy == null
                                ? Sheet.cell(Sheet.say("desk.practices.waits")).marked("soon")
                                : Sheet.cell(names.staff(approvedBy))),
                his
                        ? List.of(new Sheet.Button(
                                "desk.practices.approve",
                                HREF + "/practices/" + one.id() + "/approve",
                                Map.of(),
                                title,
                                false))
                        : List.of());
    }

    @PostMapping("/practices/{id}/approve")
    ModelAndView approve(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.RATING_WORDS, staff);
        try {
            practices.approve(officer, id);
            return Page.goTo(HREF + "/practices");
        } catch (RuleBroken refusal) {
            return practices(officer, new Sent(Map.of(), Sheet.Refusal.of(refusal, "")));
        }
    }
}
