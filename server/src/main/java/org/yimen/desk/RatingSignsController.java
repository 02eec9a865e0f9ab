package org.yimen.desk;

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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.rating.RatingPolicy.Look;
import org.yimen.rating.Ratings;
import org.yimen.rating.Sign;
import org.yimen.rating.Signs;

/** 自评核查: what looks as if staff had rated itself, decided by two of supervision. Who gave a rating stands nowhere here. */
@Controller
@RequestMapping("/desk/rating-signs")
class RatingSignsController {

    private static final String KEY = "desk.signs";
    private static final String HREF = DeskArea.RATING_SIGNS.href();
    private static final int PAGE = 50;

    private final Officers officers;
    private final HallSheets sheets;
    private final RatingSheets names;
    private final Signs signs;
    private final Ratings ratings;

    RatingSignsController(Officers officers, HallSheets sheets, RatingSheets names, Signs signs, Ratings ratings) {
        this.officers = officers;
        this.sheets = sheets;
        this.names = names;
        this.signs = signs;
        this.ratings = ratings;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return list(
                officers.in(DeskArea.RATING_SIGNS, staff),
                done.isEmpty() ? null : Sheet.say(KEY + ".own-done"),
                Sent.NOTHING);
    }

    private ModelAndView list(Officer officer, Sheet.@Nullable Said done, Sent sent) {
        return sheets.show(
                officer,
                DeskArea.RATING_SIGNS,
                KEY,
                done,
                sent,
                List.of(
                        new Sheet.Table(
                                KEY + ".list",
                                List.of(
                                        KEY + ".look",
                                        KEY + ".counter",
                                        KEY + ".day",
                                        KEY + ".ratings",
                                        KEY + ".standing"),
                                signs.recent(officer.region(), PAGE).stream()
                                        .map(sign -> row(officer, sign))
                                        .toList(),
                                KEY + ".empty"),
                        new Sheet.Form(
                                KEY + ".own",
                                KEY + ".own-lead",
                                HREF + "/own-numbers",
                                new Sheet.Fields(KEY, sent.typed())
                                        .select("staff", names.colleagues(officer))
                                        .hinted(Sheet.Kind.TEXT, "phone")
                                        .list(),
                                KEY + ".own-do",
                                false),
                        new Sheet.Table(
                                KEY + ".own-list",
                                List.of(KEY + ".staff", KEY + ".own-entered", KEY + ".standing"),
                                signs.ownNumbers(officer.region()).stream()
                                        .map(this::row)
                                        .toList(),
                                KEY + ".own-empty"),
                        new Sheet.Form(
                                KEY + ".removal",
                                KEY + ".removal-lead",
                                HREF + "/own-numbers/removal",
                                new Sheet.Fields(KEY, Map.of())
                                        .select("owner", names.colleagues(officer))
                                        .list(),
                                KEY + ".removal-do",
                                false)));
    }

    private Sheet.Row row(Signs.OwnNumber one) {
        return Sheet.row(
                Sheet.cell(names.staff(one.staff())),
                Sheet.cell(names.staff(one.enteredBy())).over(RatingSheets.day(one.at())),
                Sheet.cell(Sheet.say(KEY + standing(one)))
                        .marked(one.confirmedBy() == null || one.removalBy() != null ? "soon" : "ok"));
    }

    private static String standing(Signs.OwnNumber one) {
        if (one.confirmedBy() == null) {
            return ".own-waits";
        }
        return one.removalBy() == null ? ".own-confirmed" : ".own-removal";
    }

    private Sheet.Row row(Officer officer, Sign sign) {
        return Sheet.row(
                Sheet.cell(Sheet.say(sign.look().key())).to(HREF + "/" + sign.id()),
                Sheet.cell(names.unit(officer.region(), sign.counter())),
                Sheet.cell(Sheet.day(sign.day())),
                RatingSheets.count(sign.ratings().size()),
                Sheet.cell(Sheet.say(sign.standing())).marked(sign.decided() ? "ok" : "soon"));
    }

    /** 本人号码. */
    @PostMapping("/own-numbers")
    ModelAndView ownNumber(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.RATING_SIGNS, staff);
        var typed = new Typed(fields);
        try {
            UUID colleague = typed.id("staff");
            if (names.colleagues(officer).stream()
                    .noneMatch(pick -> pick.value().equals(colleague.toString()))) {
                throw Typed.flaw("platform.sheet.missing", "staff");
            }
            signs.ownNumber(officer, colleague, typed.needed("phone"));
            return Page.goTo(HREF + "?done=own");
        } catch (RuleBroken refusal) {
            return list(officer, null, Sent.refused(typed, refusal, "phone"));
        }
    }

    /** Takes the numbers of a member of staff out again. */
    @PostMapping("/own-numbers/removal")
    ModelAndView removal(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.RATING_SIGNS, staff);
        var typed = new Typed(fields);
        try {
            signs.removeOwnNumbers(officer, typed.id("owner"));
            return Page.goTo(HREF + "?done=own");
        } catch (RuleBroken refusal) {
            return list(officer, null, Sent.refused(typed, refusal, "owner"));
        }
    }

    @GetMapping("/{id}")
    ModelAndView one(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done) {
        Officer officer = officers.in(DeskArea.RATING_SIGNS, staff);
        return one(officer, existing(officer, id), done.isEmpty() ? null : Sheet.say(KEY + ".done"), Sent.NOTHING);
    }

    private Sign existing(Officer officer, UUID id) {
        return signs.find(officer.region(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView one(Officer officer, Sign sign, Sheet.@Nullable Said done, Sent sent) {
        Sign.Proposal proposal = sign.proposal();
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Links(List.of(Sheet.cell(Sheet.say(KEY + ".title")).to(HREF))));
        blocks.add(new Sheet.Table(
                KEY + ".facts",
                List.of(KEY + ".look", KEY + ".counter", KEY + ".day", KEY + ".standing", KEY + ".reason"),
                List.of(Sheet.row(
                        Sheet.cell(Sheet.say(sign.look().key())),
                        Sheet.cell(names.unit(officer.region(), sign.counter())),
                        Sheet.cell(Sheet.day(sign.day())),
                        Sheet.cell(Sheet.say(sign.standing())),
                        proposal == null
                                ? Sheet.cell(Sheet.plain("—"))
                                : Sheet.cell(Sheet.data(proposal.reason()))
                                        .over(Sheet.cell(names.staff(proposal.by()))))),
                KEY + ".empty"));
        // 本人号码: whose they are is known, so that how many there are is all that is shown of them.
        blocks.add(
                sign.look() == Look.OWN_NUMBER
                        ? new Sheet.Table(
                                KEY + ".ratings",
                                List.of(KEY + ".counter", KEY + ".ratings"),
                                List.of(Sheet.row(
                                        Sheet.cell(names.unit(officer.region(), sign.counter())),
                                        RatingSheets.count(sign.ratings().size()))),
                                KEY + ".empty")
                        : names.table(
                                officer.region(),
                                KEY + ".ratings",
                                ratings.said(officer.region(), sign.ratings()),
                                "",
                                "desk.ratings.nothing-said"));
        String base = HREF + "/" + sign.id();
        if (proposal == null) {
            blocks.add(new Sheet.Form(
                    KEY + ".propose",
                    KEY + ".propose-lead",
                    base + "/proposal",
                    new Sheet.Fields(KEY, sent.typed())
                            .select(
                                    "strikes",
                                    List.of(
                                            new Pick("false", Sheet.say(KEY + ".count")),
                                            new Pick("true", Sheet.say(KEY + ".strike"))))
                            .area("reason")
                            .list(),
                    KEY + ".propose-do",
                    false));
        } else if (!sign.decided()) {
            blocks.add(new Sheet.Form(
                    KEY + ".decide",
                    KEY + ".decide-lead",
                    base + "/decision",
                    new Sheet.Fields(KEY, sent.typed())
                            .select(
                                    "agrees",
                                    List.of(
                                            new Pick("true", Sheet.say(KEY + ".agree")),
                                            new Pick("false", Sheet.say(KEY + ".send-back"))))
                            .list(),
                    KEY + ".decide-do",
                    false));
        }
        return sheets.show(officer, DeskArea.RATING_SIGNS, KEY + ".one", done, sent, blocks);
    }

    @PostMapping("/{id}/proposal")
    ModelAndView propose(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "reason",
                (officer, typed) -> signs.propose(
                        officer, id, Boolean.parseBoolean(typed.needed("strikes")), typed.needed("reason")));
    }

    @PostMapping("/{id}/decision")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "agrees",
                (officer, typed) -> signs.decide(officer, id, Boolean.parseBoolean(typed.needed("agrees"))));
    }

    private interface Act {
        void on(Officer officer, Typed typed);
    }

    private ModelAndView act(StaffMember staff, UUID id, MultiValueMap<String, String> fields, String field, Act act) {
        Officer officer = officers.in(DeskArea.RATING_SIGNS, staff);
        Sign sign = existing(officer, id);
        var typed = new Typed(fields);
        try {
            act.on(officer, typed);
            return Page.goTo(HREF + "/" + id + "?done=true");
        } catch (RuleBroken refusal) {
            return one(officer, sign, null, Sent.refused(typed, refusal, field));
        }
    }
}
