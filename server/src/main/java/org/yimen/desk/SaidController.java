package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
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
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.Command.Withdraw;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.Present;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;

/**
 * 当面表示: what everybody with an account says on his own pages, whoever has none says at the window, himself: that he
 * withdraws, that he asks for a hearing or waives it, that another is to hold it (行政许可法 arts. 47, 48).
 */
@Controller
@RequestMapping("/desk/cases/{id}/said")
class SaidController {

    private static final int LONGEST_REASON = 500;

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final Presence presence;
    private final ApplicationDesk desk;
    private final SpecialProcedures special;
    private final Hearings hearings;
    private final InstantSource time;

    SaidController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            Presence presence,
            ApplicationDesk desk,
            SpecialProcedures special,
            Hearings hearings,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.presence = presence;
        this.desk = desk;
        this.special = special;
        this.hearings = hearings;
        this.time = time;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        var _ = witness(session, view);
        return page(clerk, view, null);
    }

    /** @param reason of his own, where he gives one; another chair needs one */
    @PostMapping("/{act:withdraw|hearing|no-hearing|hearing-back|chair}")
    ModelAndView said(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String act,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String reason) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        Present present = witness(session, view);
        CaseId file = view.file().id();
        try {
            counter.mustNotBeStopped(clerk, id);
            switch (act) {
                case "withdraw" -> {
                    Actor actor = Actor.officer(clerk.id(), Counters.seat(clerk));
                    var _ = desk.act(file, actor, key.value(), null, new Withdraw(cut(reason), present));
                }
                case "hearing-back" -> special.withdrawAtWindow(file, clerk, present);
                case "chair" -> special.askForAnotherChairAtWindow(file, clerk, reason, present);
                default -> special.chooseAtWindow(file, clerk, act.equals("hearing"), present);
            }
        } catch (RuleBroken refusal) {
            return page(clerk, cases.of(clerk, id), refusal);
        }
        return Page.goTo("/desk/cases/" + id + (act.equals("withdraw") ? "" : "/said"));
    }

    private Present witness(HttpSession session, CaseView view) {
        return presence.witness(session, view, "/desk/cases/" + view.file().id().value() + "/said");
    }

    private static String cut(String reason) {
        String said = reason.strip();
        return said.length() <= LONGEST_REASON ? said : said.substring(0, LONGEST_REASON);
    }

    private ModelAndView page(Officer clerk, CaseView view, @Nullable RuleBroken refusal) {
        CaseId id = view.file().id();
        Hearing.Entitled row = hearings.entitled(id).stream()
                .filter(each -> !each.party())
                .findFirst()
                .orElse(null);
        Hearing hearing = hearings.find(id).filter(each -> !each.isHeld()).orElse(null);
        boolean open = SpecialProcedures.isOpen(view.state());
        var page = new SaidPage(
                officers.frame(clerk, ""),
                view,
                row,
                open && row != null && row.isOpenOn(CityTime.day(time.instant())),
                open && row != null && hearing != null && "requested".equals(row.choice()),
                open && row != null && hearing != null && hearing.schedule() != null,
                UUID.randomUUID().toString(),
                refusal);
        return Page.show("desk/said", page, refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
