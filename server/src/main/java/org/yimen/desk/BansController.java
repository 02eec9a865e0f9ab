package org.yimen.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Bans;
import org.yimen.application.Bans.Article;
import org.yimen.application.Bans.Ban;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Page;

/** 不得再次申请: who may not apply again, until when and why; the head of the department takes it away where its ground has gone. */
@Controller
class BansController {

    private final Officers officers;
    private final Bans bans;
    private final WorkLists lists;
    private final InstantSource time;

    BansController(Officers officers, Bans bans, WorkLists lists, InstantSource time) {
        this.officers = officers;
        this.bans = bans;
        this.lists = lists;
        this.time = time;
    }

    @GetMapping("/desk/bans")
    ModelAndView bans(@AuthenticationPrincipal StaffMember staff) {
        return page(officers.in(DeskArea.BANS, staff), null);
    }

    @PostMapping("/desk/bans/{id}/{article:78|79}/lift")
    ModelAndView lift(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable int article,
            @RequestParam(defaultValue = "") String reason) {
        Officer officer = officers.in(DeskArea.BANS, staff);
        Ban ban = bans.find(officer.region(), id, Article.of(article))
                .filter(each -> heads(officer, each))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            bans.lift(officer.region(), id, ban.article(), officer.id(), reason);
        } catch (CaseRuleBroken refusal) {
            return page(officer, refusal);
        }
        return Page.goTo("/desk/bans");
    }

    private ModelAndView page(Officer officer, @Nullable CaseRuleBroken refusal) {
        List<Ban> recent = bans.recent(officer.region());
        Map<UUID, Summary> cases = lists.byIds(
                officer.region(), recent.stream().map(Ban::caseId).distinct().toList());
        List<BansPage.Line> lines = recent.stream()
                .flatMap(ban -> Stream.ofNullable(cases.get(ban.caseId()))
                        .map(file -> new BansPage.Line(ban, file, heads(officer, ban))))
                .toList();
        return Page.show(
                "desk/bans",
                new BansPage(
                        officers.frame(officer, DeskArea.BANS.href()), CityTime.day(time.instant()), lines, refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Guard
    private static boolean heads(Officer officer, Ban ban) {
        return officer.holds(ban.department() + "/head");
    }
}
