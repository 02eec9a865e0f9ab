package org.yimen.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.yimen.rating.RatingPolicy.Look;
import org.yimen.rating.RatingPolicy.SignRule;
import org.yimen.rating.SignRules.Found;
import org.yimen.rating.SignRules.Given;
import org.yimen.survey.Satisfaction;
import org.yimen.testing.Proves;

/** Scores, stars and signs by example. */
class RatingRulesTest {

    private static final RatingPolicy POLICY = RatingPolicy.bundled();

    /** Five in the afternoon of a Monday. */
    private static final Instant CLOSING = Instant.parse("2026-03-02T09:00:00Z");

    private static final Instant MORNING = Instant.parse("2026-03-02T02:00:00Z");

    @Test
    @Proves("M-EVA-12")
    void ninehundredSixtyEightOfAThousandAreNotTheScore() {
        var answers = Satisfaction.of(
                Map.of("very", 500L, "yes", 468L, "no", 32L),
                Map.of("very", 100, "yes", 85, "no", 40),
                Set.of("very", "yes"));

        assertThat(answers.rate().percent(1)).isEqualTo("96.8%");
        assertThat(answers.score()).contains(new BigDecimal("91.06"));
        assertThat(Satisfaction.NONE.score()).as("nobody answered").isEmpty();
        assertThat(Satisfaction.NONE.rate().isDefined()).isFalse();
    }

    @Test
    @Proves("M-EVA-04")
    void starsTakeEnoughRatingsAndBothThresholds() {
        assertThat(POLICY.stars(figures(9, 0, 0))).as("too few").isEmpty();
        assertThat(POLICY.stars(figures(10, 0, 0))).contains(5);
        assertThat(POLICY.stars(figures(95, 0, 5)))
                .as("97 points, but only 95 of 100 are good")
                .contains(4);
        assertThat(POLICY.stars(figures(0, 100, 0)))
                .as("all good, but 80 points only")
                .contains(4);
        assertThat(POLICY.stars(figures(0, 5, 5))).contains(1);
    }

    @Test
    @Proves("M-EVA-05")
    void tagsSpeakForACause() {
        assertThat(POLICY.likely(List.of("slow"))).map(RatingPolicy.Cause::code).contains("waiting");
        assertThat(POLICY.likely(List.of())).isEmpty();
        for (Level level : List.of(Level.DISSATISFIED, Level.VERY_DISSATISFIED)) {
            assertThat(level.tags()).allMatch(tag -> POLICY.likely(List.of(tag)).isPresent());
        }
    }

    @Test
    @Proves("M-EVA-01")
    void manyOfOneDeviceWithinMinutesAtOneCounterAreASign() {
        var rule = new SignRule(Look.DEVICE, 3, 30, 0, LocalTime.MIN, 0);
        var given = new ArrayList<Given>();
        for (int i = 0; i < 3; i++) {
            given.add(given("W1", MORNING.plusSeconds(600L * i), 300, Level.VERY_SATISFIED, true, "d1"));
            given.add(given("W2", MORNING.plusSeconds(1800L * i), 300, Level.VERY_SATISFIED, true, "d2"));
            given.add(given("W3", MORNING.plusSeconds(600L * i), 300, Level.VERY_SATISFIED, true, ""));
        }

        assertThat(SignRules.find(given, List.of(rule)))
                .singleElement()
                .satisfies(found -> assertThat(found.counter()).isEqualTo("W1"))
                .satisfies(found -> assertThat(found.ratings()).hasSize(3));
    }

    @Test
    @Proves("M-EVA-01")
    void onlyBestLevelsWithoutAWordBeforeClosingAreASign() {
        var rule = new SignRule(Look.CLOSING, 3, 30, 0, LocalTime.of(16, 30), 0);
        var given = new ArrayList<Given>();
        for (int i = 0; i < 3; i++) {
            given.add(given("W1", CLOSING.plusSeconds(60L * i), 300, Level.VERY_SATISFIED, false, ""));
            given.add(given("W2", CLOSING.plusSeconds(60L * i), 300, Level.VERY_SATISFIED, true, ""));
            given.add(given("W3", MORNING.plusSeconds(60L * i), 300, Level.VERY_SATISFIED, false, ""));
            given.add(given("W4", CLOSING.plusSeconds(60L * i), 300, Level.SATISFIED, false, ""));
        }

        assertThat(SignRules.find(given, List.of(rule))).map(Found::counter).containsExactly("W1");
    }

    @Test
    @Proves("M-EVA-01")
    void theBestLevelSecondsAfterTheServiceIsASignAndABadOneIsNot() {
        var rule = new SignRule(Look.AT_ONCE, 1, 0, 3, LocalTime.MIN, 0);

        assertThat(SignRules.find(
                        List.of(
                                given("W1", MORNING, 2, Level.VERY_SATISFIED, false, ""),
                                given("W2", MORNING, 10, Level.VERY_SATISFIED, false, ""),
                                given("W3", MORNING, 2, Level.VERY_DISSATISFIED, false, "")),
                        List.of(rule)))
                .map(Found::counter)
                .containsExactly("W1");
    }

    @Test
    @Proves("M-EVA-01")
    void aShareOutOfLineWithAllOthersIsASign() {
        var rule = new SignRule(Look.SHARE, 4, 0, 0, LocalTime.MIN, 30);
        var given = new ArrayList<Given>();
        for (int i = 0; i < 4; i++) {
            given.add(given("W1", MORNING.plusSeconds(i), 300, Level.VERY_SATISFIED, true, ""));
            Level other = i < 2 ? Level.VERY_SATISFIED : Level.SATISFIED;
            given.add(given("W2", MORNING.plusSeconds(i), 300, other, true, ""));
            given.add(given("W3", MORNING.plusSeconds(i), 300, other, true, ""));
        }

        assertThat(SignRules.find(given, List.of(rule))).map(Found::counter).containsExactly("W1");
        assertThat(SignRules.find(given.subList(0, 3), List.of(rule)))
                .as("too few to say")
                .isEmpty();
    }

    private static Figures figures(long best, long good, long bad) {
        return new Figures(
                "x",
                best + good + bad,
                Map.of(Level.VERY_SATISFIED, best, Level.SATISFIED, good, Level.DISSATISFIED, bad),
                0,
                0);
    }

    private static Given given(
            String counter, Instant at, long secondsAfter, Level level, boolean said, String device) {
        return new Given(
                UUID.randomUUID(), counter, at.minusSeconds(secondsAfter), at, level, said, device, "", "", false);
    }
}
