package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
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
import org.yimen.improvement.Bulletins;
import org.yimen.improvement.Bulletins.Bulletin;
import org.yimen.improvement.Bulletins.Receipt;
import org.yimen.improvement.Bulletins.Topic;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.rating.RatingBulletins;

/** 评价通报: supervision has it written from the figures and another approves it; it is read where all bulletins are. */
@Controller
@RequestMapping("/desk/ratings/bulletins")
class RatingBulletinsController {

    private static final String KEY = "desk.rating-bulletins";
    private static final String HREF = "/desk/ratings/bulletins";

    private final Officers officers;
    private final HallSheets sheets;
    private final RatingSheets names;
    private final RatingBulletins written;
    private final Bulletins bulletins;

    RatingBulletinsController(
            Officers officers, HallSheets sheets, RatingSheets names, RatingBulletins written, Bulletins bulletins) {
        this.officers = officers;
        this.sheets = sheets;
        this.names = names;
        this.written = written;
        this.bulletins = bulletins;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        return list(officers.in(DeskArea.RATINGS, staff), Sent.NOTHING);
    }

    private ModelAndView list(Officer officer, Sent sent) {
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Table(
                KEY + ".list",
                List.of(KEY + ".name", KEY + ".standing", KEY + ".feed", KEY + ".receipts"),
                bulletins.recent(officer.region(), Topic.RATINGS, Bulletins.mayIssue(officer)).stream()
                        .map(each -> row(officer, each))
                        .toList(),
                KEY + ".empty"));
        if (Bulletins.mayIssue(officer)) {
            blocks.add(new Sheet.Form(
                    KEY + ".draft",
                    KEY + ".draft-lead",
                    HREF,
                    new Sheet.Fields(KEY, sent.typed())
                            .hidden("key", UUID.randomUUID().toString())
                            .select(
                                    "period",
                                    RatingSheets.picks(names.offered().stream()
                                            .filter(written::isOver)
                                            .toList()))
                            .list(),
                    KEY + ".draft-do",
                    false));
        }
        return sheets.show(officer, DeskArea.RATINGS, KEY, null, sent, blocks);
    }

    private Sheet.Row row(Officer officer, Bulletin one) {
        return Sheet.row(
                Sheet.cell(Sheet.data(one.title())).to(HREF + "/" + one.id()),
                Sheet.cell(Sheet.say(KEY + (one.issued() ? ".published" : ".waits")))
                        .marked(one.issued() ? "ok" : "soon"),
                Sheet.cell(feed(one)),
                RatingSheets.count(
                        bulletins.receipts(officer.region(), one.id()).size()));
    }

    /** Its number in the office system; one that went out without such a system says so. */
    private static Sheet.Said feed(Bulletin one) {
        String number = one.feed();
        if (number != null) {
            return Sheet.plain(number);
        }
        return one.issued() ? Sheet.say(KEY + ".no-feed") : Sheet.plain("—");
    }

    @PostMapping
    ModelAndView draft(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        if (!Bulletins.mayIssue(officer)) {
            throw new AccessDeniedException("Not open to the rated");
        }
        var typed = new Typed(fields);
        try {
            UUID key = typed.id("key");
            written.draft(officer, key, names.period(typed.needed("period")));
            return Page.goTo(HREF + "/" + key);
        } catch (RuleBroken refusal) {
            return list(officer, Sent.refused(typed, refusal, "period"));
        }
    }

    /** What is not approved is not there for whoever does not write it. */
    private Bulletin existing(Officer officer, UUID id) {
        return bulletins
                .find(officer.region(), Topic.RATINGS, id)
                .filter(each -> each.issued() || Bulletins.mayIssue(officer))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/{id}")
    ModelAndView one(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        return one(officer, existing(officer, id), Sent.NOTHING);
    }

    private ModelAndView one(Officer officer, Bulletin one, Sent sent) {
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Links(List.of(
                Sheet.cell(Sheet.say(KEY + ".title")).to(HREF),
                Sheet.cell(Sheet.say(KEY + ".read")).to(DeskArea.BULLETINS.href()))));
        blocks.add(new Sheet.Table(
                KEY + ".text",
                List.of(KEY + ".line"),
                one.body()
                        .lines()
                        .map(line -> Sheet.row(Sheet.cell(Sheet.data(line))))
                        .toList(),
                KEY + ".empty"));
        String base = HREF + "/" + one.id();
        if (!one.issued()) {
            blocks.add(new Sheet.Form(
                    KEY + ".approve", KEY + ".approve-lead", base + "/approve", List.of(), KEY + ".approve-do", false));
        } else if (Bulletins.mayIssue(officer)) {
            blocks.add(new Sheet.Table(
                    KEY + ".receipts",
                    List.of("desk.talk.department", KEY + ".reader", "desk.ratings.at"),
                    bulletins.receipts(officer.region(), one.id()).stream()
                            .map(each -> receipt(officer, each))
                            .toList(),
                    KEY + ".unread"));
        }
        return sheets.show(officer, DeskArea.RATINGS, KEY + ".one", null, sent, blocks);
    }

    private Sheet.Row receipt(Officer officer, Receipt receipt) {
        return Sheet.row(
                Sheet.cell(names.unit(officer.region(), receipt.unit())),
                Sheet.cell(names.staff(receipt.by())),
                RatingSheets.day(receipt.at()));
    }

    @PostMapping("/{id}/approve")
    ModelAndView approve(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        Bulletin one = existing(officer, id);
        if (!Bulletins.mayIssue(officer)) {
            throw new AccessDeniedException("Not open to the rated");
        }
        try {
            bulletins.approve(officer, Topic.RATINGS, id);
            return Page.goTo(HREF + "/" + id);
        } catch (RuleBroken refusal) {
            return one(officer, one, new Sent(Map.of(), Sheet.Refusal.of(refusal, "")));
        }
    }
}
