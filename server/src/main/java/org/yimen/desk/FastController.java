package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.yimen.application.FastLanes;
import org.yimen.application.Lane;
import org.yimen.application.Lanes;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Dictionaries.ShortLimit;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Block;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 绿色通道与急件: what goes first and why, who asks for it, who says yes, and how much of it there is. */
@Controller
@RequestMapping("/desk/fast")
class FastController {

    private static final String KEY = "desk.fast";
    private static final String HREF = DeskArea.FAST.href();

    private final Officers officers;
    private final OpenCases cases;
    private final HallSheets sheets;
    private final FastLanes fast;
    private final Lanes lanes;
    private final WorkLists lists;
    private final Entities entities;
    private final Directory directory;

    FastController(
            Officers officers,
            OpenCases cases,
            HallSheets sheets,
            FastLanes fast,
            Lanes lanes,
            WorkLists lists,
            Entities entities,
            Directory directory) {
        this.officers = officers;
        this.cases = cases;
        this.sheets = sheets;
        this.fast = fast;
        this.lanes = lanes;
        this.lists = lists;
        this.entities = entities;
        this.directory = directory;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        Officer officer = officers.in(DeskArea.FAST, staff);
        boolean known = List.of("asked", "yes", "no", "entered", "ended").contains(done);
        return page(officer, known ? Sheet.say(KEY + ".done-" + done) : null, Sent.NOTHING);
    }

    /** Somebody who sees the case asks that it goes first. */
    @PostMapping
    ModelAndView ask(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, fields, "case", "asked", (officer, typed) -> {
            Summary file = CaseNumber.parse(typed.needed("case"))
                    .flatMap(number -> lists.byNumber(officer.region(), number.toString()))
                    .filter(found -> sees(officer, found))
                    .orElseThrow(() -> Typed.flaw("desk.consults.no-case", "case"));
            fast.ask(
                    officer,
                    file.id().value(),
                    typed.constant("kind", Lane.Kind.class),
                    typed.needed("reason"),
                    typed.id("key"));
        });
    }

    /** Somebody else says yes or no, with his reason. */
    @PostMapping("/decide")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        boolean yes = new Typed(fields).text("word").equals("yes");
        return step(
                staff,
                fields,
                "request",
                yes ? "yes" : "no",
                (officer, typed) -> fast.decide(officer, typed.id("request"), yes, typed.needed("note")));
    }

    /** 重点项目, 重点企业: by credit code, with the paper that names it. */
    @PostMapping("/holders")
    ModelAndView enter(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, fields, "code", "entered", (officer, typed) -> {
            UUID holder = CreditCode.parse(typed.needed("code"))
                    .flatMap(entities::find)
                    .map(LegalEntity::id)
                    .orElseThrow(() -> Typed.flaw(KEY + ".no-firm", "code"));
            fast.enter(
                    officer,
                    holder,
                    typed.constant("ground", Lane.Ground.class),
                    typed.needed("basis"),
                    typed.id("key"));
        });
    }

    @PostMapping("/holders/end")
    ModelAndView end(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, fields, "holder", "ended", (officer, typed) -> fast.end(officer, typed.id("holder")));
    }

    private interface Step {
        void take(Officer officer, Typed typed);
    }

    private ModelAndView step(
            StaffMember staff, MultiValueMap<String, String> fields, String field, String done, Step step) {
        Officer officer = officers.in(DeskArea.FAST, staff);
        var typed = new Typed(fields);
        try {
            step.take(officer, typed);
            return Page.goTo(HREF + "?done=" + done);
        } catch (RuleBroken refusal) {
            return page(officer, null, Sent.refused(typed, refusal, field));
        }
    }

    /** Of other departments' cases nobody hears here either, nor of one that he keeps out of. */
    private boolean sees(Officer officer, Summary file) {
        return officers.opens(officer, file) && cases.isFree(officer, file.id());
    }

    private ModelAndView page(Officer officer, Sheet.@Nullable Said done, Sent sent) {
        String region = officer.region();
        List<Lanes.Request> open = lanes.open(region);
        List<Lanes.Admission> recent = lanes.recent(region, Lanes.MOST);
        Map<UUID, Summary> cases = lists
                .byIds(
                        region,
                        Stream.concat(
                                        open.stream().map(Lanes.Request::caseId),
                                        recent.stream().map(Lanes.Admission::caseId))
                                .distinct()
                                .limit(WorkLists.MOST)
                                .toList())
                .entrySet()
                .stream()
                .filter(each -> sees(officer, each.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<Lanes.Request> seen = open.stream()
                .filter(request -> cases.containsKey(request.caseId()))
                .toList();
        var blocks = new ArrayList<Block>();
        if (officer.watchesAll() || officer.holdsAny("head")) {
            blocks.add(shares(region));
        }
        blocks.add(requests(seen, cases));
        decision(officer, seen, cases, sent).ifPresent(blocks::add);
        blocks.add(admissions(recent, cases));
        blocks.add(new Sheet.Form(
                KEY + ".ask",
                KEY + ".ask-lead",
                HREF,
                new Sheet.Fields(KEY, sent.typed())
                        .hidden("key", UUID.randomUUID().toString())
                        .text("case")
                        .select(
                                "kind",
                                Stream.of(Lane.Kind.values())
                                        .map(kind -> new Pick(kind.name(), kind(kind)))
                                        .toList())
                        .area("reason")
                        .list(),
                KEY + ".ask-do",
                false));
        if (officer.holdsAny("director")) {
            blocks.add(holders(region));
            blocks.add(entry(sent));
        }
        return sheets.show(officer, DeskArea.FAST, KEY, done, sent, blocks);
    }

    private Block shares(String region) {
        return new Sheet.Table(
                KEY + ".shares",
                List.of(KEY + ".department", KEY + ".approved", KEY + ".cases", KEY + ".ratio", KEY + ".cap"),
                fast.shares(region).stream()
                        .map(share -> Sheet.row(
                                Sheet.cell(department(share.department())),
                                Sheet.cell(Sheet.plain(Long.toString(share.approved())))
                                        .marked(share.isFull() ? "late" : "ok"),
                                Sheet.cell(Sheet.plain(Long.toString(share.cases()))),
                                Sheet.cell(Sheet.plain(share.ratio().percent() + "%")),
                                Sheet.cell(Sheet.plain(Long.toString(share.cap())))))
                        .toList(),
                KEY + ".shares-empty");
    }

    private Block requests(List<Lanes.Request> open, Map<UUID, Summary> cases) {
        return new Sheet.Table(
                KEY + ".requests",
                List.of(KEY + ".case", KEY + ".kind", KEY + ".reason", KEY + ".requester", KEY + ".at"),
                open.stream()
                        .flatMap(request -> Optional.ofNullable(cases.get(request.caseId())).stream()
                                .map(file -> Sheet.row(
                                        file(file),
                                        Sheet.cell(kind(request.kind())),
                                        Sheet.cell(Sheet.data(request.reason())),
                                        Sheet.cell(sheets.staff(request.requester())),
                                        Sheet.cell(Sheet.say("hall.moment", request.at())))))
                        .toList(),
                KEY + ".requests-empty");
    }

    /** For whoever may say yes to something here: a head for his department, the director for all, never to his own wish. */
    private Optional<Block> decision(Officer officer, List<Lanes.Request> open, Map<UUID, Summary> cases, Sent sent) {
        List<Pick> mine = open.stream()
                .filter(request -> !request.requester().equals(officer.id()))
                .filter(request -> officer.holds(request.department() + "/head") || officer.holdsAny("director"))
                .flatMap(request -> Optional.ofNullable(cases.get(request.caseId())).stream()
                        .map(file -> new Pick(request.id().toString(), Sheet.plain(file.number()))))
                .toList();
        return mine.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sheet.Form(
                        KEY + ".decide",
                        KEY + ".decide-lead",
                        HREF + "/decide",
                        new Sheet.Fields(KEY, sent.typed())
                                .select("request", mine)
                                .select(
                                        "word",
                                        List.of(
                                                new Pick("yes", Sheet.say(KEY + ".yes")),
                                                new Pick("no", Sheet.say(KEY + ".no"))))
                                .area("note")
                                .list(),
                        KEY + ".decide-do",
                        false));
    }

    private Block admissions(List<Lanes.Admission> recent, Map<UUID, Summary> cases) {
        return new Sheet.Table(
                KEY + ".lane",
                List.of(
                        KEY + ".case",
                        KEY + ".kind",
                        KEY + ".ground",
                        KEY + ".reason",
                        KEY + ".used",
                        KEY + ".by",
                        KEY + ".at"),
                recent.stream()
                        .flatMap(admission -> Optional.ofNullable(cases.get(admission.caseId())).stream()
                                .map(file -> Sheet.row(
                                        file(file),
                                        Sheet.cell(kind(admission.lane().kind())),
                                        Sheet.cell(ground(admission.lane().ground())),
                                        Sheet.cell(reason(admission.lane())),
                                        Sheet.cell(used(admission, file)),
                                        admission.lane().ground().isRule()
                                                ? Sheet.cell(Sheet.say(KEY + ".rule"))
                                                : Sheet.cell(sheets.staff(admission.admittedBy())),
                                        Sheet.cell(Sheet.say("hall.moment", admission.at())))))
                        .toList(),
                KEY + ".lane-empty");
    }

    /** Days used of the short limit, and what orders that; a dash where the item has none, or it was not accepted. */
    private Sheet.Said used(Lanes.Admission admission, Summary file) {
        Integer days = admission.lane().days();
        return days == null
                ? Sheet.plain("—")
                : fast.used(file.id())
                        .map(reading -> Sheet.say(
                                KEY + (reading.isLate() ? ".used-late" : ".used-of"),
                                reading.used(),
                                days,
                                fast.limit(file.subject().code())
                                        .map(ShortLimit::basis)
                                        .orElse("")))
                        .orElse(Sheet.plain("—"));
    }

    /** Of a special group the ground says it all. */
    private static Sheet.Said reason(Lane lane) {
        return lane.ground() == Lane.Ground.SPECIAL_PERSON ? Sheet.plain("—") : Sheet.data(lane.reason());
    }

    private Block holders(String region) {
        return new Sheet.Table(
                KEY + ".holders",
                List.of(KEY + ".firm", KEY + ".ground", KEY + ".basis", KEY + ".at"),
                lanes.holders(region).stream()
                        .map(holder -> {
                            var firm = Sheet.data(entities.find(holder.holder())
                                    .map(LegalEntity::name)
                                    .orElse("—"));
                            return new Sheet.Row(
                                    List.of(
                                            Sheet.cell(firm),
                                            Sheet.cell(ground(holder.ground())),
                                            Sheet.cell(Sheet.data(holder.basis())),
                                            Sheet.cell(Sheet.say("hall.moment", holder.enteredAt()))),
                                    List.of(new Sheet.Button(
                                            KEY + ".end",
                                            HREF + "/holders/end",
                                            Map.of("holder", holder.id().toString()),
                                            firm,
                                            false)));
                        })
                        .toList(),
                KEY + ".holders-empty");
    }

    private Block entry(Sent sent) {
        return new Sheet.Form(
                KEY + ".enter",
                KEY + ".enter-lead",
                HREF + "/holders",
                new Sheet.Fields(KEY, sent.typed())
                        .hidden("key", UUID.randomUUID().toString())
                        .text("code")
                        .select(
                                "ground",
                                Stream.of(Lane.Ground.KEY_PROJECT, Lane.Ground.MAJOR_ENTERPRISE)
                                        .map(each -> new Pick(each.name(), ground(each)))
                                        .toList())
                        .text("basis")
                        .list(),
                KEY + ".enter-do",
                false);
    }

    private Sheet.Cell file(Summary file) {
        return Sheet.cell(Sheet.plain(file.number()))
                .to("/desk/cases/" + file.id().value())
                .over(Sheet.cell(sheets.item(file.subject().code())));
    }

    private Sheet.Said department(String code) {
        return Sheet.data(directory.department(code).shortName());
    }

    private static Sheet.Said kind(Lane.Kind kind) {
        return Sheet.say("application.lane." + kind.name().toLowerCase(Locale.ROOT));
    }

    private static Sheet.Said ground(Lane.Ground ground) {
        return HallSheets.named("application.lane.ground-", ground);
    }
}
