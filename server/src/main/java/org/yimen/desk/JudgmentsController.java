package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.application.Judgment;
import org.yimen.application.Judgments;
import org.yimen.application.Judgments.Count;
import org.yimen.application.Judgments.Entered;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;
import org.yimen.supervision.InquiryRights;

/** 复议、诉讼: the head enters what was said of a decision, another confirms it or does not; supervision reads the list. */
@Controller
class JudgmentsController {

    private static final String OF_CASE = "/desk/cases/{id}/judgment";

    private final Officers officers;
    private final OpenCases cases;
    private final Judgments judgments;
    private final InquiryRights inquiries;
    private final WorkLists lists;
    private final EventWords events;
    private final FileViewer viewer;
    private final StepUp stepUp;
    private final InstantSource time;

    JudgmentsController(
            Officers officers,
            OpenCases cases,
            Judgments judgments,
            InquiryRights inquiries,
            WorkLists lists,
            EventWords events,
            FileViewer viewer,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.judgments = judgments;
        this.inquiries = inquiries;
        this.lists = lists;
        this.events = events;
        this.viewer = viewer;
        this.stepUp = stepUp;
        this.time = time;
    }

    /** Supervision and the centre read of all departments, a head of his own. */
    @GetMapping("/desk/judgments")
    ModelAndView all(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.JUDGMENTS, staff);
        boolean every =
                officer.overall().holdsAny("supervisor") || officer.overall().holdsAny("director");
        String region = officer.region();
        List<Entered> recent = judgments.recent(region).stream()
                .filter(each -> every || officer.holds(each.department() + "/head"))
                .toList();
        Map<UUID, Summary> files = lists.byIds(
                region, recent.stream().map(Entered::caseId).distinct().toList());
        List<JudgmentsPage.Line> lines = recent.stream()
                .flatMap(each -> Stream.ofNullable(files.get(each.caseId()))
                        .map(file -> new JudgmentsPage.Line(each, file, officers.opens(officer, file))))
                .toList();
        var since = CityTime.day(time.instant()).withDayOfYear(1);
        List<Count> counts = judgments.counts(region, since).stream()
                .filter(each -> every || officer.holds(each.department() + "/head"))
                .toList();
        return Page.show(
                "desk/judgments",
                new JudgmentsPage(
                        officers.frame(officer, DeskArea.JUDGMENTS.href()),
                        since.getYear(),
                        counts,
                        lines,
                        events,
                        inquiries.mayOpen(officer)));
    }

    @GetMapping(OF_CASE)
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        return page(officer, cases.of(officer, id), new LinkedMultiValueMap<>(), null);
    }

    @PostMapping(OF_CASE)
    ModelAndView enter(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        try {
            judgments.enter(
                    view.file().id(),
                    officers.actor(officer, view.item()),
                    key,
                    judgment(new Typed(fields)),
                    new Typed(fields).text("gist"),
                    file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    file == null ? new byte[0] : file.getBytes());
        } catch (RuleBroken refusal) {
            return page(officer, view, fields, refusal);
        }
        return Page.goTo("/desk/cases/" + id + "/judgment");
    }

    /** The second word sets the decision aside, or leaves it as it is. */
    @PostMapping(OF_CASE + "/{entry}/{word:confirm|deny}")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID entry,
            @PathVariable String word,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        if (word.equals("confirm") && view.may("decide-anew")) {
            // The seal goes on.
            stepUp.demand(request);
        }
        try {
            if (word.equals("confirm")) {
                judgments.confirm(view.file().id(), officers.actor(officer, view.item()), entry);
            } else {
                judgments.deny(view.file().id(), officers.actor(officer, view.item()), entry, note);
            }
        } catch (RuleBroken refusal) {
            return page(officer, view, new LinkedMultiValueMap<>(), refusal);
        }
        // Whoever decided first keeps out from now on: the case's page tells him so, its other pages are closed to him.
        return Page.goTo("/desk/cases/" + id + (word.equals("confirm") ? "?done=decide-anew" : "/judgment"));
    }

    @GetMapping(OF_CASE + "/{entry}/file")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID entry,
            HttpServletResponse response) {
        CaseView view = cases.of(officers.of(staff, id), id);
        return judgments.of(view.file().id()).stream()
                .filter(each -> each.id().equals(entry))
                .map(Entered::document)
                .findFirst()
                .map(file -> viewer.bytes(file, response))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Judgment judgment(Typed typed) {
        return new Judgment(
                typed.constant("body", Judgment.Body.class),
                typed.constant("kind", Judgment.Kind.class),
                typed.needed("organ"),
                typed.needed("number"),
                typed.date("on"),
                typed.date("effective"),
                typed.maybe("days").map(JudgmentsController::days).orElse(null),
                typed.text("procedural").equals("true"));
    }

    private static Integer days(String typed) {
        try {
            return Integer.valueOf(typed);
        } catch (NumberFormatException spoiled) {
            throw new CaseRuleBroken("application.judgment.limit", Judgment.MOST_DAYS);
        }
    }

    private ModelAndView page(
            Officer officer, CaseView view, MultiValueMap<String, String> fields, @Nullable RuleBroken refusal) {
        boolean head = officer.holds(view.item().department() + "/head");
        return Page.show(
                "desk/judgment",
                new JudgmentPage(
                        officers.frame(officer, ""),
                        view,
                        events,
                        judgments.of(view.file().id()),
                        view.may("decide-anew"),
                        head,
                        UUID.randomUUID().toString(),
                        new Typed(fields),
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
