package org.yimen.platform;

import org.jspecify.annotations.Nullable;

/** A reason for which Yimen does not start, in one sentence for whoever started it; printed without a stack trace. */
public final class StartRefused extends RuntimeException {

    public StartRefused(String sentence) {
        super(sentence);
    }

    public StartRefused(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
