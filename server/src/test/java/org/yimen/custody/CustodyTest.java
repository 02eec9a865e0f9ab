package org.yimen.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.yimen.custody.Standing.Held;
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
                new Act.Destroy("作废"))) {
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

        Standing given = Custody.decide(original, new Act.HandOn(OFFICE), HALL, true, NOW);

        assertThat(given.by()).as("he has fetched it").isEqualTo(HALL.id());
        assertThatExceptionOfType(CustodyRefused.class)
                .isThrownBy(() -> Custody.decide(original, new Act.Destroy("作废"), HALL, true, NOW));
    }

    @Test
    void nothingMovesAfterItsEnd() {
        Original original = original(new Standing.Closed(Place.WINDOWS, WINDOW.id(), Move.Kind.GIVEN_BACK, NOW));

        refused("custody.refused.closed", original, new Act.HandOn(OFFICE), WINDOW);
        refused("custody.refused.closed", original, new Act.Confirm(), OTHER_WINDOW);
        refused("custody.refused.closed", original, new Act.Destroy("作废"), WINDOW);
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
                new Act.Refuse(Act.Reason.WRONG_PAPER, ""));
        Original original = original(new Held(Place.WINDOWS, WINDOW.id(), NOW));
        var story = new ArrayList<String>();
        for (int i = 0; i < 400; i++) {
            Officer officer = people.get(random.nextInt(people.size()));
            Act act = acts.get(random.nextInt(acts.size()));
            Standing before = original.standing();
            try {
                original = original.with(Custody.decide(original, act, officer, false, NOW));
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

    private static Standing decide(Original original, Act act, Officer by) {
        return Custody.decide(original, act, by, false, NOW);
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
