package org.yimen.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Uuid7Test {

    private static final Instant NOW = Instant.parse("2026-11-21T01:02:03.456789Z");

    @Test
    void itIsVersionSevenOfItsMoment() {
        UUID id = Uuid7.next(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void laterIdsSortLater() {
        var ids = IntStream.range(0, 5_000)
                .mapToObj(step -> Uuid7.next(NOW.plusNanos(step * 1_000L)).toString())
                .toList();

        assertThat(ids).isSorted();
    }

    @Test
    void idsOfOneMomentDiffer() {
        var ids = IntStream.range(0, 10_000).mapToObj(_ -> Uuid7.next(NOW)).collect(Collectors.toSet());

        assertThat(ids).hasSize(10_000);
    }
}
