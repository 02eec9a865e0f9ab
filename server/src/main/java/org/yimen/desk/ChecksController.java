package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.yimen.application.FollowUps;
import org.yimen.application.FollowUps.Check;
import org.yimen.application.FollowUps.FollowUp;
import org.yimen.application.FollowUps.Result;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.supervision.Measures;

/** 事后核查: two people write down whether what was promised is so; whose promise was false is heard and loses what he got for it. */
@Controller
class ChecksController {

    private final Officers officers;
    private final OpenCases cases;
    private final FollowUps followUps;
    private final Measures measures;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final Directory directory;
    private final StepUp stepUp;
    private final InstantSource time;

    ChecksController(
            Officers officers,
            OpenCases cases,
            FollowUps followUps,
            Measures measures,
            WorkLists lists,
            Catalogue catalogue,
            Directory directory,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.followUps = followUps;
        this.measures = measures;
        this.lists = lists;
        this.catalogue = catalogue;
        this.directory = directory;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping("/desk/checks")
    ModelAndView checks(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.CHECKS, staff);
        boolean all = officer.watchesAll();
        List<FollowUp> open = followUps.open(officer.region(), null).stream()
                .filter(followUp -> all || followUps.mayCheck(officer, followUp))
                .toList();
        Map<UUID, Summary> cases = lists.byIds(
                officer.region(), open.stream().map(FollowUp::caseId).toList());
        List<ChecksPage.Line> lines = open.stream()
                .flatMap(followUp -> line(followUp, cases.get(followUp.caseId())).stream())
                .toList();
        return Page.show(
                "desk/checks",
                new ChecksPage(officers.frame(officer, DeskArea.CHECKS.href()), CityTime.day(time.instant()), lines));
    }

    @GetMapping("/desk/checks/{id}")
    ModelAndView check(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.CHECKS, staff);
        return form(officer, line(officer, id), ChecksPage.Entry.EMPTY, null);
    }

    @PostMapping("/desk/checks/{id}")
    ModelAndView record(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(required = false) @Nullable UUID with,
            @RequestParam(defaultValue = "") String finding,
            @RequestParam(defaultValue = "") String mendBy) {
        Officer officer = officers.in(DeskArea.CHECKS, staff);
        ChecksPage.Line line = line(officer, id);
        if (!followUps.mayCheck(officer, line.followUp())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        try {
            var check = new Check(result(result), with == null ? officer.id() : with, finding, day(mendBy));
            followUps.check(officer.region(), id, officer, check);
        } catch (CaseRuleBroken refusal) {
            return form(officer, line, new ChecksPage.Entry(result, with, finding, mendBy), refusal);
        }
        return Page.goTo("/desk/checks/" + id);
    }

    /** 拟撤销: begins with telling the holder; grave, so whoever does it proves once more that it is he. */
    @PostMapping("/desk/checks/{id}/rescind")
    ModelAndView rescind(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.CHECKS, staff);
        ChecksPage.Line line = line(officer, id);
        if (!followUps.mayCheck(officer, line.followUp())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        stepUp.demand(request);
        try {
            var _ = measures.noticeFalsePromise(officer.region(), id, officer, reason);
        } catch (RuleBroken refusal) {
            return form(officer, line(officer, id), new ChecksPage.Entry("", null, reason, ""), refusal);
        }
        return Page.goTo("/desk/supervision/" + id);
    }

    private ModelAndView form(
            Officer officer, ChecksPage.Line line, ChecksPage.Entry typed, @Nullable RuleBroken refusal) {
        String department = line.followUp().department();
        LocalDate today = CityTime.day(time.instant());
        List<Choice> colleagues = Stream.of("examiner", "chief", "head")
                .flatMap(role -> directory.holders(officer.region(), department + "/" + role, today).stream())
                .map(holder -> holder.staff())
                .filter(staff -> !staff.id().equals(officer.id()))
                .distinct()
                .map(staff -> Choice.of(staff.id().toString(), staff.name()))
                .toList();
        var page = new ChecksPage.Form(
                officers.frame(officer, DeskArea.CHECKS.href()),
                line,
                followUps.mayCheck(officer, line.followUp()),
                measures.ofCase(officer.region(), line.followUp().caseId()),
                colleagues,
                typed,
                refusal);
        return Page.show("desk/check", page, refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** To anybody else's department it is not there. */
    private ChecksPage.Line line(Officer officer, UUID id) {
        boolean all = officer.watchesAll();
        ChecksPage.Line found = followUps
                .find(officer.region(), id)
                .filter(followUp -> all || followUps.mayCheck(officer, followUp))
                .flatMap(followUp -> line(
                        followUp, lists.byIds(officer.region(), List.of(id)).get(id)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        cases.mustBeFree(officer, found.file().id());
        return found;
    }

    private Optional<ChecksPage.Line> line(FollowUp followUp, @Nullable Summary file) {
        return file == null
                ? Optional.empty()
                : catalogue
                        .version(file.subject().code(), file.subject().version())
                        .map(item -> new ChecksPage.Line(followUp, file, item));
    }

    private static Result result(String typed) {
        return Stream.of(Result.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(typed))
                .findFirst()
                .orElseThrow(() -> new CaseRuleBroken("application.check.result"));
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isBlank() ? null : Typed.day(typed);
        } catch (DateTimeParseException wrong) {
            throw new CaseRuleBroken("application.check.mend-by");
        }
    }
}
