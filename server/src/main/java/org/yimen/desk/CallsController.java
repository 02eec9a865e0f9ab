package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Drafts;
import org.yimen.audit.AuditLog;
import org.yimen.casework.WorkLists;
import org.yimen.hall.Call;
import org.yimen.hall.Calls;
import org.yimen.hall.HallRuleBroken;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.identity.Accesses;
import org.yimen.identity.People;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Unit;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;

/** 叫号与到号即办理: one click calls the next number and opens its person, with what he gave ahead, at the window. */
@Controller
@RequestMapping("/desk/window")
class CallsController {

    private static final String HREF = DeskArea.WINDOW.href();

    private final Officers officers;
    private final Calls calls;
    private final Tickets tickets;
    private final WindowGroups groups;
    private final HallSides sides;
    private final Drafts drafts;
    private final WorkLists lists;
    private final Directory directory;
    private final People people;
    private final Accesses accesses;
    private final Arrivals arrivals;
    private final AtTheWindow atTheWindow;
    private final AuditLog audit;

    CallsController(
            Officers officers,
            Calls calls,
            Tickets tickets,
            WindowGroups groups,
            HallSides sides,
            Drafts drafts,
            WorkLists lists,
            Directory directory,
            People people,
            Accesses accesses,
            Arrivals arrivals,
            AtTheWindow atTheWindow,
            AuditLog audit) {
        this.officers = officers;
        this.calls = calls;
        this.tickets = tickets;
        this.groups = groups;
        this.sides = sides;
        this.drafts = drafts;
        this.lists = lists;
        this.directory = directory;
        this.people = people;
        this.accesses = accesses;
        this.arrivals = arrivals;
        this.atTheWindow = atTheWindow;
        this.audit = audit;
    }

    @GetMapping
    ModelAndView window(@AuthenticationPrincipal StaffMember staff, HttpSession session) {
        return page(officers.in(DeskArea.WINDOW, staff), session, null, false);
    }

    /** Sits down at a window. */
    @PostMapping
    ModelAndView sit(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @RequestParam(defaultValue = "") String window) {
        Officer clerk = officers.in(DeskArea.WINDOW, staff);
        if (windows(clerk).stream().noneMatch(each -> each.code().equals(window))) {
            return page(clerk, session, new HallRuleBroken("hall.call.no-window"), false);
        }
        HallSides.sitAt(session, window);
        return Page.goTo(HREF);
    }

    /** Takes the visitor over whom a colleague left at this window. */
    @PostMapping("/take-over")
    ModelAndView takeOver(@AuthenticationPrincipal StaffMember staff, HttpSession session) {
        Officer clerk = officers.in(DeskArea.WINDOW, staff);
        try {
            sides.window(clerk, session).ifPresent(window -> calls.takeOver(clerk.region(), window, clerk.id()));
        } catch (HallRuleBroken refusal) {
            return page(clerk, session, refusal, false);
        }
        return Page.goTo(HREF);
    }

    @PostMapping("/next")
    ModelAndView next(@AuthenticationPrincipal StaffMember staff, HttpSession session) {
        Officer clerk = officers.in(DeskArea.WINDOW, staff);
        Optional<String> window = sides.window(clerk, session);
        if (window.isEmpty()) {
            return page(clerk, session, new HallRuleBroken("hall.call.no-window"), false);
        }
        if (!calls.standsAt(clerk, window.get())) {
            return page(clerk, session, new HallRuleBroken("hall.call.not-his"), false);
        }
        try {
            Optional<Call> called = calls.next(clerk.region(), window.get(), clerk.id());
            return called.isPresent() ? open(clerk, session, called.get()) : page(clerk, session, null, true);
        } catch (HallRuleBroken refusal) {
            return page(clerk, session, refusal, false);
        }
    }

    @PostMapping("/{call}/again")
    ModelAndView again(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID call) {
        return step(staff, session, call, found -> calls.again(found.region(), found.id()));
    }

    /** 过号. */
    @PostMapping("/{call}/pass")
    ModelAndView pass(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID call) {
        return step(staff, session, call, found -> calls.noShow(found.region(), found.id()));
    }

    @PostMapping("/{call}/transfer")
    ModelAndView transfer(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID call,
            @RequestParam(defaultValue = "") String group) {
        return step(staff, session, call, found -> calls.transfer(found.region(), found.id(), group));
    }

    /** The visitor is served; of the cases only his own count. */
    @PostMapping("/{call}/done")
    ModelAndView done(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID call,
            @RequestParam(required = false) @Nullable List<UUID> cases) {
        List<UUID> ticked = cases == null ? List.of() : cases;
        return step(staff, session, call, found -> {
            Set<UUID> own = own(found);
            calls.done(
                    found.region(),
                    found.id(),
                    ticked.stream().filter(own::contains).toList());
        });
    }

    private Set<UUID> own(Call call) {
        UUID holder = call.ticket().holder();
        if (holder == null) {
            return Set.of();
        }
        var own = drafts.of(holder).stream().map(draft -> draft.id()).collect(Collectors.toSet());
        lists.ofApplicant(
                        call.region(),
                        ApplicationDesk.KIND,
                        holder,
                        call.calledAt().plus(Duration.ofDays(1)),
                        WorkLists.MOST)
                .forEach(file -> own.add(file.id().value()));
        return own;
    }

    private ModelAndView step(StaffMember staff, HttpSession session, UUID id, Consumer<Call> act) {
        Officer clerk = officers.in(DeskArea.WINDOW, staff);
        Call call = calls.find(clerk.region(), id)
                .filter(found -> found.clerk().equals(clerk.id()))
                .filter(found -> sides.window(clerk, session)
                        .filter(found.window()::equals)
                        .isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            act.accept(call);
            return Page.goTo(HREF);
        } catch (HallRuleBroken refusal) {
            return page(clerk, session, refusal, false);
        }
    }

    /** The person and what he gave ahead; the log and he himself can read that he was opened. */
    private ModelAndView open(Officer clerk, HttpSession session, Call call) {
        UUID holder = call.ticket().holder();
        if (holder == null) {
            return Page.goTo(HREF);
        }
        atTheWindow.found(session, holder);
        if (arrivals.vouches(call.ticket())) {
            atTheWindow.called(session, holder, call);
        }
        if (people.find(holder).isPresent()) {
            accesses.lookedUp(holder, Counter.atWindow(clerk));
        }
        audit.record(
                clerk.region(),
                clerk.id().toString(),
                "desk.intake-lookup",
                holder.toString(),
                Map.of("what", "called"));
        arrivals.called(clerk, call.ticket());
        return Page.goTo(DeskArea.INTAKE.href() + "/of/" + holder);
    }

    private ModelAndView page(Officer clerk, HttpSession session, @Nullable RuleBroken refusal, boolean nobody) {
        String region = clerk.region();
        Optional<HallSide.Turn> turn = sides.turn(clerk, session);
        Unit.Window window = sides.window(clerk, session)
                .flatMap(code -> directory.unit(region, code))
                .map(unit -> unit instanceof Unit.Window found ? found : null)
                .orElse(null);
        return Page.show(
                "desk/window",
                new CallPage(
                        officers.frame(clerk, HREF),
                        window,
                        windows(clerk),
                        queues(region, window),
                        sides.standingIn(clerk, session),
                        turn.orElse(null),
                        turn.map(each -> each.call().ticket().holder()).orElse(null),
                        sides.colleague(clerk, session).map(Staff::name).orElse(null),
                        refusal,
                        nobody),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<Tickets.Queue> queues(String region, Unit.@Nullable Window window) {
        if (window == null) {
            return List.of();
        }
        var waiting = tickets.waiting(region);
        var queues = new ArrayList<Tickets.Queue>();
        for (WindowGroup group : groups.ofWindow(region, window.code())) {
            queues.add(new Tickets.Queue(group, (int) waiting.stream()
                    .filter(ticket -> ticket.group().equals(group.code()))
                    .count()));
        }
        return queues;
    }

    /** The windows of the region that call from any group. */
    private List<Unit.Window> windows(Officer clerk) {
        Set<String> called = groups.open(clerk.region()).stream()
                .flatMap(group -> group.windows().stream())
                .collect(Collectors.toSet());
        return directory.units(clerk.region()).stream()
                .filter(Unit.Window.class::isInstance)
                .map(Unit.Window.class::cast)
                .filter(window -> called.contains(window.code()))
                .toList();
    }
}
