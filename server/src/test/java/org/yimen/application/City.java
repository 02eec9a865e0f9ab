package org.yimen.application;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.NoticeDefects;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Answers;
import org.yimen.form.Field;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.form.Rows;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.People;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.procedure.Assignments;
import org.yimen.procedure.Survey.Appointment;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Survey.Mode;
import org.yimen.procedure.Survey.Surveyor;
import org.yimen.procedure.Tender.Rank;
import org.yimen.procedure.Tender.Report;
import org.yimen.procedure.Tenders;

/** Plays people of the demo city in tests: applies with complete papers and acts from posts. */
@Component
public class City {

    /** 陈晓禾. */
    public static final String CITIZEN = "629901199503124524";

    /** What is typed where free text is asked for. */
    public static final String WORDS = "如实填写";

    private static final byte[] PDF = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    /** The smallest picture that a camera could take. */
    public static final byte[] PHOTO = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final Drafts drafts;
    private final Applicants applicants;
    private final ApplicationDesk desk;
    private final SpecialProcedures special;
    private final People people;
    private final Directory directory;
    private final LineResults lines;
    private final Promises promises;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource time;

    City(
            Drafts drafts,
            Applicants applicants,
            ApplicationDesk desk,
            SpecialProcedures special,
            People people,
            Directory directory,
            LineResults lines,
            Promises promises,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            InstantSource time) {
        this.drafts = drafts;
        this.applicants = applicants;
        this.desk = desk;
        this.special = special;
        this.people = people;
        this.directory = directory;
        this.lines = lines;
        this.promises = promises;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.time = time;
    }

    public Applicant citizen() {
        return applicants.of(people.find(CitizenId.of(CITIZEN)).orElseThrow().id(), null);
    }

    /** A draft that lacks nothing. */
    public Dossier complete(String item) {
        return complete(citizen(), item);
    }

    public Dossier complete(Applicant applicant, String item) {
        return complete(drafts.create(applicant, item));
    }

    /** Answers what is still asked in it, and brings what it needs. */
    public Dossier complete(Dossier begun) {
        Dossier draft = begun;
        ItemVersion version = drafts.item(draft);
        Answers answers = draft.answers();
        for (int round = 0; round < 40; round++) {
            for (Question question : FormCheck.asked(version.form(), answers)) {
                if (FormCheck.check(question, answers.all(question.code())).isPresent()) {
                    answers = answers.with(question.code(), answer(question));
                    draft = drafts.answer(draft, question, answers.all(question.code()));
                }
            }
        }
        for (Material material : Drafts.uploads(version, draft)) {
            if (material.required()) {
                draft = drafts.attach(draft, material.code(), "材料.pdf", PDF);
            }
        }
        return draft;
    }

    private static String answer(Question question) {
        return switch (question.field()) {
            case Field.One _, Field.Many _, Field.Region _ ->
                question.choices().getFirst().code();
            case Field.CitizenNumber _ -> CITIZEN;
            case Field.CreditNumber _ -> "92629901MA9900A13J";
            case Field.Phone _ -> "15400000001";
            case Field.Day _ -> "2026-06-01";
            case Field.Period _ -> "2026-06-01/2026-06-30";
            case Field.YesNo _ -> "yes";
            case Field.Whole(var least, var _, var _) -> Long.toString(least);
            case Field.Decimal(var least, var _, var _) -> least.toPlainString();
            case Field.Money(var least, var _, var _) -> least.toPlainString();
            case Field.Line _, Field.Lines _, Field.Address _ -> WORDS;
            case Field.Table(var columns, var _, var _, var _) ->
                Rows.text(columns.stream().collect(Collectors.toMap(Question::code, City::answer)));
            case Field.File _, Field.Licence _ -> "";
        };
    }

    /** Somebody new: a person of many tests has too much to be listed whole. */
    public Applicant somebody() {
        var person = people.enter("试验人", TestNumbers.citizen(), "15400000001");
        return applicants.of(person.id(), null);
    }

    /** Somebody of whom the sources of shared data say nothing: they do not answer. */
    public Applicant somebodyUnanswered() {
        var person = people.enter("试验人", TestNumbers.citizen(LocalDate.of(1996, 2, 29)), "15400000001");
        return applicants.of(person.id(), null);
    }

    /** 不实承诺: what somebody committed to is found false, and is not restored. */
    public void brokePromise(Applicant somebody) {
        CaseId id = submitted(somebody, "tobacco-retail").id();
        promises.falselyCommitted(id.region(), id.value(), somebody.holder(), CityTime.day(time.instant()));
    }

    public CaseFile<State> submitted(Applicant applicant, String item) {
        var actor = Actor.applicant(applicant.holder(), applicant.person());
        return desk.submit(complete(applicant, item), actor, "web", key());
    }

    public CaseFile<State> submitted(String item) {
        Dossier draft = complete(item);
        return desk.submit(draft, Actor.applicant(citizen().holder(), citizen().person()), "web", key());
    }

    /** One that waits for what its window named as missing or wrong. */
    public CaseId noticed(Applicant applicant, String item, Defect... defects) {
        return noticed(submitted(applicant, item).id(), defects);
    }

    /** The same of one that was submitted before. */
    public CaseId noticed(CaseId id, Defect... defects) {
        var _ = desk.write(id, at("ZX/window"), key(), null, paper -> new NoticeDefects(List.of(defects), paper));
        return id;
    }

    /** The first holder of a post. */
    public Actor at(String post) {
        var today = CityTime.day(time.instant());
        var holder = directory.holders("629901", post, today).stream()
                .filter(each -> !each.standIn())
                .findFirst()
                .orElseThrow();
        return Actor.officer(holder.staff().id(), post);
    }

    public CaseFile<State> accepted(String item) {
        CaseId id = submitted(item).id();
        return desk.write(id, at("ZX/window"), key(), null, Command.Accept::new);
    }

    public CaseFile<State> accepted(Applicant applicant, String item) {
        CaseId id = submitted(applicant, item).id();
        return desk.write(id, at("ZX/window"), key(), null, Command.Accept::new);
    }

    /** A case that is accepted, and something more in the same transaction. */
    public <T> T accepting(String item, Function<CaseId, T> more) {
        CaseId id = submitted(item).id();
        return Objects.requireNonNull(transaction.execute(_ -> {
            desk.write(id, at("ZX/window"), key(), null, Command.Accept::new);
            return more.apply(id);
        }));
    }

    /** A case that is decided and whose certificate is not made yet. */
    public CaseFile<State> granted(String item) {
        CaseId id = accepted(item).id();
        review(id);
        keyed(id);
        String department = desk.item(desk.find(id)).department();
        CaseFile<State> decided = desk.write(id, at(department + "/chief"), key(), null, Command.Grant::new);
        return decided.state() instanceof State.Proposed
                ? desk.write(id, at(department + "/head"), key(), null, paper -> new Command.Consent(true, paper))
                : decided;
    }

    /** What the system of the line decided, where there is one. */
    public void keyed(CaseId id) {
        CaseFile<State> file = desk.find(id);
        ItemVersion version = desk.item(file);
        if (version.mode().lineSystem() != null) {
            var result = new LineResults.Keyed("LX" + key(), true, CityTime.day(time.instant()));
            lines.key(file, version, at(version.department() + "/chief").id(), result);
        }
    }

    /** Passes every special procedure and every review of the plan, up to the decision. */
    public void review(CaseId id) {
        for (int guard = 0; guard < 20; guard++) {
            CaseFile<State> file = desk.find(id);
            if (!(file.state() instanceof State.Reviewing(var _, var _, var course))) {
                return;
            }
            switch (desk.item(file).plan().elements().get(course.position())) {
                case Stage stage -> {
                    for (String department : stage.departments()) {
                        var review = new Command.Review(department, true, "同意");
                        desk.act(id, at(department + "/examiner"), key(), null, review);
                    }
                }
                case Step step -> special(id, step);
            }
        }
    }

    public void special(CaseId id, Step step) {
        Actor examiner = at(step.department() + "/examiner");
        int days = step.procedure() == Procedure.PUBLICITY ? step.mostDays() : 1;
        desk.write(id, examiner, key(), null, paper -> new Command.StartStep(step.code(), days, paper));
        if (step.procedure() == Procedure.SITE_SURVEY) {
            surveyed(id, step);
        }
        assigned(id, step);
        if (Tenders.isOne(step)) {
            ranked(id, step, 1);
        }
        if (step.procedure() == Procedure.PUBLICITY) {
            hungOut(id, step);
        }
        desk.write(id, examiner, key(), null, paper -> new Command.FinishStep("符合要求", paper));
    }

    /** A report of one place that speaks of this case alone; with rank 1 it wins. */
    public void ranked(CaseId id, Step step, int rank) {
        var report = new Report(
                "招评" + key(), "公共资源交易中心", CityTime.day(time.instant()), 1, List.of(new Rank(id.value(), rank, "")));
        special.recordTender(id, officer(step.department() + "/examiner"), step.code(), UUID.randomUUID(), report);
    }

    /** As if its days were over: the clock of all tests stands still. */
    public void hungOut(CaseId id, Step step) {
        jdbc.sql("""
                        update procedure.run
                           set due_on = started_on - 1
                         where region_code = :region and case_id = :case and step = :step
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step.code())
                .update();
    }

    /** The two whom the law wants for it. */
    public void assigned(CaseId id, Step step) {
        if (Assignments.asksForTwo(desk.item(desk.find(id)), step)) {
            var two = List.of(
                    at(step.department() + "/examiner").id(),
                    at(step.department() + "/chief").id());
            special.assign(id, officer(step.department() + "/examiner"), step.code(), two);
        }
    }

    /** What a survey leaves behind: appointed for now, photographed, every point met. */
    public void surveyed(CaseId id, Step step) {
        Officer examiner = officer(step.department() + "/examiner");
        special.appoint(id, examiner, step.code(), appointment(step));
        special.photograph(id, examiner, step.code(), PHOTO);
        special.record(
                id,
                examiner,
                step.code(),
                new Finding(
                        step.checklist().stream().collect(Collectors.toMap(Plan.Point::code, _ -> true)),
                        true,
                        "现场符合要求"));
    }

    /** The step of that code in the plan of the case. */
    public Step step(CaseId id, String code) {
        return desk.item(desk.find(id)).plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** By the examiner and the chief representative of the department, now. */
    public Appointment appointment(Step step) {
        String department = step.department();
        return new Appointment(
                Mode.INDEPENDENT,
                time.instant(),
                "申请人的经营场所",
                List.of(
                        new Surveyor(at(department + "/examiner").id(), department),
                        new Surveyor(at(department + "/chief").id(), department)),
                "",
                "",
                List.of());
    }

    public Officer officer(String post) {
        return directory.officer(at(post).id(), time.instant());
    }

    /** The result, given to whoever is expected to fetch it. */
    public Command.Deliver toHimself(CaseId id) {
        return new Command.Deliver("window", HandOvers.usual(desk.applicant(desk.find(id))));
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }
}
