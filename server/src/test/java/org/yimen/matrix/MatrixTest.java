package org.yimen.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.matrix.Matrix.Endpoint;
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

    @TestFactory
    @Proves({"M-IDA-01", "M-IDA-07", "M-OTH-03"})
    List<DynamicTest> everybodyGetsWhatThePolicySaysAndSeesNoMore() {
        return POLICY.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.toString(),
                        () -> assertThat(matrix.violations(List.of(rule), _ -> false))
                                .isEmpty()))
                .toList();
    }

    /** Takes each guard away in turn; the policy must notice, or the guard guards nothing. */
    @TestFactory
    List<DynamicTest> withoutAnyOneGuardThePolicyIsBroken() {
        return Guards.all().stream()
                .map(guard -> DynamicTest.dynamicTest(Guards.name(guard), () -> {
                    List<Rule> rules = POLICY.rules();
                    List<String> noticed =
                            Guards.without(guard, () -> matrix.violations(rules, found -> !found.isEmpty()));
                    assertThat(noticed).isNotEmpty();
                }))
                .toList();
    }
}
