package org.yimen.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** The time of the application in tests: it stands still until somebody sets it, and every test starts at the same moment. */
public final class TestTime implements InstantSource {

    /** A Wednesday morning in Shanghai, a working day. */
    public static final Instant START = Instant.parse("2026-11-18T01:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Gives every test the same morning. */
    static final class Reset implements TestExecutionListener {
        @Override
        public void beforeTestMethod(TestContext context) {
            context.getApplicationContext().getBean(TestTime.class).set(START);
        }
    }
}
