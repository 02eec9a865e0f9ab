package org.yimen.platform.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The links at the end of a row or on top of a card. */
public record SummaryActions(
        List<SummaryAction> items, @Nullable String classes) {

    public SummaryActions {
        items = items == null ? List.of() : List.copyOf(items);
    }

    public static SummaryActions of(SummaryAction... items) {
        return new SummaryActions(List.of(items), null);
    }
}
