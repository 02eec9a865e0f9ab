package org.yimen.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.yimen.casework.CaseId;
import org.yimen.custody.Standing.Doomed;
import org.yimen.custody.Standing.Held;
import org.yimen.custody.Standing.Lost;
import org.yimen.custody.Standing.OnTheWay;
import org.yimen.identifier.OriginalNumber;
import org.yimen.organisation.Officer;
import org.yimen.platform.Text;

/** The rules of handing over, without a database. */
class CustodyTest {

    private static final Instant NOW = Instant.parse("2026-11-18T01:00:00Z");
    private static final Place OFFICE = new Place.Office("SJ");
    private static final Officer WINDOW = officer("ZX/window");
    private static final Officer OTHER_WINDOW = officer("ZX/window");
    private static final Officer EXAMINER = officer("SJ/examiner");
    private static final Officer HALL = officer("ZX/hall");

    @Test
    void theGiverAnswersForItUntilTheOtherSideConfirms() {
        Original original = original(new Held(Place.WINDOWS, WINDOW.id(), NOW));

        Standing given = decide(original, new Act.HandOn(OFFICE), WINDOW);
        Standing taken = decide(original.with(given), new Act.Confirm(), EXAMINER);

        assertThat(given).isEqualTo(new OnTheWay(Place.WINDOWS, WINDOW.id(), OFFICE, NOW));
        assertThat(taken).isEqualTo(new Held(OFFICE, EXAMINER.id(), NOW));
    }

    @Test
    void whatOneDoesNotHoldOneCannotGiveAway() {
        Original original = original(new Held(Place.WINDOWS, WINDOW.id(), NOW));

        for (Act act : List.of(
                new Act.HandOn(OFFICE),
                new Act.GiveBack(new Taker("某人", "holder", "seen")),
                new Act.Archive("一号柜"),
                new Act.Doom("作废"))) {
            refused("custody.refused.not-yours", original, act, OTHER_WINDOW);
        }
    }

    @Test
    void nobodyConfirmsWhatHeGaveAndNobodyWhatWasSentElsewhere() {
        Original toWindows = original(new OnTheWay(Place.WINDOWS, WINDOW.id(), Place.WINDOWS, NOW));
        Original toOffice = original(new OnTheWay(Place.WINDOWS, WINDOW.id(), OFFICE, NOW));

        refused("custody.refused.both-sides", toWindows, new Act.Confirm(), WINDOW);
        refused("custody.refused.not-your-place", toOffice, new Act.Confirm(), OTHER_WINDOW);
        refused("custody.refused.not-your-place", toOffice, new Act.Confirm(), officer("WJW/examiner"));
        assertThat(decide(toWindows, new Act.Confirm(), OTHER_WINDOW))
                .isEqualTo(new Held(Place.WINDOWS, OTHER_WINDOW.id(), NOW));
    }

    @Test
    void whatIsOnTheWayGoesNowhereElse() {
        Original original = original(new OnTheWay(Place.WINDOWS, WINDOW.id(), OFFICE, NOW));

        refused("custody.refused.on-the-way", original, new Act.HandOn(new Place.Certificates()), WINDOW);
        refused("custody.refused.on-the-way", original, new Act.Archive("一号柜"), WINDOW);
        assertThat(decide(original, new Act.TakeBack(), WINDOW)).isEqualTo(new Held(Place.WINDOWS, WINDOW.id(), NOW));
        refused("custody.refused.not-yours", original, new Act.TakeBack(), EXAMINER);
    }

    @Test
    void whoRefusesLeavesItWithTheGiver() {
        Original original = original(new OnTheWay(Place.WINDOWS, WINDOW.id(), OFFICE, NOW));
        var refusal = new Act.Refuse(Act.Reason.NOT_RECEIVED, "");

        assertThat(decide(original, refusal, EXAMINER)).isEqualTo(new Held(Place.WINDOWS, WINDOW.id(), NOW));
        refused("custody.refused.not-your-place", original, refusal, OTHER_WINDOW);
    }

    @Test
    void whatSomebodyLeftBehindIsGivenOnByWhoStandsInAndNothingElseIsDoneWithIt() {
        Original original = original(new Held(Place.WINDOWS, WINDOW.id(), NOW));

        Standing given = Custody.decide(original, new Act.HandOn(OFFICE), HALL, true, 30, NOW);

        assertThat(given.by()).as("he has fetched it").isEqualTo(HALL.id());
        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() -> Custody.decide(original, new Act.Doom("作废"), HALL, true, 30, NOW));
    }

    @Test
    void nothingMovesAfterItsEnd() {
        Original original = original(new Standing.Closed(Place.WINDOWS, WINDOW.id(), Move.Kind.GIVEN_BACK, NOW));

        refused("custody.refused.closed", original, new Act.HandOn(OFFICE), WINDOW);
        refused("custody.refused.closed", original, new Act.Confirm(), OTHER_WINDOW);
        refused("custody.refused.closed", original, new Act.Doom("作废"), WINDOW);
    }

    /** Whatever people try, one of them answers for it, and it changes hands only where both took part. */
    @RepeatedTest(100)
    void itChangesHandsOnlyByBothSides(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        List<Officer> people = List.of(WINDOW, OTHER_WINDOW, EXAMINER, officer("ZX/certificates"));
        List<Act> acts = List.of(
                new Act.HandOn(OFFICE),
                new Act.HandOn(Place.WINDOWS),
                new Act.HandOn(new Place.Certificates()),
                new Act.Confirm(),
                new Act.Confirm(),
                new Act.TakeBack(),
                new Act.Doom("作废"),
                new Act.Spare("留着"),
                new Act.Destroy(),
                new Act.Refuse(Act.Reason.WRONG_PAPER, ""));
        Original original = original(new Held(Place.WINDOWS, WINDOW.id(), NOW));
        var story = new ArrayList<String>();
        for (int i = 0; i < 400; i++) {
            Officer officer = people.get(random.nextInt(people.size()));
            Act act = acts.get(random.nextInt(acts.size()));
            Standing before = original.standing();
            try {
                original = original.with(Custody.decide(original, act, officer, false, 30, NOW));
            } catch (CustodyRefused _) {
                continue;
            }
            story.add(officer.posts() + " " + act);
            if (!original.standing().by().equals(before.by())) {
                assertThat(before).as("%s", story).isInstanceOf(OnTheWay.class);
                assertThat(act).as("%s", story).isInstanceOf(Act.Confirm.class);
                assertThat(officer.id())
                        .as("%s", story)
                        .isEqualTo(original.standing().by());
            }
        }
        assertThat(story).isNotEmpty();
    }

    @Test
    void whatIsDestroyedTwoWantedDestroyedAndItsOwnerHadTimeToFetchIt() {
        Original running = original(new Held(Place.WINDOWS, WINDOW.id(), NOW));
        refused("custody.refused.case-runs", running, new Act.Doom("无人取回"), WINDOW);
        Original over = ended(running);
        Original doomed = over.with(decide(over, new Act.Doom("无人取回"), WINDOW));
        Instant last = NOW.plus(Duration.ofDays(30));

        assertThat(doomed.standing())
                .isEqualTo(new Doomed(Place.WINDOWS, WINDOW.id(), LocalDate.of(2026, 12, 18), NOW));
        refusedAt(last, "custody.refused.fetch", doomed, new Act.Destroy(), HALL);
        Instant after = last.plus(Duration.ofDays(1));
        refusedAt(after, "custody.refused.both-eyes", doomed, new Act.Destroy(), WINDOW);
        Officer both = new Officer(WINDOW.id(), "试验员", "629901", Set.of("ZX/window", "ZX/hall"), List.of());
        refusedAt(after, "custody.refused.both-eyes", doomed, new Act.Destroy(), both);
        refusedAt(after, "custody.refused.not-second", doomed, new Act.Destroy(), OTHER_WINDOW);
        refusedAt(after, "custody.refused.not-second", doomed, new Act.Destroy(), officer("SJ/head"));
        assertThat(Custody.decide(doomed, new Act.Destroy(), HALL, false, 30, after))
                .isEqualTo(new Standing.Closed(Place.WINDOWS, HALL.id(), Move.Kind.DESTROYED, after));
        refused("custody.refused.not-doomed", over, new Act.Destroy(), HALL);
    }

    @Test
    void whatIsArchivedASecondOneHasFoundOnItsShelf() {
        Original running = original(new Held(OFFICE, EXAMINER.id(), NOW));
        refused("custody.refused.case-runs", running, new Act.Archive("一号柜"), EXAMINER);
        Original over = ended(running);
        Original shelved = over.with(decide(over, new Act.Archive("一号柜"), EXAMINER));

        assertThat(shelved.standing()).isEqualTo(new OnTheWay(OFFICE, EXAMINER.id(), Place.ARCHIVE, NOW));
        Officer both = new Officer(EXAMINER.id(), "试验员", "629901", Set.of("SJ/examiner", "SJ/head"), List.of());
        refused("custody.refused.both-sides", shelved, new Act.Confirm(), both);
        for (Officer stranger : List.of(WINDOW, officer("SJ/examiner"), officer("WJW/head"))) {
            refused("custody.refused.not-your-place", shelved, new Act.Confirm(), stranger);
        }
        for (Officer second : List.of(HALL, officer("SJ/head"))) {
            assertThat(decide(shelved, new Act.Confirm(), second))
                    .isEqualTo(new Standing.Closed(OFFICE, second.id(), Move.Kind.ARCHIVED, NOW));
            assertThat(decide(shelved, new Act.Refuse(Act.Reason.NOT_RECEIVED, ""), second))
                    .isEqualTo(over.standing());
        }
        assertThat(decide(shelved, new Act.TakeBack(), EXAMINER)).isEqualTo(over.standing());
        assertThat(decide(shelved, new Act.ReportLost("柜中没有", "查找"), HALL)).isInstanceOf(Lost.class);
    }

    @Test
    void whatIsToBeDestroyedIsGivenBackOrSparedAndGoesNowhereElse() {
        Original over = ended(original(new Held(OFFICE, EXAMINER.id(), NOW)));
        Original doomed = over.with(decide(over, new Act.Doom("无人取回"), EXAMINER));

        refused("custody.refused.doomed", doomed, new Act.HandOn(Place.WINDOWS), EXAMINER);
        refused("custody.refused.doomed", doomed, new Act.Archive("一号柜"), EXAMINER);
        refused("custody.refused.not-second", doomed, new Act.Spare("还有用"), OTHER_WINDOW);
        for (Officer officer : List.of(EXAMINER, HALL, officer("SJ/head"))) {
            assertThat(decide(doomed, new Act.Spare("还有用"), officer)).isEqualTo(new Held(OFFICE, EXAMINER.id(), NOW));
        }
        assertThat(decide(doomed, new Act.GiveBack(new Taker("某人", "holder", "seen")), EXAMINER))
                .isInstanceOf(Standing.Closed.class);
    }

    @Test
    void whatIsLostStaysSomebodysUntilItIsFoundOrMadeGood() {
        var loss = new Act.ReportLost("柜中没有", "查找");
        Original held = original(new Held(Place.WINDOWS, WINDOW.id(), NOW));
        refused("custody.refused.not-yours", held, loss, OTHER_WINDOW);
        var doomed = new Doomed(Place.WINDOWS, WINDOW.id(), LocalDate.of(2026, 12, 18), NOW);
        refused("custody.refused.doomed", original(doomed), loss, HALL);
        assertThat(decide(original(doomed), loss, WINDOW)).isInstanceOf(Lost.class);
        for (Standing before : List.of(held.standing(), new OnTheWay(Place.WINDOWS, WINDOW.id(), OFFICE, NOW))) {
            for (Officer officer : List.of(WINDOW, HALL)) {
                assertThat(decide(original(before), loss, officer))
                        .isEqualTo(new Lost(Place.WINDOWS, WINDOW.id(), NOW));
            }
        }
        Original lost = original(new Lost(Place.WINDOWS, WINDOW.id(), NOW));

        refused("custody.refused.lost", lost, new Act.HandOn(OFFICE), WINDOW);
        refused("custody.refused.lost", lost, loss, WINDOW);
        refused("custody.refused.not-lost", held, new Act.Find(), WINDOW);
        refused("custody.refused.not-your-place", lost, new Act.Find(), HALL);
        assertThat(decide(lost, new Act.Find(), EXAMINER)).isEqualTo(new Held(OFFICE, EXAMINER.id(), NOW));
        refused("custody.refused.both-eyes", lost, new Act.SettleLoss("补办"), WINDOW);
        refused("custody.refused.not-second", lost, new Act.SettleLoss("补办"), EXAMINER);
        assertThat(decide(lost, new Act.SettleLoss("补办"), HALL))
                .isEqualTo(new Standing.Closed(Place.WINDOWS, HALL.id(), Move.Kind.LOSS_SETTLED, NOW));
    }

    private static Standing decide(Original original, Act act, Officer by) {
        return Custody.decide(original, act, by, false, 30, NOW);
    }

    private static void refusedAt(Instant at, String code, Original original, Act act, Officer by) {
        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() -> Custody.decide(original, act, by, false, 30, at))
                .returns(code, CustodyRefused::code);
    }

    private static Original ended(Original running) {
        return new Original(
                running.id(),
                running.number(),
                running.caseId(),
                running.caseNumber(),
                running.holder(),
                running.material(),
                running.what(),
                running.sheets(),
                running.takenBy(),
                running.takenAt(),
                running.standing(),
                NOW,
                running.moves());
    }

    private static void refused(String code, Original original, Act act, Officer by) {
        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() -> decide(original, act, by))
                .returns(code, CustodyRefused::code);
    }

    private static Officer officer(String post) {
        return new Officer(UUID.randomUUID(), "试验员", "629901", Set.of(post), List.of());
    }

    private static Original original(Standing standing) {
        return new Original(
                UUID.randomUUID(),
                new OriginalNumber(LocalDate.of(2026, 11, 18), 1),
                new CaseId("629901", UUID.randomUUID()),
                "629901-261118-00001-A",
                UUID.randomUUID(),
                null,
                Text.of("营业执照正本"),
                1,
                WINDOW.id(),
                NOW,
                standing,
                null,
                1);
    }
}
