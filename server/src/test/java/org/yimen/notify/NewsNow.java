package org.yimen.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Reads the journal now, instead of waiting until the reader's turn comes. */
@Component
public class NewsNow {

    /** The journal is read up to what is still being written elsewhere; longer than this nothing writes. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final NewsReader reader;

    NewsNow(NewsReader reader) {
        this.reader = reader;
    }

    public void until(BooleanSupplier there) {
        long last = System.nanoTime() + LONGEST.toNanos();
        while (!there.getAsBoolean() && System.nanoTime() < last) {
            var _ = reader.readOnce();
        }
        assertThat(there.getAsBoolean()).isTrue();
    }
}
