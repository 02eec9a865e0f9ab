package org.yimen.desk;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.SpecialProcedures;
import org.yimen.application.web.EventWords;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
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
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Copies.Copy;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.ProcedureRefused;
import org.yimen.procedure.Questions;
import org.yimen.procedure.Runs;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Survey.Appointment;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Survey.Mode;
import org.yimen.procedure.Survey.Surveyor;
import org.yimen.procedure.Surveys;

/** 特别程序的桌面: surveys, experts, hearings, questions to other departments and copies for them. */
@Controller
@RequestMapping("/desk/procedures")
class ProceduresController {

    private static final Set<String> UNDECIDED =
            Set.of("Reviewing", "InProcedure", "Deciding", "ReadyToGrant", "Proposed");

    private final Officers officers;
    private final OpenCases cases;
    private final SpecialProcedures special;
    private final Surveys surveys;
    private final Experts experts;
    private final Hearings hearings;
    private final Questions questions;
    private final Copies copies;
    private final Runs runs;
    private final ApplicationDesk desk;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final Directory directory;
    private final EventWords events;
    private final InstantSource time;

    ProceduresController(
            Officers officers,
            OpenCases cases,
            SpecialProcedures special,
            Surveys surveys,
            Experts experts,
            Hearings hearings,
            Questions questions,
            Copies copies,
            Runs runs,
            ApplicationDesk desk,
            WorkLists lists,
            Catalogue catalogue,
            Directory directory,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.special = special;
        this.surveys = surveys;
        this.experts = experts;
        this.hearings = hearings;
        this.questions = questions;
        this.copies = copies;
        this.runs = runs;
        this.desk = desk;
        this.lists = lists;
        this.catalogue = catalogue;
        this.directory = directory;
        this.events = events;
        this.time = time;
    }

    @GetMapping
    ModelAndView all(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        String region = officer.region();
        boolean all = watches(officer);
        List<String> departments = departments(officer);
        var surveyed = surveys.open(officer, all);
        var heard = hearings.open(region).stream()
                .filter(hearing -> all || departments.contains(hearing.department()) || isChair(officer, hearing))
                .toList();
        var asked = questions.open(region, departments);
        var copied = copies.unread(region, departments);
        List<UUID> ids = Stream.of(
                        surveyed.stream().map(Survey.Line::caseId),
                        heard.stream().map(Hearing::caseId),
                        asked.stream().map(Questions.Question::caseId),
                        copied.stream().map(Copy::caseId))
                .flatMap(each -> each)
                .distinct()
                .toList();
        Map<UUID, Summary> files = summaries(region, ids);
        return Page.show(
                "desk/procedures",
                new ProceduresPage(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        CityTime.day(time.instant()),
                        open(lines(surveyed, Survey.Line::caseId, files)),
                        open(lines(heard, Hearing::caseId, files)),
                        lines(asked, Questions.Question::caseId, files),
                        lines(copied, Copy::caseId, files),
                        events));
    }

    /** 中止预警: for supervision. */
    @GetMapping("/halts")
    ModelAndView halts(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.HALTS, staff);
        LocalDate today = CityTime.day(time.instant());
        var flagged = runs.flagged(officer.region(), today);
        Map<UUID, Summary> files = summaries(
                officer.region(),
                flagged.stream().map(Runs.Flagged::caseId).distinct().toList());
        return Page.show(
                "desk/halts",
                new ProceduresPage.Halts(
                        officers.frame(officer, DeskArea.HALTS.href()),
                        today,
                        lines(flagged, Runs.Flagged::caseId, files),
                        events));
    }

    @GetMapping("/pool")
    ModelAndView pool(@AuthenticationPrincipal StaffMember staff) {
        return pool(officers.in(DeskArea.EXPERTS, staff), Typed.NOTHING);
    }

    @PostMapping("/pool")
    ModelAndView enter(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> form) {
        Officer officer = officers.in(DeskArea.EXPERTS, staff);
        return done(
                "/desk/procedures/pool",
                () -> experts.enter(
                        officer.region(),
                        key,
                        value(form, "name"),
                        value(form, "field"),
                        value(form, "employer"),
                        value(form, "code"),
                        value(form, "number"),
                        value(form, "relatives").lines().toList()),
                refusal -> pool(officer, new Typed(copy(form), refusal)));
    }

    /** 出库, from a day on and for a reason. */
    @PostMapping("/pool/leave")
    ModelAndView leave(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam UUID expert,
            @RequestParam MultiValueMap<String, String> form) {
        Officer officer = officers.in(DeskArea.EXPERTS, staff);
        return done(
                "/desk/procedures/pool",
                () -> experts.leave(
                        officer.region(), expert, day(value(form, "on")), value(form, "reason"), officer.id()),
                refusal -> pool(officer, new Typed(copy(form), refusal)));
    }

    /** 重新入库. */
    @PostMapping("/pool/return")
    ModelAndView comeBack(@AuthenticationPrincipal StaffMember staff, @RequestParam UUID expert) {
        Officer officer = officers.in(DeskArea.EXPERTS, staff);
        experts.comeBack(officer.region(), expert, officer.id());
        return Page.goTo("/desk/procedures/pool");
    }

    private ModelAndView pool(Officer officer, Typed typed) {
        return show(
                "desk/pool",
                new ProceduresPage.Pool(
                        officers.frame(officer, DeskArea.EXPERTS.href()),
                        experts.pool(officer.region()),
                        experts.left(officer.region()),
                        CityTime.day(time.instant()),
                        UUID.randomUUID(),
                        typed),
                typed);
    }

    @GetMapping("/{id}/surveys/{step}")
    ModelAndView survey(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String step) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return survey(officer, id, step, Typed.NOTHING);
    }

    @PostMapping("/{id}/surveys/{step}/appointment")
    ModelAndView appoint(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> form) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return done(
                "/desk/procedures/" + id + "/surveys/" + step,
                () -> special.appoint(view.file().id(), officer, step, appointment(form)),
                refusal -> survey(officer, id, step, new Typed(copy(form), refusal)));
    }

    @PostMapping("/{id}/surveys/{step}/photos")
    ModelAndView photograph(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultipartFile file)
            throws IOException {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        byte[] bytes = file.getBytes();
        return done(
                "/desk/procedures/" + id + "/surveys/" + step,
                () -> special.photograph(view.file().id(), officer, step, bytes),
                refusal -> survey(officer, id, step, new Typed(Map.of(), refusal)));
    }

    @GetMapping("/{id}/surveys/{step}/photos/{number}")
    ResponseEntity<byte[]> photo(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable int number) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return surveys.find(view.file().id(), step).stream()
                .flatMap(survey -> survey.photos().stream())
                .filter(photo -> photo.number() == number)
                .findFirst()
                .flatMap(photo -> surveys.read(photo)
                        .map(bytes -> ResponseEntity.ok()
                                .contentType(MediaType.parseMediaType(photo.mediaType()))
                                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                                .body(bytes)))
                .orElseThrow(ProceduresController::notFound);
    }

    @PostMapping("/{id}/surveys/{step}/opinion")
    ModelAndView opine(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> form) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return done(
                "/desk/procedures/" + id + "/surveys/" + step,
                () -> special.opine(view.file().id(), officer, step, truth(form, "favourable"), value(form, "opinion")),
                refusal -> survey(officer, id, step, new Typed(copy(form), refusal)));
    }

    @PostMapping("/{id}/surveys/{step}/finding")
    ModelAndView find(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> form) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        var checks = new HashMap<String, Boolean>();
        step(view, step).checklist().forEach(point -> {
            if (!value(form, "point-" + point.code()).isEmpty()) {
                checks.put(point.code(), truth(form, "point-" + point.code()));
            }
        });
        return done(
                "/desk/procedures/" + id + "/surveys/" + step,
                () -> special.record(
                        view.file().id(),
                        officer,
                        step,
                        new Finding(checks, truth(form, "met"), value(form, "finding"))),
                refusal -> survey(officer, id, step, new Typed(copy(form), refusal)));
    }

    private ModelAndView survey(Officer officer, UUID id, String code, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = step(view, code);
        if (step.procedure() != Procedure.SITE_SURVEY) {
            throw notFound();
        }
        Optional<Survey> found = surveys.find(view.file().id(), code);
        boolean runs = SpecialProcedures.running(view.state(), view.item())
                .filter(step::equals)
                .isPresent();
        boolean open = runs && found.filter(Survey::isRecorded).isEmpty();
        boolean takesPart =
                found.filter(survey -> survey.isSurveyor(officer.id())).isPresent();
        boolean begun = found.filter(
                        survey -> !time.instant().isBefore(survey.appointment().at()))
                .isPresent();
        boolean silent = found.stream()
                .flatMap(survey -> survey.appointment().surveyors().stream()
                        .filter(each -> survey.silent().contains(each.department())))
                .anyMatch(each -> each.staff().equals(officer.id()));
        return show(
                "desk/survey",
                new ProceduresPage.Surveying(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        step,
                        found.orElse(null),
                        runs,
                        open && special.mayRun(officer, step),
                        open && takesPart,
                        open && silent,
                        begun,
                        typed),
                typed);
    }

    @GetMapping("/{id}/experts/{step}")
    ModelAndView experts(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String step) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return experts(officer, id, step, Typed.NOTHING);
    }

    @PostMapping("/{id}/experts/{step}")
    ModelAndView draw(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "3") int wanted) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return done(
                "/desk/procedures/" + id + "/experts/" + step,
                () -> special.draw(view.file().id(), officer, step, field, wanted),
                refusal -> experts(officer, id, step, new Typed(Map.of("field", List.of(field)), refusal)));
    }

    @PostMapping("/{id}/experts/{step}/{expert}")
    ModelAndView answered(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID expert,
            @RequestParam MultiValueMap<String, String> form) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return done(
                "/desk/procedures/" + id + "/experts/" + step,
                () -> special.answerFor(
                        view.file().id(), officer, step, expert, truth(form, "accepts"), value(form, "reason")),
                refusal -> experts(officer, id, step, new Typed(copy(form), refusal)));
    }

    private ModelAndView experts(Officer officer, UUID id, String code, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = step(view, code);
        boolean runs = SpecialProcedures.running(view.state(), view.item())
                .filter(step::equals)
                .isPresent();
        return show(
                "desk/experts",
                new ProceduresPage.Seating(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        step,
                        experts.draws(view.file().id(), code),
                        experts.fields(officer.region()),
                        runs && special.mayRun(officer, step),
                        typed),
                typed);
    }

    @GetMapping("/{id}/hearing")
    ModelAndView hearing(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return hearing(officer, id, Typed.NOTHING);
    }

    /** Tells the applicant of his right, a third party of his, or orders a hearing. */
    @PostMapping("/{id}/hearing/{act:tell|party|order|choice|schedule|minutes}")
    ModelAndView hear(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String act,
            @RequestParam MultiValueMap<String, String> form) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        CaseId file = view.file().id();
        return done(
                "/desk/procedures/" + id + "/hearing",
                () -> {
                    switch (act) {
                        case "tell" -> special.tell(file, officer);
                        case "party" -> special.tellParty(file, officer, value(form, "name"), value(form, "interest"));
                        case "order" -> special.order(file, officer);
                        case "choice" ->
                            special.chooseFor(
                                    file,
                                    officer,
                                    uuid(value(form, "party")),
                                    value(form, "choice").equals("requested"),
                                    value(form, "statement"));
                        case "schedule" ->
                            special.schedule(
                                    file, officer, moment(form), value(form, "place"), uuid(value(form, "chair")));
                        default ->
                            special.minutes(
                                    file,
                                    officer,
                                    value(form, "minutes"),
                                    value(form, "signed").lines().toList());
                    }
                },
                refusal -> hearing(officer, id, new Typed(copy(form), refusal)));
    }

    private ModelAndView hearing(Officer officer, UUID id, Typed typed) {
        CaseView view = cases.of(officer, id);
        CaseId file = view.file().id();
        Hearing hearing = hearings.find(file).orElse(null);
        boolean listed = view.item().plan().steps().stream().anyMatch(step -> step.procedure() == Procedure.HEARING);
        Set<UUID> examined = special.examined(file);
        List<CaseView.Colleague> chairs = view.steer().colleagues().stream()
                .filter(colleague -> !colleague.post().endsWith("/window") && !examined.contains(colleague.id()))
                // Somebody on two posts is one person.
                .collect(Collectors.toMap(
                        CaseView.Colleague::id, colleague -> colleague, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        return show(
                "desk/hearing",
                new ProceduresPage.Hear(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        hearings.entitled(file),
                        hearing,
                        listed,
                        special.mayHear(officer, view.item()),
                        hearing != null && isChair(officer, hearing),
                        chairs,
                        typed),
                typed);
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
            @RequestParam MultiValueMap<String, String> form) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return done(
                "/desk/procedures/" + id + "/questions",
                () -> special.ask(
                        view.file().id(),
                        officer,
                        key,
                        value(form, "department"),
                        value(form, "question"),
                        day(value(form, "due"))),
                refusal -> asking(officer, id, new Typed(copy(form), refusal)));
    }

    private ModelAndView asking(Officer officer, UUID id, Typed typed) {
        CaseView view = cases.of(officer, id);
        return show(
                "desk/questions",
                new ProceduresPage.Asking(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        questions.ofCase(view.file().id()),
                        copies.ofCase(view.file().id()),
                        special.mayHear(officer, view.item()),
                        directory.departments().stream()
                                .map(each -> each.code())
                                .filter(code -> !code.equals(view.item().department()))
                                .toList(),
                        UUID.randomUUID(),
                        typed),
                typed);
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
        return done(
                "/desk/procedures/questions/" + question,
                () -> questions.answer(officer.region(), found, officer.id(), answer),
                refusal -> question(officer, question, new Typed(Map.of("answer", List.of(answer)), refusal)));
    }

    private ModelAndView question(Officer officer, UUID id, Typed typed) {
        Questions.Question question = mine(officer, id);
        return show(
                "desk/question",
                new ProceduresPage.Answering(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        line(question, question.caseId(), officer.region()),
                        events,
                        question.isOpen(),
                        CityTime.day(time.instant()),
                        typed),
                typed);
    }

    /** To anybody else's department it is not there. */
    private Questions.Question mine(Officer officer, UUID id) {
        return questions
                .find(officer.region(), id)
                .filter(each -> questions.mayAnswer(officer, each))
                .orElseThrow(ProceduresController::notFound);
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
        return done(
                "/desk/procedures/" + id + "/copies/" + department,
                () -> copies.confirm(
                        new CaseId(officer.region(), copy.caseId()), department, officer.id(), preparation),
                refusal -> copied(
                        officer, id, department, new Typed(Map.of("preparation", List.of(preparation)), refusal)));
    }

    private ModelAndView copied(Officer officer, UUID id, String department, Typed typed) {
        Copy copy = mine(officer, id, department);
        Line<Copy> line = line(copy, id, officer.region());
        return show(
                "desk/copy",
                new ProceduresPage.Copied(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        line,
                        events,
                        needed(line.item(), new CaseId(officer.region(), id)),
                        copies.mayConfirm(officer, department),
                        typed),
                typed);
    }

    private Copy mine(Officer officer, UUID id, String department) {
        return copies.ofCase(new CaseId(officer.region(), id)).stream()
                .filter(copy -> copy.department().equals(department) && copies.mayConfirm(officer, department))
                .findFirst()
                .orElseThrow(ProceduresController::notFound);
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

    private Appointment appointment(MultiValueMap<String, String> form) {
        List<Surveyor> sent = form.getOrDefault("surveyor", List.of()).stream()
                .map(each -> each.split("/", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Surveyor(uuid(parts[1]), parts[0]))
                .toList();
        return new Appointment(
                Mode.of(value(form, "mode")),
                moment(form),
                value(form, "place"),
                sent,
                value(form, "unit"),
                value(form, "basis"),
                value(form, "people")
                        .lines()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    /** A day and an hour as the fields of a browser send them. */
    private static Instant moment(MultiValueMap<String, String> form) {
        try {
            return LocalDate.parse(value(form, "day"))
                    .atTime(LocalTime.parse(value(form, "hour")))
                    .atZone(CityTime.ZONE)
                    .toInstant();
        } catch (DateTimeException wrong) {
            throw new ProcedureRefused("procedure.moment");
        }
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException wrong) {
            throw new ProcedureRefused("procedure.moment");
        }
    }

    private static UUID uuid(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException forged) {
            throw new ProcedureRefused("procedure.nobody-chosen");
        }
    }

    private static String value(MultiValueMap<String, String> form, String field) {
        String first = form.getFirst(field);
        return first == null ? "" : first.strip();
    }

    private static boolean truth(MultiValueMap<String, String> form, String field) {
        String said = value(form, field);
        if (!said.equals("true") && !said.equals("false")) {
            throw new ProcedureRefused("procedure.nothing-chosen");
        }
        return said.equals("true");
    }

    private static Map<String, List<String>> copy(MultiValueMap<String, String> form) {
        var typed = new HashMap<String, List<String>>();
        form.forEach((field, values) -> typed.put(field, List.copyOf(values)));
        return typed;
    }

    private static Step step(CaseView view, String code) {
        return view.item().plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow(ProceduresController::notFound);
    }

    private static ModelAndView done(String to, Runnable act, Function<RuleBroken, ModelAndView> refused) {
        try {
            act.run();
        } catch (RuleBroken refusal) {
            return refused.apply(refusal);
        }
        return Page.goTo(to);
    }

    private static ModelAndView show(String template, Object page, Typed typed) {
        return Page.show(template, page, typed.refusal() == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static boolean watches(Officer officer) {
        return officer.holdsAny("supervisor") || officer.holdsAny("director");
    }

    private static boolean isChair(Officer officer, Hearing hearing) {
        Hearing.Schedule schedule = hearing.schedule();
        return schedule != null && schedule.chair().equals(officer.id());
    }

    private static List<String> departments(Officer officer) {
        return officer.posts().stream()
                .filter(post -> !post.endsWith("/window"))
                .map(post -> post.substring(0, post.indexOf('/')))
                .distinct()
                .toList();
    }

    /** Of cases that were withdrawn or ended nothing is looked at or heard any more. */
    private static <T> List<Line<T>> open(List<Line<T>> lines) {
        return lines.stream()
                .filter(line -> UNDECIDED.contains(line.file().status()))
                .toList();
    }

    private Map<UUID, Summary> summaries(String region, List<UUID> ids) {
        var files = new HashMap<UUID, Summary>();
        for (int from = 0; from < ids.size(); from += WorkLists.MOST) {
            files.putAll(lists.byIds(region, ids.subList(from, Math.min(from + WorkLists.MOST, ids.size()))));
        }
        return files;
    }

    private <T> List<Line<T>> lines(List<T> of, Function<T, UUID> caseId, Map<UUID, Summary> files) {
        return of.stream()
                .flatMap(each -> line(each, files.get(caseId.apply(each))).stream())
                .toList();
    }

    private <T> Line<T> line(T of, UUID caseId, String region) {
        return line(of, lists.byIds(region, List.of(caseId)).get(caseId)).orElseThrow(ProceduresController::notFound);
    }

    private <T> Optional<Line<T>> line(T of, @Nullable Summary file) {
        return file == null
                ? Optional.empty()
                : catalogue
                        .version(file.subject().code(), file.subject().version())
                        .map(item -> new Line<>(of, file, item));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
