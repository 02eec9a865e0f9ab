package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.application.CaseView.Colleague;
import org.yimen.casework.Actor;
import org.yimen.casework.Attempts;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.DataRights;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.LookUps;
import org.yimen.identity.Onlooker;
import org.yimen.identity.RealNameCheck;
import org.yimen.identity.RealNames;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Plain;
import org.yimen.procedure.Assignments;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Hearing.Entitled;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.Matter;
import org.yimen.procedure.Mending.Given;
import org.yimen.procedure.Mending.Picture;
import org.yimen.procedure.Mending.Word;
import org.yimen.procedure.Mendings;
import org.yimen.procedure.Namings;
import org.yimen.procedure.Objection;
import org.yimen.procedure.Objections;
import org.yimen.procedure.Objections.Arrived;
import org.yimen.procedure.Objections.Objector;
import org.yimen.procedure.ProcedureRefused;
import org.yimen.procedure.Questions;
import org.yimen.procedure.Runs;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Survey.Appointment;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Surveys;
import org.yimen.procedure.Tender;
import org.yimen.procedure.Tenders;
import org.yimen.time.Clock;
import org.yimen.time.WorkCalendar;

/** 特别程序: who may write into the records of a case's special procedures, and while which of them runs. */
@Service
public class SpecialProcedures {

    /** Whoever sits at a window takes in, and holds no hearing. */
    private static final List<String> CHAIRS = List.of("head", "chief", "examiner");

    /** Who confirms what a colleague wrote down of a tender. */
    private static final List<String> SECONDS = List.of("/examiner", "/chief");

    private static final String ASKED = "application.attempt.procedure";

    private final ApplicationDesk desk;
    private final CaseDesk cases;
    private final Attempts attempts;
    private final Surveys surveys;
    private final Mendings mendings;
    private final Experts experts;
    private final Hearings hearings;
    private final Objections objections;
    private final Questions questions;
    private final Assignments assignments;
    private final Namings namings;
    private final Tenders tenders;
    private final Runs runs;
    private final WorkCalendar calendar;
    private final NamedBeside beside;
    private final Parties parties;
    private final RealNames names;
    private final LookUps lookUps;
    private final Directory directory;
    private final DataRights rights;
    private final InstantSource time;

    SpecialProcedures(
            ApplicationDesk desk,
            CaseDesk cases,
            Attempts attempts,
            Surveys surveys,
            Mendings mendings,
            Experts experts,
            Hearings hearings,
            Objections objections,
            Questions questions,
            Assignments assignments,
            Namings namings,
            Tenders tenders,
            Runs runs,
            WorkCalendar calendar,
            NamedBeside beside,
            Parties parties,
            RealNames names,
            LookUps lookUps,
            Directory directory,
            DataRights rights,
            InstantSource time) {
        this.desk = desk;
        this.cases = cases;
        this.attempts = attempts;
        this.surveys = surveys;
        this.mendings = mendings;
        this.experts = experts;
        this.hearings = hearings;
        this.objections = objections;
        this.questions = questions;
        this.assignments = assignments;
        this.namings = namings;
        this.tenders = tenders;
        this.runs = runs;
        this.calendar = calendar;
        this.beside = beside;
        this.parties = parties;
        this.names = names;
        this.lookUps = lookUps;
        this.directory = directory;
        this.rights = rights;
        this.time = time;
    }

    /** The step that runs on the case now, if one does. */
    public static Optional<Step> running(State state, ItemVersion item) {
        return state instanceof InProcedure running
                ? Optional.of(Clocks.step(item, running.halt().step()))
                : Optional.empty();
    }

    /** True where the officer examines for the department whose step it is. */
    @Guard
    public boolean mayRun(Officer officer, Step step) {
        return officer.holds(step.department() + "/examiner");
    }

    /** True where the officer examines the case, or decides it: then he may tell people of their right to be heard. */
    @Guard
    public boolean mayHear(Officer officer, ItemVersion item) {
        return officer.holds(item.department() + "/chief")
                || item.plan().stages().stream()
                        .filter(stage -> stage.act() == Act.REVIEW)
                        .flatMap(stage -> stage.departments().stream())
                        .anyMatch(department -> officer.holds(department + "/examiner"));
    }

    public void appoint(CaseId id, Officer officer, String step, Appointment appointment) {
        CaseFile<State> file = running(id, officer, step);
        List<UUID> kept = Recusals.of(file.state());
        if (appointment.surveyors().stream().anyMatch(each -> kept.contains(each.staff()))) {
            throw new CaseRuleBroken("application.special.recused");
        }
        var _ = surveys.appoint(matter(file), step, appointment, officer.id());
    }

    /** Takes in a photo of a survey, through the checks of every upload. */
    public void photograph(CaseId id, Officer officer, String step, byte[] bytes) {
        mustRun(mustActOn(desk.find(id), officer), step);
        surveys.photograph(id, step, officer.id(), picture(bytes).mediaType(), bytes);
    }

    private static Inspection.Kind picture(byte[] bytes) {
        if (bytes.length == 0) {
            throw new CaseRuleBroken("application.file.empty");
        }
        if (bytes.length > Drafts.LARGEST_FILE) {
            throw new CaseRuleBroken("application.file.too-large", Drafts.LARGEST_FILE / 1024 / 1024);
        }
        Inspection.Kind kind = Inspection.of("", bytes);
        if (kind != Inspection.Kind.JPEG && kind != Inspection.Kind.PNG) {
            throw new ProcedureRefused("procedure.survey.photo-type");
        }
        return kind;
    }

    public void opine(CaseId id, Officer officer, String step, boolean favourable, String text) {
        mustRun(mustActOn(desk.find(id), officer), step);
        surveys.opine(id, step, officer, favourable, text);
    }

    public void record(CaseId id, Officer officer, String step, Finding finding) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        mustRun(file, step);
        surveys.record(matter(file), step, officer.id(), finding);
    }

    /** True where the officer heads the department whose step it is: he lets it be looked at once more. */
    public static boolean isHeadOf(Officer officer, Step step) {
        return officer.holds(step.department() + "/head");
    }

    /**
     * The last day that the applicant can be given to mend something: the clock runs on meanwhile, and a working day is left to
     * look again and decide. Empty where there is no such day.
     */
    public Optional<LocalDate> latestMending(CaseFile<State> file) {
        return AfterSilence.latest(file.state(), desk.item(file), calendar.provisional(), day());
    }

    /**
     * 整改: lets the applicant put right what the last look found unmet, and have it looked at again.
     *
     * @param reason of the head, where the house's rules allow no further look; may be empty
     */
    public void letMend(CaseId id, Officer officer, String code, String what, LocalDate until, String reason) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        Step step = mustRun(file, code);
        boolean head = isHeadOf(officer, step);
        if (!head && !mayRun(officer, step)) {
            throw refused(id, officer, "application.may-not.post");
        }
        Survey survey =
                surveys.find(id, code).orElseThrow(() -> new ProcedureRefused("procedure.survey.not-appointed"));
        LocalDate latest = latestMending(file).orElseThrow(() -> new ProcedureRefused("procedure.mending.no-time"));
        String because = head && mendings.wantsReason(survey) ? Reason.said(reason, Mendings.LONGEST) : null;
        mendings.give(matter(file), survey, new Given(what, until, latest, because), officer.id());
    }

    /**
     * The applicant says that it is mended.
     *
     * @param text may be empty
     * @param name of the picture; empty where there is none
     */
    public void mended(CaseId id, Actor applicant, UUID person, String code, String text, String name, byte[] bytes) {
        CaseFile<State> file = own(id, applicant);
        mustRun(file, code);
        Survey survey = surveys.find(id, code).orElseThrow(() -> new ProcedureRefused("procedure.mending.none"));
        Picture picture = bytes.length == 0
                ? null
                : new Picture(Plain.line(name), picture(bytes).mediaType());
        mendings.say(matter(file), survey, new Word(person, false, text), picture, bytes);
    }

    /** Writes down that the applicant said it is mended, by phone or here, and how he said so. */
    public void mendedFor(CaseId id, Officer officer, String code, String said) {
        CaseFile<State> file = running(id, officer, code);
        Survey survey = surveys.find(id, code).orElseThrow(() -> new ProcedureRefused("procedure.mending.none"));
        mendings.say(matter(file), survey, new Word(officer.id(), true, said), null, new byte[0]);
    }

    /** 指派: names the two or more who do the step; whoever is named by another hears of it. */
    @Transactional
    public void assign(CaseId id, Officer officer, String step, List<UUID> staff) {
        CaseFile<State> file = assignable(id, officer, step);
        if (Recusals.of(file.state()).stream().anyMatch(staff::contains)) {
            throw new CaseRuleBroken("application.special.recused");
        }
        assignments.assign(matter(file), step, staff, officer.id()).stream()
                .filter(each -> !each.equals(officer.id()))
                .forEach(each ->
                        beside.tell(each, officer, id.value(), "/desk/procedures/" + id.value() + "/staff/" + step));
    }

    /** Who was named took no part. */
    public void deny(CaseId id, Officer officer, String step, String reason) {
        assignments.deny(matter(desk.find(id)), step, officer.id(), reason);
    }

    /** 招标、拍卖: the cases of the same item in which the step runs now, or its result hangs out, of which one report speaks. */
    public List<CaseFile<State>> competing(CaseFile<State> file, Step step) {
        List<String> following =
                publicities(desk.item(file), step).map(Step::code).toList();
        return tenders.waiting(file.id().region(), step, following).stream()
                .map(desk::find)
                .filter(each -> each.subject().code().equals(file.subject().code()))
                .filter(each -> isOpenTo(each, step))
                .toList();
    }

    /** True while a report may speak of the case: in the step itself, and as long as what it came to can be objected to. */
    public boolean isOpenTo(CaseFile<State> file, Step step) {
        ItemVersion item = desk.item(file);
        return running(file.state(), item)
                .filter(now -> now.code().equals(step.code())
                        || publicities(item, step).anyMatch(now::equals))
                .isPresent();
    }

    /** Where the result of a step hangs out. */
    private static Stream<Step> publicities(ItemVersion item, Step step) {
        return item.plan().steps().stream()
                .dropWhile(each -> !each.code().equals(step.code()))
                .filter(Objections::areOpenTo);
    }

    /**
     * Writes down what the tender or the auction came to, for every case of which the report speaks; what would take the place of
     * a report that counts waits for a second officer.
     *
     * @param key names the report, so that a second click writes nothing
     */
    @Transactional
    public void recordTender(CaseId id, Officer officer, String code, UUID key, Tender.Report report) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        Step step = tenderOf(file, code);
        if (!mayRun(officer, step)) {
            throw refused(id, officer, "application.may-not.post");
        }
        List<CaseFile<State>> competing = impartial(officer, competing(file, step));
        if (tenders.record(key, step, competing.stream().map(this::matter).toList(), report, officer.id())) {
            hangOutAnew(competing, report.ranks());
        } else {
            tellSeconds(file, officer, step, key);
        }
    }

    private void tellSeconds(CaseFile<State> file, Officer first, Step step, UUID report) {
        LocalDate today = CityTime.day(time.instant());
        SECONDS.stream()
                .flatMap(role -> rights.holders(file.id(), step.department() + role, today).stream())
                .map(holder -> holder.staff().id())
                .filter(staff -> !staff.equals(first.id()))
                .distinct()
                .forEach(staff -> beside.wanted(
                        staff,
                        first,
                        report,
                        file.number(),
                        "/desk/procedures/" + file.id().value() + "/tenders/" + step.code()));
    }

    /** True where the officer may be the second one about a ranking: who examines for the department of the step, or decides. */
    public boolean isSecond(Officer officer, Step step) {
        return SECONDS.stream().anyMatch(role -> officer.holds(step.department() + role));
    }

    /**
     * A second officer confirms a report that takes the place of one. What hangs out already hangs out anew from today, so that
     * everybody has all the days to object to it.
     */
    @Transactional
    public void confirmTender(CaseId id, Officer officer, String code, UUID report) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        Step step = tenderOf(file, code);
        mustBeSecond(id, officer, step);
        List<CaseFile<State>> competing = impartial(officer, competing(file, step));
        List<Tender.Rank> ranks = tenders.confirm(
                id.region(), report, step, competing.stream().map(this::matter).toList(), officer.id());
        hangOutAnew(competing, ranks);
    }

    /** A report that waits for a second officer does not count after all. */
    public void declineTender(CaseId id, Officer officer, String code, UUID report, String reason) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        Step step = tenderOf(file, code);
        mustBeSecond(id, officer, step);
        tenders.decline(id.region(), report, step, reason, officer.id());
    }

    private Step tenderOf(CaseFile<State> file, String code) {
        Step step = Clocks.step(desk.item(file), code);
        if (!Tenders.isOne(step)) {
            throw new ProcedureRefused("procedure.step.not-listed", code);
        }
        if (!isOpenTo(file, step)) {
            throw new ProcedureRefused("procedure.step.not-running");
        }
        return step;
    }

    private void mustBeSecond(CaseId id, Officer officer, Step step) {
        if (!isSecond(officer, step)) {
            throw refused(id, officer, "application.may-not.post");
        }
    }

    /** Who keeps out of one of the cases ranks none of them. */
    private static List<CaseFile<State>> impartial(Officer officer, List<CaseFile<State>> competing) {
        if (competing.stream().anyMatch(each -> Recusals.of(each.state()).contains(officer.id()))) {
            throw new CaseRuleBroken("application.special.recused");
        }
        return competing;
    }

    private void hangOutAnew(List<CaseFile<State>> competing, List<Tender.Rank> ranks) {
        Set<UUID> ranked = ranks.stream().map(Tender.Rank::caseId).collect(Collectors.toSet());
        competing.stream().filter(each -> ranked.contains(each.id().value())).forEach(this::hangsOutAnew);
    }

    private void hangsOutAnew(CaseFile<State> file) {
        LocalDate today = CityTime.day(time.instant());
        running(file.state(), desk.item(file))
                .filter(Objections::areOpenTo)
                .ifPresent(step -> runs.anew(
                        file.id(),
                        step.code(),
                        new Clock(today, step.limit(), List.of(), 0)
                                .read(calendar.provisional(), today)
                                .dueOn()));
    }

    public void draw(CaseId id, Officer officer, String step, String field, int wanted) {
        CaseFile<State> file = running(id, officer, step);
        var _ = experts.draw(matter(file), step, field, wanted, officer.id());
    }

    public void answerFor(CaseId id, Officer officer, String step, UUID expert, boolean accepts, String reason) {
        CaseFile<State> file = running(id, officer, step);
        experts.answer(matter(file), expert, accepts, reason, officer.id());
    }

    /** Art. 47: tells the applicant that he may ask for a hearing. */
    public void tell(CaseId id, Officer officer) {
        CaseFile<State> file = hearable(id, officer);
        hearings.tell(matter(file), officer.id(), () -> isUndecided(id));
    }

    /**
     * Arts. 36, 47: tells a third party of his rights, on a sealed paper that is then served, and by phone where he left one.
     *
     * @param number of his identity card, or the credit code of the firm; may be empty
     */
    @Transactional
    public void tellParty(CaseId id, Officer officer, String name, String phone, String number, String interest) {
        CaseFile<State> file = hearable(id, officer);
        mustBelong(officer, name, number);
        Entitled told =
                hearings.tellParty(matter(file), name, phone, number, interest, officer.id(), () -> isUndecided(id));
        if (told.paper() == null) {
            parties.write(file, officer, told);
        }
    }

    /** Whoever signs in with that number reads the file: so it is the number of him who is named. */
    private void mustBelong(Officer officer, String name, String number) {
        String typed = number.strip().toUpperCase(Locale.ROOT);
        if (!typed.isEmpty()) {
            // Whoever is told that they differ could otherwise try names until one does not.
            var by = new Onlooker(officer.id(), officer.name(), Collections.min(officer.posts()));
            lookUps.refusal(officer.region(), by).ifPresent(code -> {
                throw new ProcedureRefused(code);
            });
        }
        RealNameCheck.Answer answer = CitizenId.parse(typed)
                .map(citizen -> names.compare(name, citizen))
                .or(() -> CreditCode.parse(typed).map(code -> names.compare(name, code)))
                // What is no number at all is refused with the rest of what was typed.
                .orElse(RealNameCheck.Answer.MATCHED);
        switch (answer) {
            case MATCHED -> {
                // They do.
            }
            case NO_MATCH -> throw new ProcedureRefused("procedure.party.number-mismatch");
            case UNREACHABLE -> throw new ProcedureRefused("procedure.party.number-unreachable");
        }
    }

    /**
     * What a third party himself answers, signed in.
     *
     * @param requests null where he says nothing of a hearing yet
     */
    public void answer(Entitled party, String region, @Nullable Boolean requests, String statement, UUID by) {
        var id = new CaseId(region, party.caseId());
        hearings.answer(matter(desk.find(id)), party.id(), requests, statement, by, () -> isUndecided(id));
    }

    /**
     * 公示异议: somebody objects to what is publicised.
     *
     * @param key names it; twice under one key is once
     * @param name of the file; empty where there is none
     */
    public UUID object(CaseId id, String code, Objector who, UUID key, String grounds, String name, byte[] bytes) {
        CaseFile<State> file = desk.find(id);
        Step step = publicity(file, code);
        if (who.holder().equals(file.applicant())) {
            throw new ProcedureRefused("procedure.objection.own");
        }
        boolean runs =
                running(file.state(), desk.item(file)).filter(step::equals).isPresent();
        Arrived arrived = bytes.length == 0
                ? null
                : new Arrived(Plain.line(name), Drafts.inspected(name, bytes).mediaType());
        return objections.object(matter(file), step, runs, who, key, grounds, arrived, bytes);
    }

    /** What is found on an objection, by whoever runs the publicity. */
    public void answerObjection(
            CaseId id, Officer officer, String code, UUID objection, Objection.Finding finding, String text) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        if (!mayRun(officer, publicity(file, code))) {
            throw CaseRuleBroken.withoutAuthority("application.may-not.post");
        }
        objections.answer(matter(file), objection, finding, text, officer.id());
    }

    /** The step of that code, where people may object to it. */
    private Step publicity(CaseFile<State> file, String code) {
        return desk.item(file).plan().steps().stream()
                .filter(each -> each.code().equals(code) && Objections.areOpenTo(each))
                .findFirst()
                .orElseThrow(() -> new ProcedureRefused("procedure.step.not-listed", code));
    }

    public void order(CaseId id, Officer officer) {
        CaseFile<State> file = hearable(id, officer);
        hearings.order(matter(file), officer.id(), () -> isUndecided(id));
    }

    /** Writes down what a third party answered, and from whom the officer has it. */
    public void chooseFor(CaseId id, Officer officer, UUID party, boolean requests, String statement, String said) {
        CaseFile<State> file = hearable(id, officer);
        hearings.enterChoice(matter(file), party, requests, statement, said, officer.id());
    }

    /** What the applicant himself answered. */
    public void choose(CaseId id, Actor applicant, boolean requests) {
        CaseFile<State> file = own(id, applicant);
        hearings.choose(matter(file), requests);
    }

    private static boolean isOwn(Actor actor, CaseFile<State> file) {
        return actor.kind() == Actor.Kind.APPLICANT && actor.id().equals(file.applicant());
    }

    /** 撤回听证申请: the applicant's own. */
    public void withdraw(CaseId id, Actor applicant) {
        CaseFile<State> file = own(id, applicant);
        hearings.withdraw(matter(file), null, "", applicant.id());
    }

    /** Writes down that a third party no longer asks for a hearing. */
    public void withdrawFor(CaseId id, Officer officer, UUID party, String said) {
        CaseFile<State> file = hearable(id, officer);
        hearings.withdraw(matter(file), party, said, officer.id());
    }

    /** 申请主持人回避: the applicant's own. */
    public void askForAnotherChair(CaseId id, Actor applicant, String reason) {
        CaseFile<State> file = own(id, applicant);
        hearings.askForAnotherChair(matter(file), null, reason, applicant.id());
    }

    /** Writes down that a third party asked for it. */
    public void askForAnotherChairFor(CaseId id, Officer officer, UUID party, String reason) {
        CaseFile<State> file = hearable(id, officer);
        hearings.askForAnotherChair(matter(file), party, reason, officer.id());
    }

    /** The head of the department whose hearing it is decides whether another holds it. */
    public void decideOnChair(CaseId id, Officer officer, UUID request, boolean upheld, String because) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        boolean head = hearings.find(id)
                .filter(hearing -> officer.holds(hearing.department() + "/head"))
                .isPresent();
        if (!head) {
            throw refused(id, officer, "application.may-not.post");
        }
        hearings.decideOnChair(matter(file), request, upheld, because, officer.id());
    }

    /** What the applicant, who stands at the window, answered. */
    public void chooseAtWindow(CaseId id, Officer clerk, boolean requests, Present present) {
        hearings.chooseAtWindow(matter(heardAtWindow(id, clerk)), requests, present.said(), clerk.id());
    }

    /** 撤回听证申请: said at the window by the applicant. */
    public void withdrawAtWindow(CaseId id, Officer clerk, Present present) {
        hearings.withdraw(matter(heardAtWindow(id, clerk)), null, present.said(), clerk.id());
    }

    /** 申请主持人回避: said at the window by the applicant. */
    public void askForAnotherChairAtWindow(CaseId id, Officer clerk, String reason, Present present) {
        CaseFile<State> file = heardAtWindow(id, clerk);
        if (reason.isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        hearings.askForAnotherChair(matter(file), null, reason.strip() + "。" + present.said(), clerk.id());
    }

    private CaseFile<State> heardAtWindow(CaseId id, Officer clerk) {
        CaseFile<State> file = mustActOn(desk.find(id), clerk);
        if (!Counters.standsFor(clerk, file.department())) {
            throw CaseRuleBroken.withoutAuthority("application.may-not.post");
        }
        if (!isOpen(file.state())) {
            throw new ProcedureRefused("procedure.hearing.decided");
        }
        return file;
    }

    private CaseFile<State> own(CaseId id, Actor applicant) {
        CaseFile<State> file = desk.find(id);
        if (!isOwn(applicant, file)) {
            throw attempts.told(id, applicant, ASKED, CaseRuleBroken.withoutAuthority("application.may-not.not-yours"));
        }
        if (!isUndecided(id)) {
            throw new ProcedureRefused("procedure.hearing.decided");
        }
        return file;
    }

    public void schedule(CaseId id, Officer officer, Instant at, String place, UUID chair, String reason) {
        CaseFile<State> file = hearable(id, officer);
        // Whoever is away or locked on the day of the hearing does not hold it either.
        boolean able = chairs(id).stream().anyMatch(each -> each.id().equals(chair))
                && directory.stopped(id.region(), chair, CityTime.day(at)).isEmpty();
        if (!able) {
            throw new ProcedureRefused("procedure.hearing.chair");
        }
        hearings.schedule(matter(file), at, place, chair, reason, examined(id), officer.id());
    }

    /** Art. 48(1)(3): who may hold the hearing, people of the departments concerned who have had no hand in the case, once each. */
    public List<Colleague> chairs(CaseId id) {
        Set<UUID> examined = examined(id);
        var able = new LinkedHashMap<UUID, Colleague>();
        Steering.concerned(desk.item(desk.find(id))).stream()
                .sorted()
                .flatMap(department -> CHAIRS.stream().map(role -> department + "/" + role))
                .forEach(post -> rights.holders(id, post, day()).stream()
                        .map(Directory.Holder::staff)
                        .filter(staff -> !examined.contains(staff.id()))
                        .forEach(staff -> able.putIfAbsent(staff.id(), new Colleague(staff.id(), staff.name(), post))));
        return List.copyOf(able.values());
    }

    /** Everybody of the office who has had a hand in the case, or keeps out of it. */
    public Set<UUID> examined(CaseId id) {
        var examined = new HashSet<UUID>();
        cases.history(id).stream()
                .map(event -> event.actor())
                .filter(actor -> actor.kind() == Actor.Kind.OFFICER)
                .forEach(actor -> examined.add(actor.id()));
        State state = desk.find(id).state();
        // Nor does whoever keeps out of the case hold its hearing.
        examined.addAll(Recusals.of(state));
        Tasks.course(state).ifPresent(course -> course.flow().assignments().forEach(each -> examined.add(each.to())));
        return examined;
    }

    public void minutes(CaseId id, Officer officer, String text, List<String> signed) {
        CaseFile<State> file = desk.find(id);
        boolean runs = Hearings.listed(desk.item(file))
                .map(listed -> running(file.state(), desk.item(file))
                        .filter(listed::equals)
                        .isPresent())
                .orElseGet(() -> isUndecided(id));
        if (!runs) {
            // Art. 45: the time of a listed one counts from a notice, so the notice comes first.
            throw new ProcedureRefused("procedure.hearing.not-running");
        }
        if (examined(id).contains(officer.id())) {
            throw new ProcedureRefused("procedure.hearing.chair");
        }
        hearings.minutes(matter(file), officer.id(), text, signed);
    }

    /** Asks the former department; while nothing is decided, and without stopping any clock. */
    public void ask(CaseId id, Officer officer, UUID key, String department, String text, LocalDate dueOn) {
        CaseFile<State> file = hearable(id, officer);
        String post = officer.posts().stream()
                .filter(each -> each.startsWith(desk.item(file).department() + "/"))
                .sorted()
                .findFirst()
                .orElseGet(() -> officer.posts().stream().sorted().findFirst().orElse(""));
        questions.ask(matter(file), key, department, text, dueOn, officer.id(), post);
    }

    /** The case as its special procedures see it. */
    public Matter matter(CaseFile<State> file) {
        Applicant applicant = desk.applicant(file);
        return new Matter(
                file.id(),
                file.number(),
                file.applicant(),
                applicant.person(),
                desk.item(file),
                applicant.number(),
                applicant.agentNumber());
    }

    private CaseFile<State> running(CaseId id, Officer officer, String code) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        Step step = mustRun(file, code);
        if (!mayRun(officer, step)) {
            throw refused(id, officer, "application.may-not.post");
        }
        return file;
    }

    /** Art. 55(2): within five days of acceptance, and so before the step need have begun. */
    private CaseFile<State> assignable(CaseId id, Officer officer, String code) {
        CaseFile<State> file = desk.find(id);
        if (!mayAssignNow(file, code)) {
            return running(id, officer, code);
        }
        mustActOn(file, officer);
        if (!mayRun(officer, Clocks.step(desk.item(file), code))) {
            throw refused(id, officer, "application.may-not.post");
        }
        return file;
    }

    /** True while people can be named for the step: while it runs, or while its five days matter and it has not ended. */
    public boolean mayAssignNow(CaseFile<State> file, String code) {
        boolean runs = running(file.state(), desk.item(file))
                .filter(step -> step.code().equals(code))
                .isPresent();
        return runs
                || (isUndecided(file.id())
                        && namings.find(file.id(), code)
                                .filter(naming -> naming.closedOn() == null)
                                .isPresent());
    }

    /** 回避: whoever keeps out of the case does nothing of it, whatever it is called. */
    private CaseFile<State> mustActOn(CaseFile<State> file, Officer officer) {
        if (Recusals.of(file.state()).contains(officer.id())) {
            throw refused(file.id(), officer, "application.may-not.recused");
        }
        return file;
    }

    private CaseRuleBroken refused(CaseId id, Officer officer, String code) {
        return attempts.told(id, Actor.officer(officer.id(), ""), ASKED, CaseRuleBroken.withoutAuthority(code));
    }

    private Step mustRun(CaseFile<State> file, String code) {
        return running(file.state(), desk.item(file))
                .filter(step -> step.code().equals(code))
                .orElseThrow(() -> new ProcedureRefused("procedure.step.not-running"));
    }

    private CaseFile<State> hearable(CaseId id, Officer officer) {
        CaseFile<State> file = mustActOn(desk.find(id), officer);
        if (!mayHear(officer, desk.item(file))) {
            throw refused(id, officer, "application.may-not.post");
        }
        if (!isUndecided(id)) {
            throw new ProcedureRefused("procedure.hearing.decided");
        }
        return file;
    }

    /** True while people may be told and heard: it was accepted, and nothing is decided. */
    public boolean isOpen(CaseFile<State> file) {
        return isOpen(file.state());
    }

    private boolean isUndecided(CaseId id) {
        return isOpen(desk.find(id).state());
    }

    /** True while somebody can still be heard: it is accepted and not decided. */
    public static boolean isOpen(State state) {
        return switch (state) {
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _ -> true;
            default -> false;
        };
    }

    private LocalDate day() {
        return CityTime.day(time.instant());
    }
}
