package org.yimen.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Promises;
import org.yimen.application.Promises.Broken;
import org.yimen.application.Restoration;
import org.yimen.application.Restorations;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;

/** 违诺与信用修复: who did not bring what he promised; the head of the department takes the mark away. */
@Controller
class PromisesController {

    private final Officers officers;
    private final OpenCases cases;
    private final Promises promises;
    private final Restorations restorations;
    private final FileViewer viewer;
    private final InstantSource time;
    private final WorkLists lists;
    private final Catalogue catalogue;

    PromisesController(
            Officers officers,
            OpenCases cases,
            Promises promises,
            Restorations restorations,
            FileViewer viewer,
            InstantSource time,
            WorkLists lists,
            Catalogue catalogue) {
        this.officers = officers;
        this.cases = cases;
        this.promises = promises;
        this.restorations = restorations;
        this.viewer = viewer;
        this.time = time;
        this.lists = lists;
        this.catalogue = catalogue;
    }

    @GetMapping("/desk/promises")
    ModelAndView promises(@AuthenticationPrincipal StaffMember staff) {
        return page(officers.in(DeskArea.PROMISES, staff), null);
    }

    @PostMapping("/desk/promises/{id}/{material}/restore")
    ModelAndView restore(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String material,
            @RequestParam(defaultValue = "") String reason) {
        Officer officer = officers.in(DeskArea.PROMISES, staff);
        boolean may =
                lists.byIds(officer.region(), List.of(id)).values().stream().anyMatch(file -> heads(officer, file));
        if (!may) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        cases.mustBeFree(officer, new CaseId(officer.region(), id));
        try {
            promises.restore(officer.region(), id, material, officer.id(), reason);
        } catch (CaseRuleBroken refusal) {
            return page(officer, refusal);
        }
        return Page.goTo("/desk/promises");
    }

    /** 信用修复申请: the department answers it with reasons, granted or not. */
    @PostMapping("/desk/promises/restorations/{id}")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String granted,
            @RequestParam(defaultValue = "") String reason) {
        Officer officer = officers.in(DeskArea.PROMISES, staff);
        Restoration of = asked(officer, id);
        cases.mustBeFree(officer, new CaseId(officer.region(), of.caseId()));
        try {
            if (!granted.equals("true") && !granted.equals("false")) {
                throw new CaseRuleBroken("application.restoration.granted");
            }
            restorations.decide(officer.region(), of, officer.id(), granted.equals("true"), reason);
        } catch (CaseRuleBroken refusal) {
            return page(officer, refusal);
        }
        return Page.goTo("/desk/promises");
    }

    /** What he handed in to show that it was put right. */
    @GetMapping("/desk/promises/restorations/{id}/file")
    ResponseEntity<byte[]> proof(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, HttpServletResponse response) {
        Officer officer = officers.in(DeskArea.PROMISES, staff);
        return viewer.bytes(asked(officer, id).proof(), response);
    }

    /** Another department's is not there. */
    private Restoration asked(Officer officer, UUID id) {
        return restorations
                .find(officer.region(), id)
                .filter(each -> lists.byIds(officer.region(), List.of(each.caseId())).values().stream()
                        .anyMatch(file -> heads(officer, file)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(Officer officer, @Nullable CaseRuleBroken refusal) {
        List<Broken> broken = promises.recent(officer.region(), Promises.MOST);
        Map<UUID, Summary> cases = lists.byIds(
                officer.region(), broken.stream().map(Broken::caseId).distinct().toList());
        List<Restoration> open = restorations.open(officer.region());
        List<PromisesPage.Line> lines = broken.stream()
                .flatMap(each -> line(each, cases.get(each.caseId()), open, officer))
                .toList();
        return Page.show(
                "desk/promises",
                new PromisesPage(
                        officers.frame(officer, DeskArea.PROMISES.href()),
                        lines,
                        CityTime.day(time.instant()),
                        UUID.randomUUID().toString(),
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Stream<PromisesPage.Line> line(
            Broken broken, @Nullable Summary file, List<Restoration> open, Officer officer) {
        return file == null
                ? Stream.empty()
                : catalogue.version(file.subject().code(), file.subject().version()).stream()
                        .map(item -> new PromisesPage.Line(
                                broken,
                                file,
                                item,
                                officers.opens(officer, file),
                                open.stream()
                                        .filter(each -> each.caseId().equals(broken.caseId())
                                                && each.material().equals(broken.material()))
                                        .findFirst()
                                        .orElse(null),
                                heads(officer, file)));
    }

    @Guard
    private static boolean heads(Officer officer, Summary file) {
        return officer.holds(file.department() + "/head");
    }
}
