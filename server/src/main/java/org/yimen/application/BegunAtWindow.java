package org.yimen.application;

import java.util.UUID;

/** The owner of a draft has not yet said whether he goes on with what a clerk began for him. */
public final class BegunAtWindow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final UUID draft;

    BegunAtWindow(UUID draft) {
        super("Begun at a window, and its owner was not asked", null, false, false);
        this.draft = draft;
    }

    public UUID draft() {
        return draft;
    }
}
