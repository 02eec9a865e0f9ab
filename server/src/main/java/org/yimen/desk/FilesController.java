package org.yimen.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
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
import org.yimen.application.CaseView;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Holdings;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** The materials of a case: looked at in the browser, and compared with the original at the window. */
@Controller
class FilesController {

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final Holdings holdings;
    private final FileViewer viewer;
    private final EventWords events;

    FilesController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            Holdings holdings,
            FileViewer viewer,
            EventWords events) {
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.holdings = holdings;
        this.viewer = viewer;
        this.events = events;
    }

    @GetMapping("/desk/cases/{id}/files/{file}")
    ResponseEntity<byte[]> bytes(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID file,
            @RequestParam(defaultValue = "") String as,
            HttpServletResponse response) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        Filed filed = filed(view, file);
        counter.fileShown(officer, view.dossier().applicant(), id);
        return viewer.bytes(filed, as, response);
    }

    @GetMapping("/desk/cases/{id}/files/{file}/view")
    ModelAndView view(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID file,
            HttpServletResponse response) {
        Officer officer = officers.of(staff, id);
        return show(officer, cases.of(officer, id), file, "", null, response);
    }

    /** 核验原件: said by who had the original in his hand. */
    @PostMapping("/desk/cases/{id}/files/{file}/compare")
    ModelAndView compare(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID file,
            @RequestParam(defaultValue = "") String until,
            HttpServletResponse response) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        Filed filed = filed(view, file);
        if (!mayCompare(officer)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        try {
            holdings.compare(view.file().id(), filed.id(), officers.actor(officer, view.item()), day(until));
        } catch (RuleBroken refusal) {
            return show(officer, view, file, until, refusal, response);
        }
        return Page.goTo("/desk/cases/" + id + "/files/" + file + "/view");
    }

    /** Originals are shown to the window and to who examines, not to who only watches. */
    @Guard
    private static boolean mayCompare(Officer officer) {
        return officer.holdsAny("window") || officer.holdsAny("examiner");
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isBlank() ? null : Typed.day(typed);
        } catch (DateTimeParseException wrong) {
            throw new CaseRuleBroken("application.gaps.day-missing");
        }
    }

    private ModelAndView show(
            Officer officer,
            CaseView view,
            UUID file,
            String typed,
            @Nullable RuleBroken refusal,
            HttpServletResponse response) {
        Filed filed = filed(view, file);
        var comparison = holdings.comparisons(view.dossier()).get(file);
        FileViewer.framing(response);
        var page = new FilePage(
                officers.frame(officer, ""),
                view,
                filed,
                comparison,
                comparison == null ? "" : events.colleague(comparison.by()),
                mayCompare(officer) && filed.origin() == null,
                typed.substring(0, Math.min(typed.length(), 40)),
                refusal);
        return Page.show("desk/file", page, refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Filed filed(CaseView view, UUID file) {
        return view.dossier().file(file).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
