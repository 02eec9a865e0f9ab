package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.Catalogue;
import org.yimen.crypto.ColumnCipher;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Draw;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.OldExperts;
import org.yimen.procedure.Proceedings;
import org.yimen.procedure.Questions;
import org.yimen.procedure.Reminders;
import org.yimen.procedure.Runs;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Survey.Appointment;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Survey.Mode;
import org.yimen.procedure.Survey.Surveyor;
import org.yimen.procedure.Surveys;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;
import org.yimen.time.WorkCalendar;

/** Surveys, experts, hearings, questions and copies of real cases, each with the record that it needs. */
@HallTest
class SpecialProceduresTest {

    private static final String CITY = "629901";
    private static final String HYGIENE = "public-place-hygiene";
    private static final String WATER = "water-abstraction";
    private static final String FOOD = "food-business";

    @Autowired
    private Parties parties;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private ApplicationProcedure procedure;

    @Autowired
    private Proceedings proceedings;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private Surveys surveys;

    @Autowired
    private Experts experts;

    @Autowired
    private OldExperts old;

    @Autowired
    private Statements statements;

    @Autowired
    private ColumnCipher cipher;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private People people;

    @Autowired
    private Entities entities;

    @Autowired
    private Applicants applicants;

    @Autowired
    private Hearings hearings;

    @Autowired
    private Questions questions;

    @Autowired
    private Copies copies;

    @Autowired
    private Runs runs;

    @Autowired
    private Outbox outbox;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private AuditLog audit;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-APR-13")
    @Law(value = "行政许可法 第三十四条第三款", rule = "Surveys: nobody looks alone")
    void aSurveyIsMadeByTwoAndToldOnce() {
        CaseId id = surveying();
        Officer examiner = city.officer("WJW/examiner");
        Appointment two = at(Mode.INDEPENDENT, of("WJW/examiner"), of("WJW/chief"));

        refused("procedure.survey.two", () -> appoint(id, at(Mode.INDEPENDENT, of("WJW/examiner"))));
        refused(
                "procedure.survey.own-department",
                () -> appoint(id, at(Mode.INDEPENDENT, of("WJW/examiner"), of("SJ/examiner"))));
        appoint(id, two);
        appoint(id, two);

        Survey survey = surveys.find(id, "survey").orElseThrow();
        assertThat(survey.version()).isZero();
        assertThat(news(id, "survey:" + survey.id() + ":0")).isEqualTo(1);
        appoint(
                id,
                new Appointment(
                        Mode.INDEPENDENT,
                        time.instant().plusSeconds(3600),
                        "改到后门",
                        two.surveyors(),
                        "",
                        "",
                        List.of()));
        assertThat(news(id, "survey:" + survey.id() + ":1")).isEqualTo(1);
        refused("procedure.survey.not-yet", () -> special.record(id, examiner, "survey", finding(true)));
        time.advance(Duration.ofHours(2));
        refused("procedure.survey.no-photo", () -> special.record(id, examiner, "survey", finding(true)));
        refused(
                "procedure.survey.photo-type",
                () -> special.photograph(
                        id,
                        examiner,
                        "survey",
                        "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII)));
        special.photograph(id, examiner, "survey", City.PHOTO);
        special.photograph(id, examiner, "survey", City.PHOTO);
        refused(
                "procedure.survey.checklist",
                () -> special.record(id, examiner, "survey", new Finding(Map.of("layout", true), true, "看过")));
        refused(
                "procedure.survey.not-surveyor",
                () -> special.record(id, city.officer("SJ/examiner"), "survey", finding(true)));
        refused("procedure.survey.not-recorded", () -> finish(id, "WJW/examiner"));
        special.record(id, examiner, "survey", finding(true));
        refused("procedure.survey.recorded", () -> special.record(id, examiner, "survey", finding(true)));

        assertThat(surveys.find(id, "survey").orElseThrow().photos()).hasSize(1);
        finish(id, "WJW/examiner");
        assertThat(papers.ofCase(CITY, id.value()))
                .extracting(StoredPaper::kind)
                .contains(PaperKind.STEP_NOTICE, PaperKind.STEP_END);
    }

    @Test
    @Proves("M-APR-13")
    void inAJointSurveyEachDepartmentGivesItsOpinionOfTheOneVisit() {
        CaseId id = surveying();
        Officer health = city.officer("WJW/examiner");
        Officer market = city.officer("SJ/examiner");
        refused("procedure.survey.departments", () -> appoint(id, at(Mode.JOINT, of("WJW/examiner"), of("WJW/chief"))));
        appoint(id, at(Mode.JOINT, of("WJW/examiner"), of("SJ/examiner")));
        special.photograph(id, market, "survey", City.PHOTO);

        special.opine(id, health, "survey", true, "布局合理");
        refused("procedure.survey.opinion-given", () -> special.opine(id, health, "survey", false, "又想了想"));
        refused("procedure.survey.silent", () -> special.record(id, health, "survey", finding(true)));
        special.opine(id, market, "survey", true, "无意见");
        special.record(id, health, "survey", finding(true));

        assertThat(surveys.find(id, "survey").orElseThrow().opinions())
                .extracting(Survey.Opinion::department)
                .containsExactly("SJ", "WJW");
    }

    @Test
    @Proves("M-APR-13")
    void anEntrustedSurveyNamesTheUnitAndItsPeople() {
        CaseId id = surveying();
        Appointment mine = at(Mode.ENTRUSTED, of("WJW/examiner"));

        refused("procedure.survey.unit", () -> appoint(id, mine));
        refused("procedure.survey.two", () -> appoint(id, entrusted(mine, List.of("甲"))));
        appoint(id, entrusted(mine, List.of("甲", "乙")));

        assertThat(surveys.find(id, "survey").orElseThrow().appointment())
                .returns("安澜市疾控中心", Appointment::unit)
                .returns(List.of("甲", "乙"), Appointment::people);
    }

    @Test
    @Proves({"M-APR-13", "N-W05"})
    void expertsAreDrawnByASeedThatAnybodyCanRepeatAndWhoHasAPartIsLeftOut() {
        CaseId id = surveying();
        Officer examiner = city.officer("WJW/examiner");
        String field = "卫生" + UUID.randomUUID();
        String applicant = desk.applicant(desk.find(id)).number();
        UUID himself = expert(field, applicant, List.of());
        UUID relative = expert(field, TestNumbers.citizen().value(), List.of(applicant));
        List<UUID> free = Stream.of(1, 2, 3, 4)
                .map(_ -> expert(field, TestNumbers.citizen().value(), List.of()))
                .toList();
        appoint(id, at(Mode.EXPERT, of("WJW/examiner"), of("WJW/chief")));
        special.photograph(id, examiner, "survey", City.PHOTO);

        special.draw(id, examiner, "survey", field, 3);
        special.draw(id, examiner, "survey", field, 3);

        Draw draw = experts.draws(id, "survey").getFirst();
        assertThat(experts.draws(id, "survey")).hasSize(1);
        assertThat(draw.isTrue()).isTrue();
        assertThat(draw.excluded())
                .containsEntry(himself, "procedure.conflict.self")
                .containsEntry(relative, "procedure.conflict.relative");
        assertThat(draw.seats()).hasSize(3).allMatch(seat -> free.contains(seat.expert()));
        assertThat(Trail.of(audit, CITY, List.of(Experts.DRAWN)))
                .filteredOn(AuditEntry::subject, id.value().toString())
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).containsEntry("seed", draw.seed()));
        UUID first = draw.seats().getFirst().expert();
        special.answerFor(id, examiner, "survey", first, false, "出差");
        special.answerFor(id, examiner, "survey", first, false, "出差");
        assertThat(experts.draws(id, "survey")).hasSize(2);
        Draw second = experts.draws(id, "survey").get(1);
        assertThat(second.excluded()).containsEntry(first, "procedure.conflict.part");
        assertThat(second.seats()).hasSize(1);
        refused("procedure.survey.no-expert", () -> special.record(id, examiner, "survey", finding(true)));
        Stream.concat(draw.seats().stream().skip(1), second.seats().stream())
                .forEach(seat -> special.answerFor(id, examiner, "survey", seat.expert(), true, ""));
        special.record(id, examiner, "survey", finding(true));
        assertThat(Survey.Mode.values()).hasSize(4);
    }

    @Test
    void nobodyIsInThePoolTwiceAndWhoLeftReturnsAsHeWas() {
        String number = TestNumbers.citizen().value();
        String field = "消防" + UUID.randomUUID();
        UUID first = expert(field, number, List.of());
        UUID director = city.at("ZX/director").id();

        refused("procedure.expert.known", () -> expert(field, number, List.of()));
        refused("procedure.expert.known", () -> expert("另一专业", number.toLowerCase(Locale.ROOT), List.of()));
        experts.leave(CITY, first, CityTime.day(time.instant()), "聘期届满", director);
        refused("procedure.expert.known", () -> expert(field, number, List.of()));
        experts.comeBack(CITY, first, director);

        assertThat(experts.pool(CITY)).filteredOn(Experts.Entry::field, field).hasSize(1);
    }

    @Test
    @Proves("M-IDA-06")
    void anExpertsNameLiesSealedAndOneFromBeforeIsSealedAtTheNextStart() {
        String field = "排水" + UUID.randomUUID();
        UUID id = expert(field, TestNumbers.citizen().value(), List.of());
        String name = pooled(field).name();
        assertThat(row(id)).doesNotContain(name);

        jdbc.sql("""
                        update procedure.expert
                           set name = '从前专家', name_sealed = null
                         where region_code = :region and id = :id
                        """).param("region", CITY).param("id", id).update();
        assertThat(pooled(field).name()).isEqualTo("从前专家");
        old.run(new DefaultApplicationArguments());

        assertThat(row(id)).doesNotContain("从前专家");
        assertThat(pooled(field).name()).isEqualTo("从前专家");
    }

    private Experts.Entry pooled(String field) {
        return experts.pool(CITY).stream()
                .filter(entry -> entry.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private String row(UUID expert) {
        return jdbc.sql("select e::text from procedure.expert e where region_code = :region and id = :id")
                .param("region", CITY)
                .param("id", expert)
                .query(String.class)
                .single();
    }

    @Test
    void whoStoodInThePoolTwiceFromBeforeTakesOneSeatOfADraw() {
        CaseId id = surveying();
        Officer examiner = city.officer("WJW/examiner");
        String field = "给水" + UUID.randomUUID();
        String number = TestNumbers.citizen().value();
        UUID twin = UUID.randomUUID();
        jdbc.sql("update procedure.expert set number_index = null where region_code = :region and id = :id")
                .param("region", CITY)
                .param("id", expert(field, number, List.of()))
                .update();
        jdbc.sql("""
                        insert into procedure.expert
                               (region_code, id, name, field, employer, employer_code, content, entered_at)
                        values (:region, :id, '专家', :field, '安澜大学', '', :content, :at)
                        """)
                .param("region", CITY)
                .param("id", twin)
                .param("field", field)
                .param(
                        "content",
                        cipher.seal(
                                        "procedure.expert.content",
                                        CITY,
                                        twin.toString(),
                                        "{\"number\":\"" + number + "\",\"relatives\":[]}")
                                .bytes())
                .param("at", Timestamp.from(time.instant()))
                .update();
        appoint(id, at(Mode.EXPERT, of("WJW/examiner"), of("WJW/chief")));

        refused("procedure.draw.too-few", () -> special.draw(id, examiner, "survey", field, 2));
        for (int twice = 0; twice < 2; twice++) {
            old.run(new DefaultApplicationArguments());
        }
        refused("procedure.expert.known", () -> expert(field, number, List.of()));
        assertThat(statements
                        .during(() -> expert("另一专业", TestNumbers.citizen().value(), List.of()))
                        .statements())
                .as("who is entered later does not pay for those from before")
                .noneMatch(sql -> sql.contains("number_index is null"));
        special.draw(id, examiner, "survey", field, 1);

        Draw draw = experts.draws(id, "survey").getFirst();
        assertThat(draw.pool()).hasSize(1);
        assertThat(draw.excluded().values()).containsExactly("procedure.conflict.twice");
        expert(field, TestNumbers.citizen().value(), List.of());
        special.answerFor(id, examiner, "survey", draw.seats().getFirst().expert(), false, "出差");
        assertThat(experts.draws(id, "survey").get(1).excluded().values())
                .as("both of his lines")
                .containsExactly("procedure.conflict.part", "procedure.conflict.part");
    }

    @Test
    void whoRepresentsTheFirmAndHisRelativesHaveNoPartInItsCase() {
        Person head = people.enter("试验法人", TestNumbers.citizen(), "15400000003");
        Person clerk = people.enter("试验经办", TestNumbers.citizen(), "15400000004");
        LegalEntity firm = entities.open(TestNumbers.firm(), "安澜试验有限公司", head);
        LocalDate today = CityTime.day(time.instant());
        entities.name(firm.id(), head.id(), clerk.name(), clerk.citizenId(), today, today.plusDays(30));
        CaseId id =
                city.submitted(applicants.of(clerk.id(), firm.id()), HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep("survey", 3, paper));
        String field = "建筑" + UUID.randomUUID();
        UUID himself = expert(field, head.citizenId().value(), List.of());
        UUID son = expert(
                field, TestNumbers.citizen().value(), List.of(head.citizenId().value()));
        UUID free = expert(field, TestNumbers.citizen().value(), List.of());
        appoint(id, at(Mode.EXPERT, of("WJW/examiner"), of("WJW/chief")));

        special.draw(id, city.officer("WJW/examiner"), "survey", field, 1);

        Draw draw = experts.draws(id, "survey").getFirst();
        assertThat(draw.pool()).containsExactly(free);
        assertThat(draw.excluded())
                .containsEntry(himself, "procedure.conflict.self")
                .containsEntry(son, "procedure.conflict.relative");
    }

    @Test
    void anExpertWhoLeftIsNotDrawnKeepsHisSeatAndMayComeBack() {
        CaseId id = surveying();
        Officer examiner = city.officer("WJW/examiner");
        UUID director = city.at("ZX/director").id();
        String field = "环境" + UUID.randomUUID();
        UUID first = expert(field, TestNumbers.citizen().value(), List.of());
        appoint(id, at(Mode.EXPERT, of("WJW/examiner"), of("WJW/chief")));
        special.draw(id, examiner, "survey", field, 1);
        LocalDate today = CityTime.day(time.instant());
        UUID second = expert(field, TestNumbers.citizen().value(), List.of());

        refused("procedure.expert.day", () -> experts.leave(CITY, first, today.minusDays(1), "调离", director));
        refused("procedure.expert.reason", () -> experts.leave(CITY, first, today, " ", director));
        experts.leave(CITY, first, today, "调离本市", director);
        experts.leave(CITY, first, today, "调离本市", director);
        experts.leave(CITY, second, today.plusDays(3), "届时退休", director);

        assertThat(experts.pool(CITY))
                .extracting(Experts.Entry::id)
                .contains(second)
                .doesNotContain(first);
        assertThat(experts.left(CITY))
                .filteredOn(entry -> entry.id().equals(first))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.leavesOn()).isEqualTo(today);
                    assertThat(entry.because()).isEqualTo("调离本市");
                });
        // The draw that runs is not touched: he answers, and only another draw passes him over.
        special.answerFor(id, examiner, "survey", first, true, "");
        assertThat(experts.draws(id, "survey").getFirst().seats())
                .extracting(Draw.Seat::state)
                .containsExactly("accepted");
        CaseId other = surveying();
        appoint(other, at(Mode.EXPERT, of("WJW/examiner"), of("WJW/chief")));
        refused("procedure.draw.too-few", () -> special.draw(other, examiner, "survey", field, 2));
        special.draw(other, examiner, "survey", field, 1);
        assertThat(experts.draws(other, "survey").getFirst().pool()).containsExactly(second);

        experts.comeBack(CITY, first, director);
        experts.comeBack(CITY, first, director);

        assertThat(experts.pool(CITY)).extracting(Experts.Entry::id).contains(first);
        assertThat(Trail.of(audit, CITY, List.of(Experts.LEFT, Experts.RETURNED)))
                .filteredOn(AuditEntry::subject, first.toString())
                .hasSize(2);
    }

    @Test
    @Law(
            value = "行政许可法 第四十七条",
            rule = "Hearings: who was told is heard, waives it or lets five days go by before a decision")
    void nothingIsDecidedWhileTheRightToAHearingIsOpen() {
        CaseId id = deciding(WATER);
        Officer examiner = city.officer("SL/examiner");
        special.tell(id, examiner);
        special.tell(id, examiner);
        assertThat(hearings.entitled(id)).hasSize(1);
        assertThat(news(id, "hearing-told:" + id.value())).isEqualTo(1);

        refused("procedure.hearing.awaited", () -> grant(id));
        LocalDate due = hearings.entitled(id).getFirst().dueOn();
        time.set(CityTime.startOf(due).plusSeconds(36_000));
        refused("procedure.hearing.awaited", () -> grant(id));
        time.set(CityTime.startOf(due.plusDays(1)).plusSeconds(36_000));

        refused("procedure.hearing.too-late", () -> special.choose(id, applicant(id), true));
        assertThat(grant(id).state()).isInstanceOf(Granted.class);
        refused("procedure.hearing.decided", () -> special.tell(id, examiner));
    }

    @Test
    @Law(value = "行政许可法 第四十七条", rule = "Hearings: a waiver opens the decision")
    void whoWaivesIsDecidedAtOnceAndAThirdPartyIsHeardFirst() {
        CaseId id = deciding(WATER);
        Officer examiner = city.officer("SL/examiner");
        special.tell(id, examiner);
        refused("procedure.party.phone", () -> special.tellParty(id, examiner, "下游灌区", "12345", "", "取水影响灌溉"));
        special.tellParty(id, examiner, "下游灌区", "15400000097", "", "取水影响灌溉");
        special.tellParty(id, examiner, "下游灌区", "15400000097", "", "取水影响灌溉");
        special.choose(id, applicant(id), false);
        special.choose(id, applicant(id), true);

        refused("procedure.hearing.unserved", () -> grant(id));
        UUID party = hearings.entitled(id).stream()
                .filter(Hearing.Entitled::party)
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(texted("hearing-party:" + party))
                .as("without an account, by phone, once")
                .containsExactly("procedure.news.hearing-party");
        enteredWaiver(id, examiner, party, "希望枯水期少取");

        assertThat(hearings.entitled(id)).hasSize(2).allMatch(each -> "waived".equals(each.choice()));
        refused("procedure.hearing.awaited", () -> grant(id));
        time.advance(Duration.ofDays(1));
        assertThat(grant(id).state()).isInstanceOf(Granted.class);
    }

    @Test
    @Law(value = "行政许可法 第四十八条", rule = "Hearings: notice, chair, minutes, and a decision that follows them")
    void aHearingIsNoticedChairedByAnotherAndItsMinutesAreFollowed() {
        CaseId id = city.accepted(WATER).id();
        Officer examiner = city.officer("SL/examiner");
        special.tell(id, examiner);
        special.tellParty(id, examiner, "下游灌区", "15400000097", "", "取水影响灌溉");
        special.tellParty(id, examiner, "没有手机的人", "", "", "取水影响灌溉");
        UUID party = hearings.entitled(id).stream()
                .filter(each -> each.name().equals("下游灌区"))
                .findFirst()
                .orElseThrow()
                .id();
        parties.of(desk.find(id)).forEach(line -> parties.atWindow(desk.find(id), line.key(), city.at("ZX/window")));
        special.choose(id, applicant(id), true);
        special.order(id, examiner);
        LocalDate today = CityTime.day(time.instant());
        WorkCalendar days = calendar.provisional();
        UUID head = city.at("SL/head").id();
        desk.write(id, city.at("SL/examiner"), City.key(), null, paper -> new StartStep("hearing", 20, paper));

        refused("procedure.hearing.notice", () -> schedule(id, days.after(today, 6), head));
        refused("procedure.hearing.hold-by", () -> schedule(id, days.after(today, 21), head));
        refused("procedure.hearing.chair", () -> schedule(id, days.after(today, 8), examiner.id()));
        LocalDate day = days.after(today, 8);
        schedule(id, day, head);
        schedule(id, day, head);

        Hearing hearing = hearings.find(id).orElseThrow();
        assertThat(news(id, "hearing:" + hearing.id() + ":1")).isEqualTo(1);
        assertThat(texted("hearing:" + hearing.id() + ":1:" + party))
                .containsExactly("procedure.news.hearing-party-day");
        assertThat(hearings.announced(CITY)).extracting(Hearing::caseId).contains(id.value());
        Officer chair = city.officer("SL/head");
        refused("procedure.hearing.not-yet", () -> special.minutes(id, chair, "各方陈述", List.of("申请人")));
        refused("procedure.hearing.no-minutes", () -> finish(id, "SL/examiner"));
        time.set(CityTime.startOf(day).plusSeconds(40_000));
        refused(
                "procedure.hearing.only-chair",
                () -> special.minutes(id, city.officer("SL/chief"), "各方陈述", List.of("申请人")));
        refused("procedure.hearing.unsigned", () -> special.minutes(id, chair, "各方陈述", List.of(" ")));
        special.minutes(id, chair, "各方陈述", List.of("申请人", "下游灌区"));
        finish(id, "SL/examiner");
        city.review(id);

        assertThat(grant(id).state()).isInstanceOf(Granted.class);
        String number = Objects.requireNonNull(hearings.find(id).orElseThrow().minutes())
                .number();
        StoredPaper paper = papers.ofCase(CITY, id.value()).stream()
                .filter(each -> each.kind() == PaperKind.GRANT)
                .findFirst()
                .orElseThrow();
        assertThat(PdfText.of(papers.read(CITY, paper.id()).orElseThrow()).replaceAll("\\s", ""))
                .contains(number);
    }

    @Test
    @DisplayName("依法需要听证的，所需时间不计算在本节规定的期限内")
    @Law(
            value = "行政许可法 第四十五条",
            rule = "Hearings.unasked: a hearing that nobody asked for and nobody ordered stops no clock")
    void noHearingBeginsThatNobodyAskedForOrOrdered() {
        CaseId id = city.accepted(WATER).id();
        Officer examiner = city.officer("SL/examiner");
        refused("procedure.hearing.unasked", () -> hears(id));
        special.tell(id, examiner);
        refused("procedure.hearing.unasked", () -> hears(id));
        special.choose(id, applicant(id), true);
        special.withdraw(id, applicant(id));
        refused("procedure.hearing.unasked", () -> hears(id));

        special.order(id, examiner);
        hears(id);

        assertThat(desk.find(id).state()).isInstanceOf(InProcedure.class);
        refused("procedure.hearing.no-minutes", () -> finish(id, "SL/examiner"));
    }

    @Test
    @Law(value = "行政许可法 第四十五条", rule = "Hearings.wanting: a hearing begun for nobody ends without minutes")
    void aHearingThatWasBegunForNobodyDoesNotStick() {
        CaseId id = city.accepted(WATER).id();
        special.order(id, city.officer("SL/examiner"));
        hears(id);
        // As a case of before this rule has it: a step that runs, and no record of who wanted it.
        jdbc.sql("delete from procedure.hearing where region_code = :region and case_id = :case")
                .param("region", id.region())
                .param("case", id.value())
                .update();

        finish(id, "SL/examiner");

        assertThat(desk.find(id).state()).isInstanceOf(Reviewing.class);
    }

    private void hears(CaseId id) {
        desk.write(id, city.at("SL/examiner"), City.key(), null, paper -> new StartStep("hearing", 20, paper));
    }

    @Test
    @Proves({"M-TIM-14", "M-APR-04"})
    @Law(value = "行政许可法 第四十五条", rule = "Runs: the stop ends with a paper, and a long or repeated one is seen")
    void whatStopsTheClockLongIsFlaggedAndWhatDoesNotIsNot() {
        CaseId id = city.accepted(HYGIENE).id();
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep("survey", 1, paper));
        city.surveyed(id, step(id, "survey"));
        finish(id, "WJW/examiner");
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep("testing", 2, paper));
        assertThat(flagged(id)).isEmpty();

        time.advance(Duration.ofDays(9));

        assertThat(flagged(id)).singleElement().satisfies(flag -> {
            assertThat(flag.step()).isEqualTo("testing");
            assertThat(flag.isLong()).isTrue();
            assertThat(flag.days()).isEqualTo(2);
        });
        finish(id, "WJW/examiner");
        assertThat(flagged(id)).hasSize(1);
        assertThat(papers.ofCase(CITY, id.value()))
                .extracting(StoredPaper::kind)
                .filteredOn(PaperKind.STEP_END::equals)
                .hasSize(2);
    }

    @Test
    @Proves("M-APR-15")
    void theFormerDepartmentIsAskedAndItsLatenessIsKept() {
        CaseId id = city.accepted(HYGIENE).id();
        Officer examiner = city.officer("WJW/examiner");
        LocalDate today = CityTime.day(time.instant());
        LocalDate due = calendar.provisional().after(today, 3);
        UUID key = UUID.randomUUID();
        refused(
                "procedure.question.department",
                () -> special.ask(id, examiner, UUID.randomUUID(), "WJW", "旧规定是否适用", due));
        refused(
                "procedure.question.due",
                () -> special.ask(id, examiner, UUID.randomUUID(), "ZR", "旧规定是否适用", today.plusDays(60)));
        Questions.Tally before = questions.tally(CITY, "ZR");
        special.ask(id, examiner, key, "ZR", "旧规定是否适用", due);
        special.ask(id, examiner, key, "ZR", "旧规定是否适用", due);
        assertThat(questions.tally(CITY, "ZR"))
                .isEqualTo(new Questions.Tally("ZR", before.asked() + 1, before.answered(), before.late()));

        assertThat(questions.ofCase(id)).hasSize(1);
        UUID asked = city.at("ZR/examiner").id();
        assertThat(toStaff(asked, "question:" + key)).containsExactly("procedure.news.question");
        assertThat(toStaff(city.at("ZR/head").id(), "question:" + key)).hasSize(1);
        assertThat(toStaff(city.at("SJ/examiner").id(), "question:" + key)).isEmpty();
        assertThat(desk.find(id).state()).isInstanceOf(Reviewing.class);
        var question = questions.find(CITY, key).orElseThrow();
        assertThat(questions.open(CITY, List.of("ZR"))).contains(question);
        assertThat(questions.mayAnswer(city.officer("ZR/examiner"), question)).isTrue();
        assertThat(questions.mayAnswer(city.officer("SJ/examiner"), question)).isFalse();
        time.set(CityTime.startOf(due.plusDays(2)));
        questions.answer(CITY, question, city.at("ZR/examiner").id(), "适用");

        assertThat(questions.ofCase(id)).singleElement().satisfies(answered -> {
            assertThat(answered.answer()).isEqualTo("适用");
            assertThat(answered.isLateOn(CityTime.day(time.instant()))).isTrue();
        });
        assertThat(questions.tally(CITY, "ZR"))
                .returns(before.answered() + 1, Questions.Tally::answered)
                .satisfies(tally -> assertThat(tally.late()).isGreaterThan(before.late()));
        refused("procedure.question.answered", () -> questions.answer(CITY, question, examiner.id(), "不适用"));
        assertThat(toStaff(examiner.id(), "question-answered:" + key))
                .as("who asked hears of the answer")
                .containsExactly("procedure.news.question-answered");
    }

    @Test
    @Proves("M-JNT-03")
    void onAcceptanceTheRelatedDepartmentsGetACopyOnceAndAreRemindedUntilTheyConfirm() {
        CaseId id = city.accepted(FOOD).id();

        assertThat(copies.ofCase(id)).extracting(Copies.Copy::department).containsExactly("WJW", "ZJ");
        for (String department : List.of("WJW", "ZJ")) {
            assertThat(toStaff(city.at(department + "/examiner").id(), "copy:" + id.value() + ":" + department))
                    .containsExactly("procedure.news.copy");
        }
        LocalDate due = copies.ofCase(id).getFirst().dueOn();
        time.set(CityTime.startOf(due.plusDays(1)).plusSeconds(3600));
        copies.confirm(id, "WJW", city.at("WJW/examiner").id(), "已安排现场检查");
        copies.confirm(id, "WJW", city.at("WJW/chief").id(), "");
        Reminders.once(copies);
        Reminders.once(copies);

        assertThat(copy(id, "WJW").readBy()).isEqualTo(city.at("WJW/examiner").id());
        assertThat(copy(id, "WJW").preparation()).isEqualTo("已安排现场检查");
        assertThat(copy(id, "WJW").reminders()).isZero();
        assertThat(copy(id, "ZJ").reminders()).isEqualTo(1);
        assertThat(toStaff(city.at("ZJ/head").id(), "copies-unread:ZJ:" + due.plusDays(1)))
                .containsExactly("procedure.news.copies-unread");
        assertThat(copies.unread(CITY, List.of("ZJ")))
                .extracting(Copies.Copy::caseId)
                .contains(id.value());
        assertThat(copies.mayConfirm(city.officer("SJ/examiner"), "ZJ")).isFalse();
    }

    @Test
    @Proves("M-CAT-26")
    void onlyWhatTheVersionListsIsInserted() {
        CaseId id = city.accepted(HYGIENE).id();
        var item = desk.item(desk.find(id));

        assertThat(item.plan().steps())
                .allMatch(step -> !step.basis().isBlank() && step.limit().amount() > 0);
        String shown = catalogue.guide(item, Locale.CHINESE).disclosures().toString();
        assertThat(item.plan().steps())
                .allSatisfy(step -> assertThat(shown).contains(step.name().zh(), step.basis()));
        refused(
                "application.step.not-on-the-list",
                () -> desk.write(
                        id, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep("hearing", 5, paper)));
        refused(
                "application.step.too-long",
                () -> desk.write(
                        id, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep("survey", 99, paper)));
        CaseId registered = city.accepted("enterprise-registration").id();
        String department = desk.item(desk.find(registered)).department();
        refused("procedure.hearing.not-listed", () -> special.tell(registered, city.officer(department + "/chief")));
    }

    @Test
    @Law(value = "行政许可法 第三十六条", rule = "Hearings.areOpenTo: whoever a licence concerns is heard, listed or not")
    @Law(value = "行政许可法 第四十七条", rule = "Hearings.areOpenTo: no list takes the right to a hearing away")
    void ofALicenceOthersAreHeardEvenWhereItsListNamesNoHearing() {
        CaseId id = city.accepted(HYGIENE).id();
        city.review(id);
        Officer examiner = city.officer("WJW/examiner");
        special.tell(id, examiner);
        special.tellParty(id, examiner, "楼上住户", "", "", "通风口在窗下");
        special.choose(id, applicant(id), true);
        UUID party = hearings.entitled(id).stream()
                .filter(Hearing.Entitled::party)
                .findFirst()
                .orElseThrow()
                .id();
        enteredWaiver(id, examiner, party, "希望装消音器");
        WorkCalendar days = calendar.provisional();
        LocalDate day = days.after(CityTime.day(time.instant()), 8);

        Instant at = CityTime.startOf(day).plusSeconds(36_000);
        special.schedule(id, examiner, at, "市民中心三楼", city.at("WJW/head").id(), "");
        time.advance(Duration.ofDays(1));
        refused("procedure.hearing.not-held", () -> grant(id));
        time.set(CityTime.startOf(day).plusSeconds(40_000));
        special.minutes(id, city.officer("WJW/head"), "各方陈述", List.of("申请人", "楼上住户"));

        assertThat(grant(id).state()).isInstanceOf(Granted.class);
    }

    @Test
    @Proves("M-APR-04")
    void anAppraisalEndsOnlyWithAReportOrWithWhoDidIt() {
        CaseId id = city.accepted("disability-certificate").id();
        Step appraisal = desk.item(desk.find(id)).plan().steps().stream()
                .filter(step -> step.procedure() == Procedure.APPRAISAL)
                .findFirst()
                .orElseThrow();
        desk.write(id, city.at("CL/examiner"), City.key(), null, paper -> new StartStep(appraisal.code(), 1, paper));

        refused(
                "procedure.step.no-report",
                () -> desk.write(
                        id, city.at("CL/examiner"), City.key(), null, paper -> new FinishStep("评定为二级", paper)));
        city.assigned(id, appraisal);
        finish(id, "CL/examiner");

        assertThat(desk.find(id).state()).isNotInstanceOf(State.InProcedure.class);
    }

    @Test
    @DisplayName("行政机关应当根据听证笔录，作出行政许可决定")
    @Law(value = "行政许可法 第四十八条", rule = "SpecialRecords: where two decide, the consent's paper names the minutes")
    void whereTwoDecideThePaperNamesTheMinutesToo() {
        var boss = people.enter("建设人", TestNumbers.citizen(), "15400000002");
        var firm = entities.open(TestNumbers.firm(), "试验建设有限公司", boss);
        CaseId id = city.submitted(applicants.of(boss.id(), firm.id()), "construction-permit")
                .id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        Officer examiner = city.officer("ZJ/examiner");
        special.order(id, examiner);
        LocalDate day = calendar.provisional().after(CityTime.day(time.instant()), 8);
        Officer chair = city.officer("ZR/head");
        special.schedule(id, examiner, CityTime.startOf(day).plusSeconds(36_000), "三楼", chair.id(), "");
        time.set(CityTime.startOf(day).plusSeconds(40_000));
        special.minutes(id, chair, "各方陈述", List.of("申请人"));
        city.review(id);

        assertThat(grant(id).state()).isInstanceOf(State.Proposed.class);
        desk.write(id, city.at("ZJ/head"), City.key(), null, paper -> new Command.Consent(true, paper));

        String number = Objects.requireNonNull(hearings.find(id).orElseThrow().minutes())
                .number();
        StoredPaper paper = papers.ofCase(CITY, id.value()).stream()
                .filter(each -> each.kind() == PaperKind.GRANT)
                .findFirst()
                .orElseThrow();
        assertThat(PdfText.of(papers.read(CITY, paper.id()).orElseThrow()).replaceAll("\\s", ""))
                .contains("本决定根据" + number);
    }

    @Test
    @Law(
            value = "行政许可法 第四十七条",
            rule = "Hearings.enterChoice: what staff enter as a waiver is said by somebody and can be set right")
    void aWaiverThatStaffEnterSaysWhoseItIsCountsTheNextDayAndCanBeSetRight() {
        CaseId id = deciding(WATER);
        Officer examiner = city.officer("SL/examiner");
        special.tell(id, examiner);
        special.tellParty(id, examiner, "下游灌区", "15400000097", "", "取水影响灌溉");
        UUID party = party(id);
        UUID own = hearings.entitled(id).stream()
                .filter(each -> !each.party())
                .findFirst()
                .orElseThrow()
                .id();

        refused("procedure.hearing.not-told", () -> enteredWaiver(id, examiner, own, "不要"));
        refused("procedure.party.statement", () -> special.chooseFor(id, examiner, party, false, " ", "本人来电"));
        refused("procedure.party.said", () -> special.chooseFor(id, examiner, party, false, "没有意见", ""));
        special.choose(id, applicant(id), false);
        enteredWaiver(id, examiner, party, "没有意见");

        assertThat(texted("hearing-waived:" + party)).containsExactly("procedure.news.hearing-party-waived");
        Hearing.Entitled entered = hearings.entitled(id).stream()
                .filter(Hearing.Entitled::party)
                .findFirst()
                .orElseThrow();
        assertThat(entered.chosenBy()).isEqualTo(examiner.id());
        assertThat(entered.said()).isEqualTo("本人来电");
        refused("procedure.hearing.awaited", () -> grant(id));
        special.chooseFor(id, examiner, party, true, "", "");
        assertThat(hearings.find(id)).as("he wants it after all").isPresent();
        refused("procedure.hearing.not-held", () -> grant(id));
        enteredWaiver(id, examiner, party, "又不要了");
        assertThat(hearings.entitled(id))
                .filteredOn(Hearing.Entitled::party)
                .extracting(Hearing.Entitled::choice)
                .as("his own word holds")
                .containsExactly("requested");
        assertThat(Trail.of(audit, CITY, List.of(Hearings.CHOSEN)))
                .filteredOn(AuditEntry::subject, id.value().toString())
                .hasSize(2);
    }

    @Test
    @Law(value = "行政许可法 第四十八条", rule = "SpecialProcedures.chairs: nobody but whom the list offers holds the hearing")
    void nobodyElseThanTheListOffersHoldsAHearing() {
        CaseId id = deciding(WATER);
        Officer examiner = city.officer("SL/examiner");
        special.order(id, examiner);
        LocalDate day = calendar.provisional().after(CityTime.day(time.instant()), 8);

        List<UUID> able =
                special.chairs(id).stream().map(CaseView.Colleague::id).toList();
        assertThat(able).contains(city.at("SL/head").id()).doesNotContain(examiner.id());
        for (String post : List.of("SJ/examiner", "ZX/window", "ZX/supervisor")) {
            UUID other = city.at(post).id();
            assertThat(able).as(post).doesNotContain(other);
            refused("procedure.hearing.chair", () -> schedule(id, day, other));
        }
        schedule(id, day, city.at("SL/head").id());
    }

    @Test
    void whoWasNamedToLookOrTestIsKnownToTheDecision() {
        CaseId id = surveying();
        UUID chief = city.at("WJW/chief").id();
        UUID head = city.at("WJW/head").id();
        appoint(id, at(Mode.INDEPENDENT, of("WJW/examiner"), of("WJW/chief")));

        assertThat(proceedings.verifiers(id, desk.item(desk.find(id))))
                .contains(chief, city.at("WJW/examiner").id())
                .doesNotContain(head);
        var records = procedure
                .context(desk.find(id), city.at("WJW/chief"), time.instant())
                .records();
        assertThat(records.hasVerified(chief)).isTrue();
        assertThat(records.hasVerified(head)).isFalse();
    }

    private void enteredWaiver(CaseId id, Officer officer, UUID party, String words) {
        special.chooseFor(id, officer, party, false, words, "本人来电");
    }

    private UUID party(CaseId id) {
        return hearings.entitled(id).stream()
                .filter(Hearing.Entitled::party)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private CaseId surveying() {
        CaseId id = city.submitted(city.somebody(), HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep("survey", 3, paper));
        return id;
    }

    private CaseId deciding(String item) {
        CaseId id = city.accepted(item).id();
        city.review(id);
        assertThat(desk.find(id).state()).isInstanceOf(Deciding.class);
        return id;
    }

    private CaseFile<State> grant(CaseId id) {
        String department = desk.item(desk.find(id)).department();
        return desk.write(id, city.at(department + "/chief"), City.key(), null, Command.Grant::new);
    }

    private void finish(CaseId id, String post) {
        SpecialProcedures.running(desk.find(id).state(), desk.item(desk.find(id)))
                .ifPresent(step -> city.assigned(id, step));
        desk.write(id, city.at(post), City.key(), null, paper -> new FinishStep("按清单完成", paper));
    }

    private void appoint(CaseId id, Appointment appointment) {
        special.appoint(id, city.officer("WJW/examiner"), "survey", appointment);
    }

    private Appointment at(Mode mode, Surveyor... surveyors) {
        return new Appointment(mode, time.instant(), "滨河路店面", List.of(surveyors), "", "", List.of());
    }

    private static Appointment entrusted(Appointment own, List<String> people) {
        return new Appointment(own.mode(), own.at(), own.place(), own.surveyors(), "安澜市疾控中心", "某条例 第三条", people);
    }

    private Surveyor of(String post) {
        return new Surveyor(city.at(post).id(), post.substring(0, post.indexOf('/')));
    }

    private Finding finding(boolean met) {
        return new Finding(Map.of("layout", met, "ventilation", met, "cleaning", met), met, "现场符合要求");
    }

    private UUID expert(String field, String number, List<String> relatives) {
        UUID id = UUID.randomUUID();
        experts.enter(CITY, id, "专家", field, "安澜大学", "", number, relatives);
        experts.enter(CITY, id, "专家", field, "安澜大学", "", number, relatives);
        return id;
    }

    private void schedule(CaseId id, LocalDate day, UUID chair) {
        Instant at = CityTime.startOf(day).plusSeconds(36_000);
        special.schedule(id, city.officer("SL/examiner"), at, "市民中心三楼", chair, "");
    }

    private Actor applicant(CaseId id) {
        Applicant applicant = desk.applicant(desk.find(id));
        return Actor.applicant(applicant.holder(), applicant.person());
    }

    private Step step(CaseId id, String code) {
        return desk.item(desk.find(id)).plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private List<Runs.Flagged> flagged(CaseId id) {
        return runs.flagged(CITY, CityTime.day(time.instant())).stream()
                .filter(flag -> flag.caseId().equals(id.value()))
                .toList();
    }

    private long news(CaseId id, String cause) {
        return outbox.of(CITY, desk.find(id).applicant(), cause).stream()
                .filter(message -> message.cause().equals(cause))
                .map(message -> message.template())
                .distinct()
                .count();
    }

    private List<String> texted(String cause) {
        return toStaff(new UUID(0, 0), cause);
    }

    private List<String> toStaff(UUID officer, String cause) {
        return outbox.of(CITY, officer, cause).stream()
                .map(message -> message.template())
                .toList();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(act).returns(code, RuleBroken::code);
    }

    private Copies.Copy copy(CaseId id, String department) {
        return copies.ofCase(id).stream()
                .filter(each -> each.department().equals(department))
                .findFirst()
                .orElseThrow();
    }
}
