package org.yimen.desk;

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
import org.yimen.application.Promises;
import org.yimen.application.Promises.Broken;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Page;

/** 违诺与信用修复: who did not bring what he promised; the head of the department takes the mark away. */
@Controller
class PromisesController {

    private final Officers officers;
    private final OpenCases cases;
    private final Promises promises;
    private final WorkLists lists;
    private final Catalogue catalogue;

    PromisesController(Officers officers, OpenCases cases, Promises promises, WorkLists lists, Catalogue catalogue) {
        this.officers = officers;
        this.cases = cases;
        this.promises = promises;
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

    private ModelAndView page(Officer officer, @Nullable CaseRuleBroken refusal) {
        List<Broken> broken = promises.recent(officer.region(), Promises.MOST);
        Map<UUID, Summary> cases = lists.byIds(
                officer.region(), broken.stream().map(Broken::caseId).distinct().toList());
        List<PromisesPage.Line> lines = broken.stream()
                .flatMap(each -> line(each, cases.get(each.caseId()), officer))
                .toList();
        return Page.show(
                "desk/promises",
                new PromisesPage(officers.frame(officer, DeskArea.PROMISES.href()), lines, refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Stream<PromisesPage.Line> line(Broken broken, @Nullable Summary file, Officer officer) {
        return file == null
                ? Stream.empty()
                : catalogue.version(file.subject().code(), file.subject().version()).stream()
                        .map(item -> new PromisesPage.Line(
                                broken, file, item, officers.opens(officer, file), heads(officer, file)));
    }

    @Guard
    private static boolean heads(Officer officer, Summary file) {
        return officer.holds(file.department() + "/head");
    }
}
