package org.yimen.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void itEndsWithTheFirstThatIsNotFull() {
        var batches = new ArrayDeque<>(List.of(Batches.SIZE, Batches.SIZE, 7, Batches.SIZE));

        assertThat(Batches.untilDone(_ -> batches.pop())).isEqualTo(2 * Batches.SIZE + 7);
        assertThat(batches).hasSize(1);
    }

    @Test
    void whereThereIsNothingItAsksOnce() {
        assertThat(Batches.untilDone(_ -> 0)).isZero();
    }
}
