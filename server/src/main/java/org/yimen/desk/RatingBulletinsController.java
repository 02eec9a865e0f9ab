package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.rating.RatingBulletins;
import org.yimen.rating.RatingBulletins.Bulletin;

/** 评价通报: supervision has it written from the figures, another approves it, each department's head says that he has read it. */
@Controller
@RequestMapping("/desk/ratings/bulletins")
class RatingBulletinsController {

    private static final String KEY = "desk.rating-bulletins";
    private static final String HREF = "/desk/ratings/bulletins";

    private final Officers officers;
    private final HallSheets sheets;
    private final RatingSheets names;
    private final RatingBulletins bulletins;

    RatingBulletinsController(Officers officers, HallSheets sheets, RatingSheets names, RatingBulletins bulletins) {
        this.officers = officers;
        this.sheets = sheets;
        this.names = names;
        this.bulletins = bulletins;
    }

    private static boolean writes(Officer officer) {
        return officer.holdsAny("supervisor") || officer.holdsAny("director");
    }

    private static List<String> headed(Officer officer) {
        return officer.posts().stream()
                .filter(post -> post.endsWith("/head"))
                .map(post -> post.substring(0, post.indexOf('/')))
                .sorted()
                .toList();
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
                bulletins.recent(officer.region(), writes(officer)).stream()
                        .map(each -> row(officer, each))
                        .toList(),
                KEY + ".empty"));
        if (writes(officer)) {
            blocks.add(new Sheet.Form(
                    KEY + ".draft",
                    KEY + ".draft-lead",
                    HREF,
                    new Sheet.Fields(KEY, sent.typed())
                            .hidden("key", UUID.randomUUID().toString())
                            .select("period", names.periods())
                            .list(),
                    KEY + ".draft-do",
                    false));
        }
        return sheets.show(officer, DeskArea.RATINGS, KEY, null, sent, blocks);
    }

    private Sheet.Row row(Officer officer, Bulletin one) {
        return Sheet.row(
                Sheet.cell(Sheet.data(one.title())).to(HREF + "/" + one.id()),
                Sheet.cell(Sheet.say(KEY + (one.published() ? ".published" : ".waits")))
                        .marked(one.published() ? "ok" : "soon"),
                Sheet.cell(Sheet.plain(one.feed() == null ? "—" : one.feed())),
                RatingSheets.count(
                        bulletins.receipts(officer.region(), one.id()).size()));
    }

    @PostMapping
    ModelAndView draft(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        if (!writes(officer)) {
            throw new AccessDeniedException("Not open to the rated");
        }
        var typed = new Typed(fields);
        try {
            UUID key = typed.id("key");
            bulletins.draft(officer, key, names.period(typed.needed("period")));
            return Page.goTo(HREF + "/" + key);
        } catch (RuleBroken refusal) {
            return list(officer, Sent.refused(typed, refusal, "period"));
        }
    }

    /** What is not approved is not there for whoever does not write it. */
    private Bulletin existing(Officer officer, UUID id) {
        return bulletins
                .find(officer.region(), id)
                .filter(each -> each.published() || writes(officer))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/{id}")
    ModelAndView one(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        return one(officer, existing(officer, id), Sent.NOTHING);
    }

    private ModelAndView one(Officer officer, Bulletin one, Sent sent) {
        List<RatingBulletins.Receipt> receipts = bulletins.receipts(officer.region(), one.id());
        var read = receipts.stream().map(RatingBulletins.Receipt::department).collect(Collectors.toSet());
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Links(List.of(Sheet.cell(Sheet.say(KEY + ".title")).to(HREF))));
        blocks.add(new Sheet.Table(
                KEY + ".text",
                List.of(KEY + ".line"),
                one.lines().stream()
                        .map(line -> Sheet.row(Sheet.cell(Sheet.data(line))))
                        .toList(),
                KEY + ".empty"));
        String base = HREF + "/" + one.id();
        if (!one.published()) {
            blocks.add(new Sheet.Form(
                    KEY + ".approve", KEY + ".approve-lead", base + "/approve", List.of(), KEY + ".approve-do", false));
        } else {
            for (String department : headed(officer)) {
                if (!read.contains(department)) {
                    blocks.add(new Sheet.Form(
                            KEY + ".read",
                            KEY + ".read-lead",
                            base + "/read",
                            new Sheet.Fields(KEY, Map.of())
                                    .hidden("department", department)
                                    .list(),
                            KEY + ".read-do",
                            false));
                }
            }
            if (writes(officer)) {
                blocks.add(new Sheet.Table(
                        KEY + ".receipts",
                        List.of("desk.talk.department", KEY + ".reader", "desk.ratings.at"),
                        receipts.stream()
                                .map(each -> Sheet.row(
                                        Sheet.cell(names.unit(officer.region(), each.department())),
                                        Sheet.cell(names.staff(each.by())),
                                        RatingSheets.day(each.at())))
                                .toList(),
                        KEY + ".unread"));
            }
        }
        return sheets.show(officer, DeskArea.RATINGS, KEY + ".one", null, sent, blocks);
    }

    @PostMapping("/{id}/approve")
    ModelAndView approve(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        Bulletin one = existing(officer, id);
        if (!writes(officer)) {
            throw new AccessDeniedException("Not open to the rated");
        }
        try {
            bulletins.approve(officer, id);
            return Page.goTo(HREF + "/" + id);
        } catch (RuleBroken refusal) {
            return one(officer, one, new Sent(Map.of(), Sheet.Refusal.of(refusal, "")));
        }
    }

    /** 已阅, for a department that he heads. */
    @PostMapping("/{id}/read")
    ModelAndView read(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String department) {
        Officer officer = officers.in(DeskArea.RATINGS, staff);
        Bulletin one = existing(officer, id);
        if (!headed(officer).contains(department)) {
            throw new AccessDeniedException("Another department's receipt");
        }
        bulletins.read(officer, one.id(), department);
        return Page.goTo(HREF + "/" + id);
    }
}
