package org.yimen.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.yimen.application.web.EventWords;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.supervision.Accountabilities;
import org.yimen.supervision.Accountability;
import org.yimen.supervision.Accountability.Ground;

/** 违诺追究: the department explains a missed promise, supervision finds. */
@Controller
@RequestMapping("/desk/accountability")
class AccountabilityController {

    private final Officers officers;
    private final Accountabilities accountabilities;
    private final WorkLists lists;
    private final EventWords events;
    private final InstantSource time;

    AccountabilityController(
            Officers officers,
            Accountabilities accountabilities,
            WorkLists lists,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.accountabilities = accountabilities;
        this.lists = lists;
        this.events = events;
        this.time = time;
    }

    @GetMapping
    ModelAndView all(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.ACCOUNTABILITY, staff);
        return Page.show(
                "desk/accountability",
                new AccountabilityPage(
                        officers.frame(officer, DeskArea.ACCOUNTABILITY.href()),
                        CityTime.day(time.instant()),
                        accountabilities.recent(officer.region(), seesAll(officer), departments(officer)).stream()
                                .filter(each -> opensTo(officer, each))
                                .toList(),
                        events));
    }

    @GetMapping("/{id}")
    ModelAndView one(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.ACCOUNTABILITY, staff);
        return page(officer, existing(officer, id), "", null);
    }

    /** The department says how it came to that. */
    @PostMapping("/{id}/explanation")
    ModelAndView explain(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String text) {
        Officer officer = officers.in(DeskArea.ACCOUNTABILITY, staff);
        var _ = existing(officer, id);
        try {
            accountabilities.explain(officer, id, text);
        } catch (RuleBroken refusal) {
            return page(officer, existing(officer, id), text, refusal);
        }
        return Page.goTo("/desk/accountability/" + id);
    }

    @PostMapping("/{id}/finding")
    ModelAndView find(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam boolean upheld,
            @RequestParam(defaultValue = "") String text) {
        Officer officer = officers.in(DeskArea.ACCOUNTABILITY, staff);
        var _ = existing(officer, id);
        try {
            accountabilities.find(officer, id, upheld, text);
        } catch (RuleBroken refusal) {
            return page(officer, existing(officer, id), text, refusal);
        }
        return Page.goTo("/desk/accountability/" + id);
    }

    private ModelAndView page(Officer officer, Accountability of, String typed, @Nullable RuleBroken refusal) {
        Map<UUID, Summary> cases = lists.byIds(officer.region(), List.of(of.caseId()));
        Summary file = cases.get(of.caseId());
        return Page.show(
                "desk/accountability-one",
                new AccountabilityPage.One(
                        officers.frame(officer, DeskArea.ACCOUNTABILITY.href()),
                        CityTime.day(time.instant()),
                        of,
                        events,
                        file != null && officers.opens(officer, file),
                        Accountabilities.mayExplain(officer, of),
                        Accountabilities.mayFind(officer, of),
                        UUID.randomUUID(),
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Another department's is not there. */
    private Accountability existing(Officer officer, UUID id) {
        return accountabilities
                .of(officer.region(), id)
                .filter(each -> seesAll(officer) || departments(officer).contains(each.department()))
                .filter(each -> opensTo(officer, each))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @Guard
    private static boolean seesAll(Officer officer) {
        return officer.watchesAll();
    }

    /** What somebody's conduct cost is for the head of his unit, and for nobody else there. */
    private static boolean opensTo(Officer officer, Accountability of) {
        return of.ground() == Ground.PROMISE || seesAll(officer) || officer.holds(of.department() + "/head");
    }

    private static List<String> departments(Officer officer) {
        return officer.departmentsAs("chief", "head");
    }
}
