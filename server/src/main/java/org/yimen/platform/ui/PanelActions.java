package org.yimen.platform.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buttons and links of a panel that interrupts. */
public record PanelActions(List<Action> items, @Nullable String classes) {

    public PanelActions {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** One of them; a button where it has no address or says that it is one. */
    public record Action(
            @Nullable String text,
            @Nullable String href,
            @Nullable String type,
            @Nullable String classes) {

        public boolean button() {
            return href == null || "button".equals(type);
        }
    }
}
