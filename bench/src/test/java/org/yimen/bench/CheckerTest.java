package org.yimen.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yimen.bench.Checker.Finding;
import org.yimen.bench.Checker.Kind;
import org.yimen.bench.Ledger.Asked;

/** A checker that finds nothing proves nothing: whatever it is there for is planted and must be found. */
class CheckerTest {

    private static final List<Asked> HISTORY = List.of(
            new Asked("s", "submit", "c1", List.of("done c1 No1", "done c1 No1")),
            new Asked("a1", "accept", "c1", List.of("done c1 No1")),
            new Asked("a2", "accept", "c1", List.of("refused application.step.not-open")),
            new Asked("u1", "urge", "c1", List.of("done c1 No1")),
            new Asked("u2", "urge", "c1", List.of()),
            new Asked("u3", "urge", "c1", List.of()));

    private static final Map<String, Integer> EFFECTS = Map.of("u1", 1, "u2", 1);
    private static final Map<String, String> OUTCOMES =
            Map.of("s", "done", "a1", "done", "a2", "refused application.step.not-open", "u1", "done", "u2", "done");
    private static final Map<String, Integer> EVENTS = Map.of("c1 Submitted", 1, "c1 Accepted", 1, "c1 Urged", 2);

    @Test
    void whatAgreesIsNotFound() {
        assertThat(findings(new Observed(EFFECTS, OUTCOMES, EVENTS, List.of()))).isEmpty();
    }

    @Test
    void anEffectThatHappenedTwiceIsFound() {
        assertThat(findings(new Observed(Map.of("u1", 2, "u2", 1), OUTCOMES, EVENTS, List.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.DOUBLED);
        assertThat(findings(new Observed(EFFECTS, OUTCOMES, Map.of("c1 Submitted", 1, "c1 Accepted", 2), List.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.DOUBLED);
    }

    @Test
    void anAnswerWithoutItsKeyAndEffectIsALoss() {
        var outcomes = Map.of("s", "done", "a1", "done", "a2", "refused application.step.not-open", "u2", "done");

        assertThat(findings(new Observed(Map.of("u2", 1), outcomes, EVENTS, List.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.LOST);
    }

    @Test
    void anEventWithoutItsKeyAndAKeyWithoutItsEventAreHalfDone() {
        assertThat(findings(new Observed(Map.of("u1", 1, "u2", 1, "u3", 1), OUTCOMES, EVENTS, List.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.HALF_DONE);
        assertThat(findings(new Observed(Map.of("u1", 1), OUTCOMES, EVENTS, List.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.HALF_DONE);
        assertThat(findings(new Observed(EFFECTS, OUTCOMES, Map.of("c1 Submitted", 1), List.of())))
                .extracting(Finding::kind)
                .containsExactly(Kind.HALF_DONE);
    }

    @Test
    void twoAnswersThatDifferAndANumberGivenTwiceAreFound() {
        var history = List.of(new Asked("s", "submit", "c1", List.of("done c1 No1", "done c1 No2")));
        var observed = new Observed(
                Map.of(), Map.of("s", "done"), Map.of("c1 Submitted", 1), List.of("case 629901202611220001"));

        assertThat(Checker.check(history, observed, Map.of()))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.CONTRADICTED, Kind.DOUBLED);
    }

    @Test
    void aFlawOfACaseIsHalfDone() {
        var observed = new Observed(EFFECTS, OUTCOMES, EVENTS, List.of());

        assertThat(Checker.check(HISTORY, observed, Map.of("c1", List.of("the chain is broken at [2]"))))
                .extracting(Finding::kind)
                .containsExactly(Kind.HALF_DONE);
    }

    private static List<Finding> findings(Observed observed) {
        return Checker.check(HISTORY, observed, Map.of());
    }
}
