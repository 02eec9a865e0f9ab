package org.yimen.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final Duration AT_ONCE = Duration.ofMillis(20);

    private final Places places = new Places(2, 1);

    @Test
    void anAddressHasItsPlacesAndAllHaveTheirs() {
        assertThat(places.enter("one", AT_ONCE)).isTrue();
        assertThat(places.enter("one", AT_ONCE)).as("its own").isFalse();
        assertThat(places.enter("two", AT_ONCE)).isTrue();
        assertThat(places.enter("three", AT_ONCE)).as("all").isFalse();

        places.leave("one");

        assertThat(places.enter("three", AT_ONCE)).isTrue();
        places.leave("two");
        assertThat(places.enter("one", AT_ONCE))
                .as("what was refused took nothing")
                .isTrue();
    }

    @Test
    void whoWaitsGetsThePlaceThatIsLeft() throws Exception {
        places.enter("one", AT_ONCE);
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = other.submit(() -> places.enter("one", Duration.ofMinutes(1)));
            places.leave("one");

            assertThat(waiting.get()).isTrue();
        }
    }
}
