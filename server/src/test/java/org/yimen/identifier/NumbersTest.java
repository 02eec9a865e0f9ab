package org.yimen.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.testing.HallTest;

@HallTest
class NumbersTest {

    private static final String REGION = "629901";

    @Autowired
    private Numbers numbers;

    @Autowired
    private PlatformTransactionManager transactions;

    private final String series = "test/" + UUID.randomUUID();

    @Test
    void aSeriesStartsAtOneAndGoesOn() {
        assertThat(numbers.draw(REGION, series)).isEqualTo(1);
        assertThat(numbers.draw(REGION, series)).isEqualTo(2);
        assertThat(numbers.draw(REGION, series + "/other")).isEqualTo(1);
        assertThat(numbers.draw("629902", series)).isEqualTo(1);
    }

    @Test
    void aCallerThatRollsBackLeavesAGap() {
        var transaction = new TransactionTemplate(transactions);

        transaction.executeWithoutResult(status -> {
            assertThat(numbers.draw(REGION, series)).isEqualTo(1);
            status.setRollbackOnly();
        });

        assertThat(numbers.draw(REGION, series)).isEqualTo(2);
    }

    @Test
    void nobodyDrawsTheSameNumber() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var draws = IntStream.range(0, 200)
                    .mapToObj(_ -> threads.submit(() -> numbers.draw(REGION, series)))
                    .toList();

            var drawn = new TreeSet<Long>();
            for (var draw : draws) {
                drawn.add(draw.get());
            }

            assertThat(drawn).hasSize(200);
            assertThat(drawn.first()).isEqualTo(1);
            assertThat(drawn.last()).isEqualTo(200);
        }
    }
}
