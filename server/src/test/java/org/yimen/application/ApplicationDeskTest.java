package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Sweeper;
import org.yimen.document.SealedPapers;
import org.yimen.form.Answers;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Letters;
import org.yimen.platform.CityTime;
import org.yimen.supervision.PushedNow;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

@HallTest
class ApplicationDeskTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private ApplicationProcedure procedure;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private CaseViews views;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Sweeper sweeper;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Statements statements;

    @Autowired
    private PushedNow pushed;

    @Autowired
    private TestTime time;

    @Test
    @Proves({"M-INT-01", "M-APR-01"})
    void aLicenceLivesFromReceiptToArchive() {
        CaseId id = city.accepted(HYGIENE).id();
        city.review(id);
        desk.write(id, city.at("WJW/chief"), City.key(), null, Grant::new);
        var issued = desk.issue(id, city.at("WJW/chief"), City.key(), null);
        act(id, "ZX/window", city.toHimself(id));
        pushed.until(id);
        time.advance(Duration.ofDays(1));
        desk.wake(id);

        assertThat(desk.find(id).state()).isInstanceOf(Archived.class);
        assertThat(cases.broken(id)).isEmpty();
        var outcome = ((Issued) issued.state()).outcome();
        var licence = licences.find("629901", outcome.licence()).orElseThrow();
        assertThat(licences.verify(licence.code().value())).isInstanceOf(LicenceCheck.Genuine.class);
        byte[] pdf = licences.file(licence).orElseThrow();
        assertThat(licences.verify(pdf)).isInstanceOf(LicenceCheck.Genuine.class);
        pdf[pdf.length / 2] ^= 1;
        assertThat(licences.verify(pdf)).isNotInstanceOf(LicenceCheck.Genuine.class);
    }

    @Test
    void everyCommandTakesAtMostThreeStatementsAndOneCommit() {
        Dossier draft = city.complete(HYGIENE);
        Actor applicant =
                Actor.applicant(city.citizen().holder(), city.citizen().person());
        // Aside, like the number: which licences he holds and what shared data gave, so that no paper is asked for in
        // their
        // place.
        var file = counted(() -> desk.submit(draft, applicant, "web", City.key()), 3);
        CaseId id = file.id();

        // The paper, that it was handed over, whether he may apply at all, who is to be named for its test, and, as of
        // all
        // that a wrong card stops, how the last card was.
        counted(() -> desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new), 5);
        city.special(id, desk.item(file).plan().steps().getFirst());
        counted(() -> act(id, "WJW/examiner", new Review("WJW", true, "同意")), 0);
        counted(() -> act(id, "SJ/examiner", new Review("SJ", true, "同意")), 0);
        // The paper, whether a second one must consent, whether he may apply, the card; in turn whether somebody is
        // still heard, which is asked of the hearing and, once, of whom it is for; the minutes that it follows; and
        // nobody is to be named any more.
        counted(() -> desk.write(id, city.at("WJW/chief"), City.key(), null, Grant::new), 9);
        // Aside, like the number: the look at case and dossier, the card, and the sealing of the certificate.
        counted(() -> desk.issue(id, city.at("WJW/chief"), City.key(), null), 5);
        // How the last card was, whether one was read, and who took it.
        Command handOver = city.toHimself(id);
        counted(() -> act(id, "ZX/window", handOver), 3);
    }

    @Test
    @Law(value = "教师资格条例 第十六条", rule = "Catalogue.nextWindow: the version that comes next names the next window")
    void whoComesAfterTheWindowReadsWhenTheNextOneIs() {
        Dossier begun = city.complete("senior-teacher-qualification");
        var himself =
                Actor.applicant(begun.applicant().holder(), begun.applicant().person());
        time.set(Instant.parse("2026-12-01T01:00:00Z"));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.submit(begun, himself, "web", City.key()))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).startsWith("application.window.");
                    assertThat(refusal.arguments().toString()).contains("2027-04-12", "2027-04-30");
                });

        time.set(Instant.parse("2027-04-15T01:00:00Z"));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.submit(begun, himself, "web", City.key()))
                .as("the version in force opens its window to what was begun before; his papers have aged")
                .returns("application.submit.incomplete", CaseRuleBroken::code);
    }

    @Test
    @DisplayName("逾期不告知的，自收到申请材料之日起即为受理")
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "Sweeper: deemed acceptance happens by itself")
    void silenceAcceptsByItself() {
        CaseFile<State> file = city.submitted(HYGIENE);
        LocalDate receipt = CityTime.day(file.openedAt());

        time.set(CityTime.startOf(receipt.plusDays(8)).plusSeconds(1));
        while (sweeper.sweepOnce() > 0) {
            assertThat(time.instant()).isNotNull();
        }

        var reviewing = (Reviewing) desk.find(file.id()).state();
        assertThat(reviewing.acceptance().deemed()).isTrue();
        assertThat(reviewing.acceptance().on()).isEqualTo(receipt);
        assertThat(cases.events(procedure, file.id()))
                .anySatisfy(event -> assertThat(event).isInstanceOf(Event.FinishedLate.class));
    }

    @Test
    void nothingHappensByItselfOnTheLastDay() {
        CaseFile<State> file = city.submitted(HYGIENE);
        LocalDate receipt = CityTime.day(file.openedAt());

        time.set(CityTime.startOf(receipt.plusDays(8)).minusSeconds(1));
        sweeper.sweepOnce();

        assertThat(desk.find(file.id()).state()).isInstanceOf(Received.class);
    }

    @Test
    @Proves({"M-INT-08", "M-CAT-10"})
    void aDemandBeyondTheListIsRefusedAndSupervisionHearsOfIt() {
        CaseId id = city.submitted(HYGIENE).id();
        var demand = List.of(new Defect("neighbours-consent", "邻居同意书"));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(
                        id, city.at("ZX/window"), City.key(), null, paper -> new NoticeDefects(demand, paper)))
                .returns("application.notice.not-on-the-list", CaseRuleBroken::code);

        assertThat(Trail.of(audit, "629901", List.of("case.beyond-the-list")))
                .anySatisfy(
                        entry -> assertThat(entry.subject()).contains(id.value().toString()));
        assertThat(desk.find(id).state()).isInstanceOf(Received.class);
    }

    @Test
    @Proves("M-CAT-10")
    void noCaseIsOpenedForAnItemThatIsNotPublished() {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> city.complete("licence-to-breathe"))
                .returns("application.item.unknown", CaseRuleBroken::code);
    }

    @Test
    @Proves("M-INT-04")
    void theServerRefusesWhatIsIncomplete() {
        Dossier empty = city.complete(HYGIENE);
        Dossier incomplete = empty.with(Answers.none());
        Actor applicant =
                Actor.applicant(city.citizen().holder(), city.citizen().person());

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.submit(incomplete, applicant, "web", City.key()))
                .returns("application.submit.incomplete", CaseRuleBroken::code);
    }

    @Test
    void aDoubleClickSubmitsOnce() {
        Dossier draft = city.complete(HYGIENE);
        Actor applicant =
                Actor.applicant(city.citizen().holder(), city.citizen().person());
        String key = City.key();

        var first = desk.submit(draft, applicant, "web", key);
        var second = desk.submit(draft, applicant, "web", key);

        assertThat(second.number()).isEqualTo(first.number());
    }

    @Test
    @Proves({"M-INT-20", "M-TIM-01"})
    void theAcceptancePaperIsSealedAndNamesNumberPromiseAndComplaint() {
        CaseFile<State> file = city.accepted(HYGIENE);

        var paper = papers.ofCase("629901", file.id().value()).getFirst();

        assertThat(paper.title()).contains("受理通知书");
        byte[] pdf = papers.read("629901", paper.id()).orElseThrow();
        String text = PdfText.of(pdf);
        assertThat(text).contains(file.number()).contains("承诺办结").contains("12345");
        var view = views.view(file.id(), city.at("ZX/window"));
        var promised = view.clocks().stream()
                .filter(clock -> clock.code().equals("promised"))
                .findFirst()
                .orElseThrow();
        assertThat(text).contains(Papers.chinese(promised.reading().dueOn()));
    }

    @Test
    void whoRetriesADecisionWithItsPaperGetsOneDecisionAndOnePaper() {
        CaseId id = city.submitted(HYGIENE).id();
        String key = City.key();

        desk.write(id, city.at("ZX/window"), key, null, Accept::new);
        desk.write(id, city.at("ZX/window"), key, null, Accept::new);

        assertThat(papers.ofCase("629901", id.value())).hasSize(1);
    }

    @Test
    @Proves("M-APR-05")
    void aWithdrawnLetterStopsItsHolderAtOnce(@Autowired Letters letters) {
        CaseId id = city.accepted("tobacco-retail").id();
        city.review(id);
        var chief = city.at("YC/chief");
        var letter = letters.in("629901").stream()
                .filter(each -> each.holder().equals(chief.id()))
                .findFirst()
                .orElseThrow();

        letters.withdraw(letter.number(), "试验", "test", time.instant());

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(id, chief, City.key(), null, Grant::new))
                .returns("application.may-not.decide", CaseRuleBroken::code);
        // Other tests share the city: he goes on with another one.
        var above = letter.parent();
        letters.grant(new Letters.Grant(
                "629901",
                letter.number() + "续",
                letter.department(),
                letter.holder(),
                letter.items(),
                letter.rights(),
                letter.from(),
                letter.until(),
                letter.signatories(),
                above == null ? null : above.number(),
                null,
                "test"));
    }

    @Test
    @Law(value = "行政许可法 第五十七条", rule = "CaseFiles: whoever was accepted earlier and is undecided stands before")
    void whereNumbersAreLimitedTheSecondWaitsForTheFirst() {
        CaseId first = city.accepted("disability-certificate").id();
        assertThat(desk.find(first).ahead()).isZero();
        CaseId tobacco = city.accepted("tobacco-retail").id();
        time.advance(Duration.ofMinutes(5));
        CaseId later = city.accepted("tobacco-retail").id();

        assertThat(desk.find(later).ahead()).isPositive();

        desk.act(
                tobacco,
                Actor.applicant(city.citizen().holder(), city.citizen().person()),
                City.key(),
                null,
                new Withdraw("不办了"));
        assertThat(desk.find(tobacco).state()).isInstanceOf(Withdrawn.class);
    }

    /** The repetition is the seed, so a failing one can be run again. */
    @RepeatedTest(60)
    @Proves({"M-APR-01", "M-APR-19"})
    void noSequenceOfCommandsBreaksAnInvariant(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        List<String> items = List.of(HYGIENE, "food-business", "sole-trader-registration", "minimum-living-allowance");
        CaseFile<State> file = city.submitted(items.get(random.nextInt(items.size())));
        CaseId id = file.id();
        int ends = 0;

        for (int i = 0; i < 24; i++) {
            time.advance(Duration.ofHours(random.nextInt(20)));
            State before = desk.find(id).state();
            boolean over = isEnd(before);
            int tried = i;
            var refusal = catchThrowableOfType(CaseRuleBroken.class, () -> anything(id, random, tried));
            State after = desk.find(id).state();
            if (refusal != null) {
                assertThat(after).isEqualTo(before);
            }
            boolean drawn = Application.TRANSITIONS.rows().stream()
                    .anyMatch(row -> row.from().isInstance(before)
                            && row.leadsTo().stream().anyMatch(next -> next.isInstance(after)));
            assertThat(refusal != null || drawn)
                    .as("%s to %s is in the table", before, after)
                    .isTrue();
            if (over) {
                assertThat(refusal).as("nothing follows an end").isNotNull();
            }
            ends += !over && isEnd(after) ? 1 : 0;
        }

        assertThat(ends).isLessThanOrEqualTo(1);
        List<Event> events = cases.events(procedure, id);
        assertThat(Sample.fold(new Draft(), events)).isEqualTo(desk.find(id).state());
        assertThat(cases.broken(id)).isEmpty();
        decidedWithAuthorityAndByAnotherThanWhoAccepted(events);
        clocksNeverRunBackwards(id);
    }

    private void decidedWithAuthorityAndByAnotherThanWhoAccepted(List<Event> events) {
        UUID acceptedBy = null;
        for (Event event : events) {
            switch (event) {
                case Event.Accepted(var acceptance, var _, var _) -> acceptedBy = acceptance.by();
                case Event.Granted(var decision) -> {
                    assertThat(decision.by()).isNotEqualTo(acceptedBy);
                    assertThat(decision.letter()).isNotBlank();
                }
                case Event.Refused(var decision, var _, var _, var _) ->
                    assertThat(decision.by()).isNotEqualTo(acceptedBy);
                default -> {}
            }
        }
    }

    private void clocksNeverRunBackwards(CaseId id) {
        var now = views.view(id, Actor.SYSTEM);
        time.advance(Duration.ofDays(1));
        var tomorrow = views.view(id, Actor.SYSTEM);
        for (int i = 0; i < now.clocks().size(); i++) {
            assertThat(tomorrow.clocks().get(i).reading().used())
                    .isGreaterThanOrEqualTo(now.clocks().get(i).reading().used());
        }
    }

    private void anything(CaseId id, Random random, int i) {
        var item = desk.item(desk.find(id));
        String lead = item.department();
        var departments = new ArrayList<String>();
        item.plan().stages().stream().map(Stage::departments).forEach(departments::addAll);
        String some = departments.get(random.nextInt(departments.size()));
        String material =
                item.materials().get(random.nextInt(item.materials().size())).code();
        String post = List.of("ZX/window", some + "/examiner", lead + "/chief", lead + "/head")
                .get(random.nextInt(4));
        Actor actor = random.nextInt(5) == 0
                ? Actor.applicant(city.citizen().holder(), city.citizen().person())
                : city.at(post);
        String key = "any-" + i + "-" + id.value();
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> desk.write(id, actor, key, null, Accept::new);
            case 3 ->
                desk.write(
                        id, actor, key, null, paper -> new NoticeDefects(List.of(new Defect(material, "不清楚")), paper));
            case 4 ->
                desk.write(id, actor, key, null, paper -> new Decline(Ground.NO_LICENCE_NEEDED, "不需要", null, paper));
            case 5, 6, 7 ->
                desk.act(id, city.at(some + "/examiner"), key, null, new Review(some, random.nextInt(6) > 0, "意见"));
            case 8 -> {
                if (item.plan().steps().isEmpty()) {
                    throw new CaseRuleBroken("test.no-step");
                }
                var step = item.plan()
                        .steps()
                        .get(random.nextInt(item.plan().steps().size()));
                Actor examiner = city.at(step.department() + "/examiner");
                desk.write(id, examiner, key, null, paper -> new StartStep(step.code(), 1, paper));
            }
            case 9 -> desk.write(id, actor, key, null, paper -> new FinishStep("完成", paper));
            case 10, 11 -> desk.write(id, actor, key, null, Grant::new);
            case 12 -> desk.write(id, actor, key, null, paper -> new Refuse(List.of("c1"), "不符合", "条例", paper));
            case 13 -> desk.issue(id, city.at(lead + "/chief"), key, null);
            case 14 -> desk.act(id, city.at("ZX/window"), key, null, city.toHimself(id));
            default ->
                desk.act(
                        id,
                        actor,
                        key,
                        null,
                        random.nextInt(4) == 0
                                ? new Withdraw("不办了")
                                : new Serve("window", city.toHimself(id).receiver()));
        }
    }

    private static boolean isEnd(State state) {
        return state instanceof Declined
                || state instanceof Withdrawn
                || state instanceof Terminated
                || state instanceof Archived;
    }

    private CaseFile<State> act(CaseId id, String post, Command command) {
        return desk.act(id, city.at(post), City.key(), null, command);
    }

    /** {@code aside}: statements that draw a number, or that the test names. */
    private <T> T counted(Callable<T> command, int aside) {
        var counted = statements.calling(command);
        assertThat(counted.count().statements()).hasSizeLessThanOrEqualTo(3 + aside);
        assertThat(counted.count().commits()).isLessThanOrEqualTo(1 + aside);
        return counted.result();
    }
}
