package org.yimen.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.matrix.Matrix.Asking;
import org.yimen.matrix.Matrix.Endpoint;
import org.yimen.matrix.Policy.Outcome;
import org.yimen.matrix.Policy.Rule;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/**
 * Every endpoint of the running router, asked by everybody about his own thing, another's, another department's, another
 * region's, a deleted one and a draft, against a table that is written apart from the code.
 */
@HallTest
class MatrixTest {

    private static final Policy POLICY = Policy.read();

    private static final long SEED = 1122;

    /** An asking to which so many guards said no. */
    private record Refusal(Asking asking, int guards) {
        /** Where the policy says yes nevertheless, only what is shown may differ without a guard. */
        private boolean decided() {
            return asking.rule().of(asking.caller()) != Outcome.OK;
        }
    }

    @Autowired
    Matrix matrix;

    @Test
    void everyEndpointHasItsRule() {
        List<Endpoint> endpoints = matrix.endpoints();
        var ruled = POLICY.rules().stream()
                .map(rule -> Matrix.answering(rule, endpoints))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());

        assertThat(endpoints).filteredOn(each -> !ruled.contains(each)).isEmpty();
    }

    /** 统一身份认证: the protocol's own endpoints are filters; each that answers has its rule, and answers everybody as it says. */
    @Test
    void whatAFilterAnswersHasItsRuleToo() {
        List<Endpoint> filtered = matrix.filtered();

        assertThat(filtered)
                .extracting(Endpoint::toString)
                .contains("GET /oauth2/authorize", "POST /oauth2/token", "POST /oauth2/revoke");
        assertThat(filtered)
                .filteredOn(each -> POLICY.rules().stream()
                        .noneMatch(rule -> Matrix.answering(rule, List.of(each)).isPresent()))
                .isEmpty();
    }

    /**
     * First with every guard; then with each taken away in turn, where it said no before: the policy must notice, or the
     * guard guards nothing.
     */
    @TestFactory
    @Proves({"M-IDA-01", "M-IDA-07", "M-OTH-03"})
    Stream<DynamicNode> everybodyGetsWhatThePolicySaysAndWithoutAnyOneGuardNot() {
        var refused = new HashMap<String, List<Refusal>>();
        Guards.Changed listening = Guards.listening();
        return Stream.of(
                dynamicContainer(
                        "with every guard",
                        POLICY.rules().stream()
                                .map(rule -> dynamicTest(rule.toString(), () -> compare(rule, refused)))
                                .onClose(listening::close)),
                dynamicContainer(
                        "without one guard",
                        Guards.all().stream()
                                .map(guard -> dynamicTest(
                                        Guards.name(guard),
                                        () -> miss(guard, refused.getOrDefault(Guards.spelled(guard), List.of()))))));
    }

    private void compare(Rule rule, Map<String, List<Refusal>> refused) throws Exception {
        var violations = new ArrayList<String>();
        for (Asking asking : matrix.askings(rule)) {
            Heard.forget();
            violations.addAll(matrix.violations(asking));
            Set<String> guards = Heard.guards();
            guards.forEach(guard ->
                    refused.computeIfAbsent(guard, _ -> new ArrayList<>()).add(new Refusal(asking, guards.size())));
        }
        assertThat(violations).isEmpty();
    }

    private void miss(Method guard, List<Refusal> refused) throws Exception {
        assertThat(refused).as("whom it refuses").isNotEmpty();
        List<Refusal> likeliestFirst = likeliestFirst(refused);
        boolean noticed = Guards.without(guard, () -> {
            for (Refusal refusal : likeliestFirst) {
                if (!matrix.violations(refusal.asking()).isEmpty()) {
                    return true;
                }
            }
            return false;
        });
        assertThat(noticed).as("whether anybody notices its loss").isTrue();
    }

    /** Who most likely gets in without the guard: where it alone said no, here and there rather than address by address. */
    private static List<Refusal> likeliestFirst(List<Refusal> refused) {
        var sorted = new ArrayList<Refusal>(refused);
        Collections.shuffle(sorted, new Random(SEED));
        sorted.sort(Comparator.comparing(Refusal::decided).reversed().thenComparingInt(Refusal::guards));
        return sorted;
    }
}
