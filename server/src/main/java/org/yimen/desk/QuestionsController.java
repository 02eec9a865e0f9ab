package org.yimen.desk;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.SpecialProcedures;
import org.yimen.application.web.EventWords;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.ItemVersion;
import org.yimen.desk.ProceduresPage.Line;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.document.Fact;
import org.yimen.form.Question;
import org.yimen.form.Said;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Copies.Copy;
import org.yimen.procedure.Questions;
import org.yimen.procedure.Questions.Tally;

/** 征求意见 and 抄告: questions to other departments, and copies for them. */
@Controller
@RequestMapping("/desk/procedures")
class QuestionsController {

    private final Officers officers;
    private final OpenCases cases;
    private final SpecialProcedures special;
    private final Questions questions;
    private final Copies copies;
    private final ProcedureLines lines;
    private final ApplicationDesk desk;
    private final Directory directory;
    private final EventWords events;
    private final InstantSource time;

    QuestionsController(
            Officers officers,
            OpenCases cases,
            SpecialProcedures special,
            Questions questions,
            Copies copies,
            ProcedureLines lines,
            ApplicationDesk desk,
            Directory directory,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.special = special;
        this.questions = questions;
        this.copies = copies;
        this.lines = lines;
        this.desk = desk;
        this.directory = directory;
        this.events = events;
        this.time = time;
    }

    @GetMapping("/{id}/questions")
    ModelAndView asking(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return asking(officer, id, Typed.NOTHING);
    }

    @PostMapping("/{id}/questions")
    ModelAndView ask(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        var form = new ProcedureForm(fields);
        CaseView view = cases.of(officer, id);
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/questions",
                () -> special.ask(
                        view.file().id(),
                        officer,
                        key,
                        form.value("department"),
                        form.value("question"),
                        form.day("due")),
                refusal -> asking(officer, id, form.typed(refusal)));
    }

    private ModelAndView asking(Officer officer, UUID id, Typed typed) {
        CaseView view = cases.of(officer, id);
        return Page.show(
                "desk/questions",
                new ProceduresPage.Asking(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        questions.ofCase(view.file().id()),
                        copies.ofCase(view.file().id()),
                        special.mayHear(officer, view.item()),
                        askable(view.item()),
                        former(view.item(), officer.region()),
                        UUID.randomUUID(),
                        typed),
                typed.status());
    }

    /** Whom to ask; whose power it was before comes first (原职能部门). */
    private List<String> askable(ItemVersion item) {
        ItemVersion.Transfer transfer = item.transferredFrom();
        return directory.departments().stream()
                .map(each -> each.code())
                .filter(code -> !code.equals(item.department()))
                .sorted(Comparator.comparing(code -> transfer == null || !code.equals(transfer.department())))
                .toList();
    }

    private @Nullable Tally former(ItemVersion item, String region) {
        ItemVersion.Transfer transfer = item.transferredFrom();
        return transfer == null ? null : questions.tally(region, transfer.department());
    }

    @GetMapping("/questions/{question}")
    ModelAndView question(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID question) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return question(officer, question, Typed.NOTHING);
    }

    @PostMapping("/questions/{question}")
    ModelAndView answer(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID question,
            @RequestParam(defaultValue = "") String answer) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        Questions.Question found = mine(officer, question);
        return ProcedureForm.done(
                "/desk/procedures/questions/" + question,
                () -> questions.answer(officer.region(), found, officer.id(), answer),
                refusal -> question(officer, question, new Typed(Map.of("answer", List.of(answer)), refusal)));
    }

    private ModelAndView question(Officer officer, UUID id, Typed typed) {
        Questions.Question question = mine(officer, id);
        return Page.show(
                "desk/question",
                new ProceduresPage.Answering(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        lines.line(question, question.caseId(), officer.region()),
                        events,
                        question.isOpen(),
                        CityTime.day(time.instant()),
                        typed),
                typed.status());
    }

    /** To anybody else's department it is not there. */
    private Questions.Question mine(Officer officer, UUID id) {
        Questions.Question found = questions
                .find(officer.region(), id)
                .filter(each -> questions.mayAnswer(officer, each))
                .orElseThrow(ProcedureLines::notFound);
        cases.mustBeFree(officer, new CaseId(officer.region(), found.caseId()));
        return found;
    }

    @GetMapping("/{id}/copies/{department}")
    ModelAndView copied(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String department) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return copied(officer, id, department, Typed.NOTHING);
    }

    @PostMapping("/{id}/copies/{department}")
    ModelAndView confirm(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String department,
            @RequestParam(defaultValue = "") String preparation) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        Copy copy = mine(officer, id, department);
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/copies/" + department,
                () -> copies.confirm(
                        new CaseId(officer.region(), copy.caseId()), department, officer.id(), preparation),
                refusal -> copied(
                        officer, id, department, new Typed(Map.of("preparation", List.of(preparation)), refusal)));
    }

    private ModelAndView copied(Officer officer, UUID id, String department, Typed typed) {
        Copy copy = mine(officer, id, department);
        Line<Copy> line = lines.line(copy, id, officer.region());
        return Page.show(
                "desk/copy",
                new ProceduresPage.Copied(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        line,
                        events,
                        needed(line.item(), new CaseId(officer.region(), id)),
                        copies.mayConfirm(officer, department),
                        typed),
                typed.status());
    }

    private Copy mine(Officer officer, UUID id, String department) {
        Copy found = copies.ofCase(new CaseId(officer.region(), id)).stream()
                .filter(copy -> copy.department().equals(department) && copies.mayConfirm(officer, department))
                .findFirst()
                .orElseThrow(ProcedureLines::notFound);
        cases.mustBeFree(officer, new CaseId(officer.region(), found.caseId()));
        return found;
    }

    /** What will stand on the result anyway: enough to prepare, and nothing else of the file. */
    private List<Fact> needed(ItemVersion item, CaseId id) {
        var answers = desk.dossier(id).answers();
        return item.result().shows().stream()
                .flatMap(shown -> item.form().questions().stream()
                        .filter(question -> question.code().equals(shown.question()))
                        .filter(question -> !answers.all(question.code()).isEmpty())
                        .map(question -> new Fact(shown.label(), said(question, answers.all(question.code())))))
                .toList();
    }

    /** As it will stand on what is issued, which is in Chinese. */
    private static String said(Question question, List<String> given) {
        return Said.masked(question, given, Words.of(Locale.CHINESE));
    }
}
