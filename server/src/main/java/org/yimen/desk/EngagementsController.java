package org.yimen.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
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
import org.yimen.application.Engaging;
import org.yimen.application.SpecialProcedures;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.desk.StepForms.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Engagement;
import org.yimen.procedure.Engagements;
import org.yimen.procedure.Engagements.Order;

/** 委托第三方机构检验、检测、鉴定、评审: ordered, watched and taken back by the department whose step it is. */
@Controller
@RequestMapping("/desk/procedures")
class EngagementsController {

    private final Officers officers;
    private final OpenCases cases;
    private final StepForms forms;
    private final SpecialProcedures special;
    private final Engaging engaging;
    private final Engagements engagements;
    private final ProcedureLines lines;
    private final FileViewer viewer;
    private final Directory directory;
    private final EventWords events;
    private final InstantSource time;

    EngagementsController(
            Officers officers,
            OpenCases cases,
            StepForms forms,
            SpecialProcedures special,
            Engaging engaging,
            Engagements engagements,
            ProcedureLines lines,
            FileViewer viewer,
            Directory directory,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.forms = forms;
        this.special = special;
        this.engaging = engaging;
        this.engagements = engagements;
        this.lines = lines;
        this.viewer = viewer;
        this.directory = directory;
        this.events = events;
        this.time = time;
    }

    /** What is out, what is due first, and how the bodies did; supervision sees all departments. */
    @GetMapping("/engagements")
    ModelAndView out(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        boolean all = officer.watchesAll();
        List<String> departments = officer.departments();
        List<Engagement> open = engagements.open(officer.region(), all, departments);
        var files = lines.summaries(
                officer.region(),
                open.stream().map(each -> each.caseId().value()).distinct().toList());
        return Page.show(
                "desk/engagements-out",
                new EngagementsPage.Out(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        CityTime.day(time.instant()),
                        lines.lines(open, each -> each.caseId().value(), files),
                        engagements.figures(officer.region(), all, departments),
                        events));
    }

    @GetMapping("/{id}/engagements/{step}")
    ModelAndView orders(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String step) {
        return page(officers.in(DeskArea.PROCEDURES, staff), id, step, null, Typed.NOTHING);
    }

    @PostMapping("/{id}/engagements/{step}")
    ModelAndView order(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "engagements", step, fields);
        return sent.then(
                () -> engaging.order(
                        sent.caseId(), sent.officer(), step(sent.view(), step).code(), key, order(sent.form())),
                typed -> page(sent.officer(), id, step, key, typed));
    }

    private static Order order(ProcedureForm form) {
        return new Order(
                form.value("what"),
                form.values("files").stream().map(ProcedureForm::uuidOf).toList(),
                form.values("originals"),
                form.value("shows").equals("yes"),
                form.value("way"),
                form.value("body").isEmpty() ? null : form.uuid("body"),
                form.value("reference"),
                form.day("due"));
    }

    /** 是否同意延期. */
    @PostMapping("/{id}/engagements/{step}/{order}/days")
    ModelAndView days(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID order,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "engagements", step, fields);
        return sent.then(
                () -> engaging.decideDays(
                        sent.caseId(), sent.officer(), order, sent.form().truth("allows")),
                typed -> page(sent.officer(), id, step, null, typed));
    }

    /** 收回委托. */
    @PostMapping("/{id}/engagements/{step}/{order}/recall")
    ModelAndView recall(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID order,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "engagements", step, fields);
        return sent.then(
                () -> engaging.recall(
                        sent.caseId(), sent.officer(), order, sent.form().value("reason")),
                typed -> page(sent.officer(), id, step, null, typed));
    }

    @GetMapping("/{id}/engagements/{step}/{order}/report")
    ResponseEntity<byte[]> report(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID order,
            HttpServletResponse response) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return engagements.ofStep(view.file().id(), step).stream()
                .filter(each -> each.id().equals(order))
                .flatMap(each -> Optional.ofNullable(each.report()).stream())
                .findFirst()
                .map(report -> viewer.bytes(report.fileName(), report.mediaType(), report.blob(), response))
                .orElseThrow(ProcedureLines::notFound);
    }

    private ModelAndView page(Officer officer, UUID id, String code, @Nullable UUID key, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = step(view, code);
        CaseId file = view.file().id();
        boolean runs = SpecialProcedures.running(view.state(), view.item())
                .filter(step::equals)
                .isPresent();
        boolean mayOrder = special.mayRun(officer, step);
        List<Engagement> orders = engagements.ofStep(file, code);
        Map<UUID, String> names = orders.stream()
                .map(Engagement::orderedBy)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), each -> directory.staff(each).name()));
        return Page.show(
                "desk/engagements",
                new EngagementsPage(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        step,
                        orders,
                        runs && mayOrder ? engagements.candidates(special.matter(view.file()), code) : List.of(),
                        runs && mayOrder ? engaging.here(file) : List.of(),
                        names,
                        runs,
                        mayOrder,
                        key == null ? UUID.randomUUID() : key,
                        typed),
                typed.status());
    }

    private static Step step(CaseView view, String code) {
        return Optional.of(StepForms.step(view, code))
                .filter(Engagements::canBeOrdered)
                .orElseThrow(ProcedureLines::notFound);
    }
}
