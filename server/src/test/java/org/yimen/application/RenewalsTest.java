package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.document.Fact;
import org.yimen.licence.Ending;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

/** 变更、延续、补证、注销: what becomes of a licence that is there already. */
@HallTest
class RenewalsTest {

    private static final String REGION = "629901";

    private static final Command.NoticeDefects DRAWING =
            new Command.NoticeDefects(List.of(new Application.Defect("drawing", "缺少平面图")), Sample.PAPER);

    private static final Command.Decline DECLINE =
            new Command.Decline(Application.Ground.NO_LICENCE_NEEDED, "不需要许可", null, Sample.PAPER);

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Concerns concerns;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Soundness soundness;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private Statements statements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Test
    void aChangeIssuesANewLicenceAndEndsTheOldInOne() {
        Applicant holder = city.somebody();
        Licence old = licence(holder);

        CaseId id = granted(holder, "food-business-change");
        CaseFile<State> issued = desk.issue(id, city.at("SJ/chief"), "k-" + id.value(), null);
        desk.issue(id, city.at("SJ/chief"), "k-" + id.value(), null);

        Licence now = licences.ofCase(REGION, id.value()).getFirst();
        assertThat(issued.state()).isInstanceOf(State.Issued.class);
        assertThat(standing(old))
                .isInstanceOfSatisfying(
                        Standing.Ended.class, ended -> assertThat(ended.how()).isEqualTo(Ending.REPLACED));
        assertThat(now.term().until()).isEqualTo(old.term().until());
        assertThat(now.itemCode()).as("the same family").isEqualTo("food-business");
        assertThat(now.facts()).extracting(Fact::label).contains("经营场所", "经营项目", "主体业态");
        assertThat(concerns.open(now)).extracting(item -> item.code()).contains("food-business-renewal");
        assertThat(concerns.open(licences.find(REGION, old.id()).orElseThrow())).isEmpty();
        assertThat(soundness.flaws(id)).isEmpty();
    }

    @Test
    void ofTwoThatChangeALicenceTheSecondIsGrantedNeitherBeforeNorAfterTheFirstIsIssued() {
        Applicant holder = city.somebody();
        Licence old = licence(holder);
        CaseId one = granted(holder, "food-business-change");
        CaseId other = city.submitted(holder, "food-business-reissue").id();
        desk.write(other, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(other);

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(other, city.at("SJ/chief"), City.key(), null, Command.Grant::new))
                .returns("application.concern.first", CaseRuleBroken::code);
        desk.issue(one, city.at("SJ/chief"), City.key(), null);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(other, city.at("SJ/chief"), City.key(), null, Command.Grant::new))
                .returns("application.concern.over", CaseRuleBroken::code);

        assertThat(licences.ofCase(REGION, other.value())).as("both or neither").isEmpty();
        assertThat(standing(old)).isInstanceOf(Standing.Ended.class);
        desk.write(
                other,
                city.at("SJ/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(List.of("c1"), "证照已变更", "行政许可法", paper));
        assertThat(desk.find(other).state()).isInstanceOf(State.Refused.class);
    }

    @Test
    void nothingTakesThePlaceOfALicenceThatIsSuspendedAndWhatWasGrantedForOneThatEndedCanBeEnded() {
        Applicant holder = city.somebody();
        Licence old = licence(holder);
        CaseId id = city.submitted(holder, "food-business-reissue").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);

        licences.suspend(REGION, old.id(), null, "处理决定书");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(id, city.at("SJ/chief"), City.key(), null, Command.Grant::new))
                .returns("application.concern.suspended", CaseRuleBroken::code);
        licences.lift(REGION, old.id());
        desk.write(id, city.at("SJ/chief"), City.key(), null, Command.Grant::new);
        licences.suspend(REGION, old.id(), null, "处理决定书");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("granted before, issued after")
                .isThrownBy(() -> desk.issue(id, city.at("SJ/chief"), City.key(), null))
                .returns("application.concern.suspended", CaseRuleBroken::code);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> end(id))
                .returns("application.terminate.granted", CaseRuleBroken::code);
        licences.end(REGION, old.id(), Ending.REVOKED, "处理决定书");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.issue(id, city.at("SJ/chief"), City.key(), null))
                .returns("application.concern.over", CaseRuleBroken::code);

        end(id);

        assertThat(desk.find(id).state()).isInstanceOf(State.Terminated.class);
        assertThat(licences.ofCase(REGION, id.value())).isEmpty();
    }

    private void end(CaseId id) {
        desk.write(
                id,
                city.at("SJ/head"),
                City.key(),
                null,
                paper -> new Command.Terminate(
                        TerminationGround.LICENCE_ENDED,
                        "证照已吊销",
                        "00",
                        city.at("SJ/chief").id(),
                        paper));
    }

    @Test
    void ofTwoThatAreGrantedAtOneMomentOneIs() throws Exception {
        Applicant holder = city.somebody();
        var _ = licence(holder);
        List<CaseId> asked = Stream.of("food-business-change", "food-business-reissue", "food-business-renewal")
                .map(item -> city.submitted(holder, item).id())
                .toList();
        for (CaseId id : asked) {
            desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
            city.review(id);
        }

        var refused = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (CaseId id : asked) {
                var _ = threads.submit(() -> {
                    try {
                        desk.write(id, city.at("SJ/chief"), City.key(), null, Command.Grant::new);
                    } catch (CaseRuleBroken refusal) {
                        refused.add(refusal.code());
                    }
                });
            }
        }

        assertThat(refused).hasSize(2).containsOnly("application.concern.first");
        assertThat(asked)
                .filteredOn(id -> desk.find(id).state() instanceof State.Granted)
                .hasSize(1);
    }

    @Test
    void theSameIsAskedForOnceForALicenceAlsoByManyAtOnce() throws Exception {
        Applicant holder = city.somebody();
        Licence old = licence(holder);
        var drafts = IntStream.range(0, 4)
                .mapToObj(_ -> city.complete(holder, "food-business-change"))
                .toList();

        var handedIn = new ConcurrentLinkedQueue<CaseId>();
        var refused = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Dossier draft : drafts) {
                var _ = threads.submit(() -> {
                    try {
                        handedIn.add(
                                desk.submit(draft, Actor.applicant(holder.holder(), holder.person()), "web", City.key())
                                        .id());
                    } catch (CaseRuleBroken refusal) {
                        refused.add(refusal.code());
                    }
                });
            }
        }

        assertThat(handedIn).hasSize(1);
        assertThat(refused).hasSize(3).containsOnly("application.concern.running");
        assertThat(standing(old)).isInstanceOf(Standing.InForce.class);
    }

    /** Each was read on its own before the next one was taken in. */
    @Test
    void howeverOftenSomebodyHasWithdrawnTheNextOneCostsTheSame() {
        Applicant holder = city.somebody();
        var _ = licence(holder);

        int first = statementsOfAHandingInThatIsWithdrawn(holder);
        for (int i = 0; i < 3; i++) {
            var _ = statementsOfAHandingInThatIsWithdrawn(holder);
        }
        int fifth = statementsOfAHandingInThatIsWithdrawn(holder);

        assertThat(fifth).isEqualTo(first);
        CaseId running = city.submitted(holder, "food-business-change").id();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> city.submitted(holder, "food-business-change"))
                .returns("application.concern.running", CaseRuleBroken::code);
        assertThat(desk.find(running).state()).isInstanceOf(State.Received.class);
    }

    private int statementsOfAHandingInThatIsWithdrawn(Applicant holder) {
        var himself = Actor.applicant(holder.holder(), holder.person());
        Dossier draft = city.complete(holder, "food-business-change");
        var handedIn = statements.calling(() -> desk.submit(draft, himself, "web", City.key()));
        desk.act(handedIn.result().id(), himself, City.key(), null, new Command.Withdraw("不办了"));
        return handedIn.count().statements().size();
    }

    @Test
    @Law(value = "行政许可法 第五十条", rule = "Clocks, Renewals: decided before the licence expires, else renewed")
    void aRenewalAskedForInTimeIsDecidedBeforeTheLicenceExpiresOrRenewedByLaw() {
        Applicant holder = city.somebody();
        Licence old = licence(holder);
        // The last day of the licence comes before the five days that the office promises would be over.
        LocalDate today = CityTime.day(time.instant());
        ends(old, today.plusDays(30));
        CaseId id = city.submitted(holder, "food-business-renewal").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        Concern concern = concern(id);
        assertThat(concern.inTime()).as("15 working days lie between").isTrue();
        time.set(CityTime.startOf(today.plusDays(31)).plusSeconds(36_000));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> {
                    city.review(id);
                    desk.write(
                            id,
                            city.at("SJ/chief"),
                            City.key(),
                            null,
                            paper -> new Command.Refuse(List.of("c1"), "太晚", "某条", paper));
                })
                .returns("application.renewal.deemed", CaseRuleBroken::code);

        desk.wake(id);

        assertThat(desk.find(id).state()).isInstanceOf(State.Granted.class);
        desk.issue(id, city.at("SJ/chief"), City.key(), null);
        Licence now = licences.ofCase(REGION, id.value()).getFirst();
        assertThat(now.term().until()).isEqualTo(today.plusDays(30).plusMonths(60));
        assertThat(soundness.flaws(id)).isEmpty();
    }

    @Test
    void aRenewalOfWhatWasRevokedMeanwhileIsWokenOnceAndIsForTheOfficersToDecide() {
        Applicant holder = city.somebody();
        Licence old = licence(holder);
        LocalDate today = CityTime.day(time.instant());
        ends(old, today.plusDays(30));
        CaseId id = city.submitted(holder, "food-business-renewal").id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        licences.end(REGION, old.id(), Ending.REVOKED, "吊销");
        assertThat(wakesAt(id)).isNotNull();
        time.set(CityTime.startOf(today.plusDays(31)).plusSeconds(36_000));

        desk.wake(id);

        assertThat(wakesAt(id)).as("nothing happens by itself any more").isNull();
        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        assertThat(cases.history(id)).last().returns("NotRenewed", event -> event.type());
        city.review(id);
        desk.write(
                id,
                city.at("SJ/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(List.of("c1"), "证照已吊销", "行政许可法", paper));
        assertThat(desk.find(id).state()).isInstanceOf(State.Refused.class);
    }

    @Test
    @Law(value = "行政许可法 第五十条", rule = "Renewals: a complete renewal that nobody answered is accepted and renewed too")
    void aRenewalThatNobodyAnsweredIsAcceptedAndRenewedByTheLawToo() {
        LocalDate expires = Sample.MONDAY.plusDays(30);
        LocalDate after = expires.plusDays(1);
        var received = new State.Received(filing(expires));
        var noticed = Sample.after(received, DRAWING, Sample.on(Sample.MONDAY, Sample.CLERK, Sample.withoutSilence()));
        var supplied =
                Sample.after(noticed, new Command.Supply(List.of("drawing"), "digest"), Sample.on(expires, null));

        for (var state : List.of(received, supplied)) {
            LocalDate complete = state instanceof State.Supplemented ? expires : Sample.MONDAY;
            refused("application.wake.nothing", () -> Application.decide(state, new Command.Wake(), asleep(expires)));
            refused("application.renewal.deemed", () -> Application.decide(state, DECLINE, clerk(after)));
            refused("application.renewal.deemed", () -> Application.decide(state, DRAWING, clerk(after)));
            assertThat(Sample.after(state, DECLINE, clerk(expires))).isInstanceOf(State.Declined.class);
            assertThat(Renewals.deemedOn(state, clerk(expires))).isEqualTo(after);
            var clicked = Sample.after(state, new Command.Accept(Sample.PAPER), clerk(after));
            var woken = Sample.after(state, new Command.Wake(), asleep(after));
            assertThat(Application.acceptance(clicked).on()).isEqualTo(complete);
            assertThat(Application.acceptance(woken).on()).isEqualTo(complete);
            assertThat(Sample.after(woken, new Command.Wake(), asleep(after))).isInstanceOf(State.Granted.class);
        }
    }

    @Test
    @Law(
            value = "行政许可法 第五十条",
            rule = "Renewals.decideBy: while the applicant owes what was asked for nothing is renewed")
    void whoOwesASupplementWhenTheLicenceRunsOutIsNotRenewed() {
        LocalDate expires = Sample.MONDAY.plusDays(30);
        var noticed =
                Sample.after(new State.Received(filing(expires)), DRAWING, Sample.on(Sample.MONDAY, Sample.CLERK));
        LocalDate later = expires.plusDays(4);
        var supplied = Sample.after(noticed, new Command.Supply(List.of("drawing"), "digest"), Sample.on(later, null));
        var accepted = Sample.after(supplied, new Command.Accept(Sample.PAPER), clerk(later));

        for (var state : List.of(noticed, supplied, accepted)) {
            assertThat(Renewals.isDeemed(state, clerk(later))).isFalse();
            assertThat(Renewals.deemedOn(state, clerk(later))).isNull();
        }
        assertThat(Clocks.statutory(accepted, Sample.item()).orElseThrow().notAfter())
                .as("its term is that of any other")
                .isNull();
    }

    private static Application.Filing filing(LocalDate expires) {
        var concern = new Concern(new UUID(3, 3), ItemVersion.Business.Kind.RENEWAL, expires, true);
        return new Application.Filing(
                CityTime.startOf(Sample.MONDAY), Sample.MONDAY, List.of(), null, null, null, concern, List.of());
    }

    private static Context clerk(LocalDate day) {
        return Sample.on(day, Sample.CLERK, Sample.withoutSilence());
    }

    private static Context asleep(LocalDate day) {
        Context today = clerk(day);
        return new Context(
                today.now(),
                day,
                today.calendar(),
                today.item(),
                Actor.SYSTEM,
                null,
                today.colleagues(),
                today.applicant(),
                false,
                true);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(call).returns(code, CaseRuleBroken::code);
    }

    private @Nullable Timestamp wakesAt(CaseId id) {
        return jdbc.sql("select wake_at from casework.case_file where region_code = :region and id = :id")
                .param("region", REGION)
                .param("id", id.value())
                .query((row, _) -> Optional.ofNullable(row.getTimestamp("wake_at")))
                .single()
                .orElse(null);
    }

    @Test
    @Law(value = "行政许可法 第五十条", rule = "Clocks: the clock ends with the licence")
    void theClockOfARenewalEndsWithTheLicence() {
        var clock = new org.yimen.time.Clock(
                LocalDate.of(2026, 11, 18),
                org.yimen.time.TimeLimit.workingDays(20),
                List.of(),
                10,
                LocalDate.of(2026, 11, 27));

        var reading = clock.read(org.yimen.time.WorkCalendar.national(), LocalDate.of(2026, 11, 20));

        assertThat(reading.dueOn()).isEqualTo(LocalDate.of(2026, 11, 27));
        assertThat(reading.left()).isEqualTo(5);
        assertThat(clock.read(org.yimen.time.WorkCalendar.national(), LocalDate.of(2026, 11, 30))
                        .daysLate())
                .isEqualTo(1);
    }

    @Test
    void aRenewalAskedForLateIsNotRenewedByLaw() {
        Applicant holder = city.somebody();
        Licence old = licence(holder);
        ends(old, CityTime.day(time.instant()).plusDays(7));

        CaseId id = city.submitted(holder, "food-business-renewal").id();

        Concern concern = concern(id);
        assertThat(concern.inTime()).isFalse();
        assertThat(concern.decideBy()).isNull();
    }

    @Test
    void givingUpEndsTheLicenceAndIssuesNone() {
        Applicant holder = city.somebody();
        Licence old = licence(holder);

        CaseId id = granted(holder, "food-business-cancellation");
        desk.issue(id, city.at("SJ/chief"), City.key(), null);

        assertThat(standing(old))
                .isInstanceOfSatisfying(
                        Standing.Ended.class, ended -> assertThat(ended.how()).isEqualTo(Ending.CANCELLED));
        assertThat(licences.ofCase(REGION, id.value())).isEmpty();
        assertThat(soundness.flaws(id)).isEmpty();
    }

    @Test
    void nobodyChangesALicenceThatHeDoesNotHold() {
        Applicant stranger = city.somebody();

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> city.submitted(stranger, "food-business-change"))
                .returns("application.concern.none", CaseRuleBroken::code);
    }

    private Licence licence(Applicant holder) {
        CaseId id = granted(holder, "food-business");
        desk.issue(id, city.at("SJ/chief"), City.key(), null);
        return licences.ofCase(REGION, id.value()).getFirst();
    }

    private CaseId granted(Applicant holder, String item) {
        CaseId id = city.submitted(holder, item).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        desk.write(id, city.at("SJ/chief"), City.key(), null, Command.Grant::new);
        return id;
    }

    /** As if it had been issued five years ago. */
    private void ends(Licence licence, LocalDate day) {
        jdbc.sql("update licence.licence set valid_until = :day where region_code = :region and id = :id")
                .param("day", day)
                .param("region", REGION)
                .param("id", licence.id())
                .update();
    }

    private Concern concern(CaseId id) {
        return Optional.ofNullable(Application.filing(desk.find(id).state()).concern())
                .orElseThrow();
    }

    private Standing standing(Licence licence) {
        return licences.find(REGION, licence.id())
                .map(found -> found.standingOn(CityTime.day(time.instant())))
                .orElseThrow();
    }
}
