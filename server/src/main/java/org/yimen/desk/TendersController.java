package org.yimen.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.desk.StepForms.Sent;
import org.yimen.desk.TenderPage.Competing;
import org.yimen.desk.TenderPage.Correction;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;
import org.yimen.procedure.ProcedureRefused;
import org.yimen.procedure.Tender;
import org.yimen.procedure.Tender.Rank;
import org.yimen.procedure.Tenders;

/** 招标、拍卖的结果 (行政许可法 art. 53): one report ranks the cases that took part. */
@Controller
@RequestMapping("/desk/procedures")
class TendersController {

    private final Officers officers;
    private final OpenCases cases;
    private final StepForms forms;
    private final SpecialProcedures special;
    private final Tenders tenders;
    private final ApplicationDesk desk;
    private final Directory directory;

    TendersController(
            Officers officers,
            OpenCases cases,
            StepForms forms,
            SpecialProcedures special,
            Tenders tenders,
            ApplicationDesk desk,
            Directory directory) {
        this.officers = officers;
        this.cases = cases;
        this.forms = forms;
        this.special = special;
        this.tenders = tenders;
        this.desk = desk;
        this.directory = directory;
    }

    @GetMapping("/{id}/tenders/{step}")
    ModelAndView tender(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String step) {
        return page(officers.in(DeskArea.PROCEDURES, staff), id, step, UUID.randomUUID(), Typed.NOTHING);
    }

    @PostMapping("/{id}/tenders/{step}")
    ModelAndView record(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "tenders", step, fields);
        Step asked = step(sent.view(), step);
        return sent.then(
                () -> special.recordTender(
                        sent.caseId(), sent.officer(), asked.code(), key, report(sent.form(), competing(sent, asked))),
                typed -> page(sent.officer(), id, step, key, typed));
    }

    /** A second officer on what takes the place of a report. */
    @PostMapping("/{id}/tenders/{step}/{report}")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID report,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "tenders", step, fields);
        Step asked = step(sent.view(), step);
        boolean confirms = sent.form().value("word").equals("confirm");
        return sent.then(
                () -> {
                    if (confirms) {
                        special.confirmTender(sent.caseId(), sent.officer(), asked.code(), report);
                    } else {
                        special.declineTender(
                                sent.caseId(),
                                sent.officer(),
                                asked.code(),
                                report,
                                sent.form().value("reason"));
                    }
                },
                typed -> page(sent.officer(), id, step, UUID.randomUUID(), typed));
    }

    private List<CaseFile<State>> competing(Sent sent, Step step) {
        return special.competing(sent.view().file(), step);
    }

    private static Tender.Report report(ProcedureForm form, List<CaseFile<State>> competing) {
        return new Tender.Report(
                form.value("number"),
                form.value("held-by"),
                form.day("held-on"),
                number(form.value("places"), "procedure.tender.places"),
                competing.stream()
                        .map(file -> file.id().value())
                        // Of another lot, which has its own report.
                        .filter(file -> !form.value("rank-" + file).isBlank())
                        .map(file -> new Rank(
                                file,
                                number(form.value("rank-" + file), "procedure.tender.rank"),
                                form.value("offer-" + file)))
                        .toList());
    }

    private static int number(String typed, String refusal) {
        try {
            return Integer.parseInt(typed);
        } catch (NumberFormatException wrong) {
            throw new ProcedureRefused(refusal);
        }
    }

    private ModelAndView page(Officer officer, UUID id, String code, UUID key, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = step(view, code);
        CaseId file = view.file().id();
        List<CaseFile<State>> competing = special.isOpenTo(view.file(), step) && special.mayRun(officer, step)
                ? special.competing(view.file(), step)
                : List.of();
        Optional<Tender> tender = tenders.report(file);
        Optional<Tender> waiting = tenders.waiting(file);
        Map<UUID, String> numbers = new HashMap<>();
        Stream.concat(tender.stream(), waiting.stream())
                .flatMap(report -> report.ranks().stream())
                .forEach(rank -> numbers.computeIfAbsent(rank.caseId(), _ -> number(file, rank)));
        boolean second = special.isOpenTo(view.file(), step) && special.isSecond(officer, step);
        return Page.show(
                "desk/tender",
                new TenderPage(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        step,
                        tender.orElse(null),
                        tender.map(report ->
                                        directory.staff(report.recordedBy()).name())
                                .orElse(""),
                        numbers,
                        waiting.map(report -> correction(report, officer, second))
                                .orElse(null),
                        competing.stream()
                                .map(each -> new Competing(each.id().value(), each.number(), each.title()))
                                .toList(),
                        key,
                        typed),
                typed.status());
    }

    private Correction correction(Tender report, Officer officer, boolean second) {
        return new Correction(
                report,
                directory.staff(report.recordedBy()).name(),
                second && !report.recordedBy().equals(officer.id()),
                second);
    }

    private String number(CaseId of, Rank rank) {
        return desk.find(new CaseId(of.region(), rank.caseId())).number();
    }

    private static Step step(CaseView view, String code) {
        return Optional.of(StepForms.step(view, code)).filter(Tenders::isOne).orElseThrow(ProcedureLines::notFound);
    }
}
