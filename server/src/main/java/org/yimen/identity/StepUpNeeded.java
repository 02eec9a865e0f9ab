package org.yimen.identity;

import org.jspecify.annotations.Nullable;

/** The officer must prove once more who he is; a page asks him, and sends what he was about to do again. */
public final class StepUpNeeded extends RuntimeException {

    private final boolean byCode;
    private final @Nullable String refusal;
    private final long minutes;

    StepUpNeeded(boolean byCode, @Nullable String refusal, long minutes) {
        super("a second proof is needed");
        this.byCode = byCode;
        this.refusal = refusal;
        this.minutes = minutes;
    }

    /** True where a code of his app is asked, false where his password. */
    public boolean byCode() {
        return byCode;
    }

    /** Why the last proof did not do: a message key; null where there was none. */
    public @Nullable String refusal() {
        return refusal;
    }

    /** How long he is locked out, where the refusal says so. */
    public long minutes() {
        return minutes;
    }
}
