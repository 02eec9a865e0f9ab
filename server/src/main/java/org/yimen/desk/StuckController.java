package org.yimen.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Loops;
import org.yimen.application.Loops.Count;
import org.yimen.application.Loops.Place;
import org.yimen.application.Loops.Stuck;
import org.yimen.application.web.EventWords;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.supervision.Push;
import org.yimen.supervision.Referrals;

/** 闭环: what rests between decision, paper, delivery, push and archive, for whoever watches over all departments. */
@Controller
class StuckController {

    private final Officers officers;
    private final Loops loops;
    private final Referrals referrals;
    private final Catalogue catalogue;
    private final EventWords events;
    private final InstantSource time;

    StuckController(
            Officers officers,
            Loops loops,
            Referrals referrals,
            Catalogue catalogue,
            EventWords events,
            InstantSource time) {
        this.referrals = referrals;
        this.officers = officers;
        this.loops = loops;
        this.catalogue = catalogue;
        this.events = events;
        this.time = time;
    }

    @GetMapping("/desk/stuck")
    ModelAndView stuck(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String department) {
        Officer officer = officers.in(DeskArea.STUCK, staff);
        List<Count> counts = loops.counts();
        boolean known = counts.stream().anyMatch(count -> count.department().equals(department));
        List<StuckPage.Line> lines = loops.list(known ? List.of(department) : List.of()).stream()
                .map(each -> new StuckPage.Line(
                        each,
                        catalogue
                                .version(each.item(), each.itemVersion())
                                .map(ItemVersion::name)
                                .orElseGet(() -> Text.of(each.item())),
                        push(each)))
                .toList();
        return Page.show(
                "desk/stuck",
                new StuckPage(
                        officers.frame(officer, DeskArea.STUCK.href()),
                        events,
                        CityTime.day(time.instant()),
                        known ? department : "",
                        counts,
                        lines));
    }

    /** 再次推送: what rests because nobody took it over is sent once more. */
    @PostMapping("/desk/stuck/{id}/push")
    ModelAndView pushAgain(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.STUCK, staff);
        referrals.pushAgain(officer.region(), id, officer);
        return Page.goTo(DeskArea.STUCK.href());
    }

    private @Nullable Push push(Stuck stuck) {
        boolean granted = stuck.place() != Place.REFUSAL_SERVICE && stuck.place() != Place.SERVICE_ARCHIVE;
        return granted
                        && catalogue
                                .version(stuck.item(), stuck.itemVersion())
                                .flatMap(ItemVersion::supervisor)
                                .isPresent()
                ? referrals.pushed(stuck.caseId().region(), stuck.caseId().value())
                : null;
    }
}
