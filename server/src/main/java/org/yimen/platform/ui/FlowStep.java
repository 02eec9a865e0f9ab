package org.yimen.platform.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A station on the way of a case; {@code branch} is the detour that hangs below it. */
public record FlowStep(
        String name, List<String> notes, @Nullable String branch) {

    public FlowStep {
        notes = List.copyOf(notes);
    }
}
