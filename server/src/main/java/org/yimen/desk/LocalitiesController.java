package org.yimen.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.application.Localities;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 划归: to which county, street or village a case belongs. */
@Controller
@RequestMapping("/desk/cases/{id}/place")
class LocalitiesController {

    private static final String KEY = "desk.place";

    private final Officers officers;
    private final OpenCases cases;
    private final Localities localities;
    private final Directory directory;

    LocalitiesController(Officers officers, OpenCases cases, Localities localities, Directory directory) {
        this.officers = officers;
        this.cases = cases;
        this.localities = localities;
        this.directory = directory;
    }

    @GetMapping
    ModelAndView form(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        return page(officer, open(officer, id), null);
    }

    @PostMapping
    ModelAndView place(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.of(staff, id);
        CaseView view = open(officer, id);
        try {
            localities.place(view.file().id(), view.item(), officer, new Typed(fields).needed("area"));
            return Page.goTo("/desk/cases/" + id);
        } catch (RuleBroken refusal) {
            return page(officer, view, Sheet.Refusal.of(refusal, "area"));
        }
    }

    private CaseView open(Officer officer, UUID id) {
        CaseView view = cases.of(officer, id);
        if (!localities.mayPlace(officer, view.item())) {
            throw new AccessDeniedException("Not his to place");
        }
        return view;
    }

    private ModelAndView page(Officer officer, CaseView view, Sheet.@Nullable Refusal refusal) {
        List<Pick> areas = directory.areas(view.file().id().region()).stream()
                .map(area -> new Pick(area.code(), Sheet.data(area.name())))
                .toList();
        var fields = new Sheet.Fields(KEY, Map.of()).select("area", areas);
        String address = "/desk/cases/" + view.file().id().value() + "/place";
        var form = new Sheet.Form(KEY + ".form", KEY + ".form-lead", address, fields.list(), KEY + ".do", false);
        return Page.show(
                "desk/sheet",
                new DeskSheet(officers.frame(officer, ""), new Sheet(KEY, null, refusal, List.of(form))),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
