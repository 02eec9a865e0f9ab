package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.yimen.desk.HallSheets.Sent;
import org.yimen.hall.Door;
import org.yimen.hall.HallRuleBroken;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.HomeVisits;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.identity.Masks;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Block;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 帮办与上门服务: who of the staff goes with whom in the hall, and who goes to whose home. */
@Controller
@RequestMapping("/desk/helping")
class HelpingController {

    private static final String KEY = "hall.helping";
    private static final String HREF = DeskArea.HELPING.href();
    private static final String MANAGER = "hall";

    private final Officers officers;
    private final HallSheets sheets;
    private final Tickets tickets;
    private final HomeVisits visits;
    private final SpecialGroups specials;
    private final Counter counter;

    HelpingController(
            Officers officers,
            HallSheets sheets,
            Tickets tickets,
            HomeVisits visits,
            SpecialGroups specials,
            Counter counter) {
        this.counter = counter;
        this.officers = officers;
        this.sheets = sheets;
        this.tickets = tickets;
        this.visits = visits;
        this.specials = specials;
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        Sheet.Said said = done.isEmpty() ? null : Sheet.say(KEY + ".done");
        return page(officers.in(DeskArea.HELPING, staff), said, Sent.NOTHING);
    }

    /** The hall manager names who goes with a visitor. */
    @PostMapping("/tickets")
    ModelAndView helper(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                fields,
                "ticket",
                true,
                (officer, typed) ->
                        tickets.assignHelper(officer.region(), typed.id("ticket"), typed.id("helper"), officer.id()));
    }

    /** The hall manager names who goes to somebody's home. */
    @PostMapping("/visits/assign")
    ModelAndView assign(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                fields,
                "visit",
                true,
                (officer, typed) ->
                        visits.assign(officer.region(), typed.id("visit"), typed.id("visit-helper"), officer.id()));
    }

    @PostMapping("/visits/accept")
    ModelAndView accept(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                fields,
                "visit",
                false,
                (officer, typed) -> visits.accept(officer.region(), typed.id("visit"), officer.id()));
    }

    @PostMapping("/visits/decline")
    ModelAndView decline(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                fields,
                "visit",
                false,
                (officer, typed) -> visits.decline(officer.region(), typed.id("visit"), officer.id()));
    }

    @PostMapping("/visits/done")
    ModelAndView finish(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(
                staff,
                fields,
                "note",
                false,
                (officer, typed) ->
                        visits.done(officer.region(), typed.id("mine"), officer.id(), typed.needed("note")));
    }

    /** For somebody who calls, or whose family comes. */
    @PostMapping("/visits")
    ModelAndView ask(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        return step(staff, fields, "number", false, (officer, typed) -> {
            UUID person = counter.lookedUp(officer, typed, "number");
            visits.ask(
                    officer.region(),
                    new HomeVisits.Wish(
                            person,
                            person,
                            typed.maybe("item").orElse(null),
                            null,
                            typed.date("on"),
                            typed.constant("half", HomeVisit.Half.class),
                            typed.needed("address"),
                            Door.HOTLINE,
                            officer.id(),
                            typed.id("key")));
        });
    }

    private interface Step {
        void take(Officer officer, Typed typed);
    }

    private ModelAndView step(
            StaffMember staff, MultiValueMap<String, String> fields, String field, boolean managers, Step step) {
        Officer officer = officers.in(DeskArea.HELPING, staff);
        var typed = new Typed(fields);
        try {
            if (managers && !officer.holdsAny(MANAGER)) {
                throw new HallRuleBroken("hall.helping.manager");
            }
            step.take(officer, typed);
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(officer, null, Sent.refused(typed, refusal, field));
        }
    }

    private ModelAndView page(Officer officer, Sheet.@Nullable Said done, Sent sent) {
        String region = officer.region();
        List<Ticket> waiting = tickets.special(region);
        List<HomeVisit> open = visits.open(region);
        Map<UUID, Set<SpecialGroup>> groups = specials.of(Stream.concat(
                        waiting.stream().map(Ticket::person).flatMap(Stream::ofNullable),
                        open.stream().map(HomeVisit::person))
                .collect(Collectors.toSet()));
        var blocks = new ArrayList<Block>();
        blocks.add(new Sheet.Table(
                KEY + ".waiting",
                List.of("hall.field.number", "hall.field.group", KEY + ".special", KEY + ".helper"),
                waiting.stream().map(ticket -> row(ticket, groups)).toList(),
                KEY + ".waiting-empty"));
        boolean manager = officer.holdsAny(MANAGER);
        if (manager && !waiting.isEmpty()) {
            blocks.add(new Sheet.Form(
                    KEY + ".assign",
                    null,
                    HREF + "/tickets",
                    new Sheet.Fields(KEY, sent.typed())
                            .select(
                                    "ticket",
                                    waiting.stream()
                                            .map(ticket ->
                                                    new Pick(ticket.id().toString(), Sheet.plain(ticket.number())))
                                            .toList())
                            .select("helper", sheets.helpers(region))
                            .list(),
                    KEY + ".assign-do",
                    false));
        }
        blocks.add(new Sheet.Table(
                KEY + ".visits",
                List.of(
                        "hall.field.time",
                        "hall.field.person",
                        KEY + ".special",
                        KEY + ".address",
                        KEY + ".helper",
                        "hall.field.state"),
                open.stream().map(visit -> row(officer, visit, groups)).toList(),
                KEY + ".visits-empty"));
        forms(officer, open, sent, blocks);
        return sheets.show(officer, DeskArea.HELPING, KEY, done, sent, blocks);
    }

    private void forms(Officer officer, List<HomeVisit> open, Sent sent, List<Block> blocks) {
        List<Pick> unassigned = picks(open.stream()
                .filter(visit -> visit.state() == HomeVisit.State.ASKED || visit.state() == HomeVisit.State.ASSIGNED)
                .toList());
        if (officer.holdsAny(MANAGER) && !unassigned.isEmpty()) {
            blocks.add(new Sheet.Form(
                    KEY + ".send",
                    null,
                    HREF + "/visits/assign",
                    new Sheet.Fields(KEY, sent.typed())
                            .select("visit", unassigned)
                            .select("visit-helper", sheets.helpers(officer.region()))
                            .list(),
                    KEY + ".send-do",
                    false));
        }
        List<Pick> mine = picks(open.stream()
                .filter(visit -> visit.state() == HomeVisit.State.ACCEPTED
                        && officer.id().equals(visit.helper()))
                .toList());
        if (!mine.isEmpty()) {
            blocks.add(new Sheet.Form(
                    KEY + ".finish",
                    null,
                    HREF + "/visits/done",
                    new Sheet.Fields(KEY, sent.typed())
                            .select("mine", mine)
                            .area("note")
                            .list(),
                    KEY + ".finish-do",
                    false));
        }
        blocks.add(new Sheet.Form(
                KEY + ".ask",
                KEY + ".ask-lead",
                HREF + "/visits",
                new Sheet.Fields(KEY, sent.typed())
                        .hidden("key", UUID.randomUUID().toString())
                        .text("number")
                        .select("item", sheets.items())
                        .date("on")
                        .select(
                                "half",
                                Stream.of(HomeVisit.Half.values())
                                        .map(half -> new Pick(half.name(), HallSheets.named("hall.half.", half)))
                                        .toList())
                        .text("address")
                        .list(),
                KEY + ".ask-do",
                false));
    }

    private List<Pick> picks(List<HomeVisit> some) {
        return some.stream()
                .map(visit -> new Pick(
                        visit.id().toString(),
                        Sheet.say(KEY + ".visit-of", visit.wishedOn(), sheets.person(visit.person()))))
                .toList();
    }

    private Sheet.Row row(Ticket ticket, Map<UUID, Set<SpecialGroup>> groups) {
        return Sheet.row(
                Sheet.cell(Sheet.plain(ticket.number())),
                Sheet.cell(sheets.group(ticket.region(), ticket.group())),
                Sheet.cell(special(ticket.person(), ticket.specialKind(), groups)),
                ticket.helper() == null
                        ? Sheet.cell(Sheet.say(ticket.wantsHelper() ? KEY + ".wanted" : KEY + ".not-wanted"))
                                .marked(ticket.wantsHelper() ? "soon" : "ok")
                        : Sheet.cell(sheets.staff(ticket.helper())));
    }

    private static Sheet.Said special(
            @Nullable UUID person, @Nullable String seen, Map<UUID, Set<SpecialGroup>> groups) {
        Set<SpecialGroup> known = person == null ? Set.of() : groups.getOrDefault(person, Set.of());
        Stream<SpecialGroup> all =
                Stream.concat(known.stream(), Stream.ofNullable(seen).map(SpecialGroup::valueOf));
        return Sheet.list(all.distinct()
                .sorted()
                .map(group -> HallSheets.named("identity.special.", group))
                .toList());
    }

    /** Who goes there reads where; everybody else only the street. */
    private Sheet.Row row(Officer officer, HomeVisit visit, Map<UUID, Set<SpecialGroup>> groups) {
        boolean mine = officer.id().equals(visit.helper());
        var fields = Map.of("visit", visit.id().toString());
        var about = sheets.person(visit.person());
        var buttons = mine && visit.state() == HomeVisit.State.ASSIGNED
                ? List.of(
                        new Sheet.Button(KEY + ".accept", HREF + "/visits/accept", fields, about, false),
                        new Sheet.Button(KEY + ".decline", HREF + "/visits/decline", fields, about, false))
                : List.<Sheet.Button>of();
        boolean goes = mine && visit.state() == HomeVisit.State.ACCEPTED;
        return new Sheet.Row(
                List.of(
                        Sheet.cell(Sheet.day(visit.wishedOn()))
                                .over(Sheet.cell(HallSheets.named("hall.half.", visit.half()))),
                        Sheet.cell(about).over(Sheet.cell(sheets.item(visit.item()))),
                        Sheet.cell(special(visit.person(), null, groups)),
                        Sheet.cell(Sheet.data(goes ? visit.address() : Masks.address(visit.address()))),
                        Sheet.cell(sheets.staff(visit.helper())),
                        Sheet.cell(HallSheets.named("hall.home.state-", visit.state()))),
                buttons);
    }
}
