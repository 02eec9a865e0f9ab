package org.yimen.platform.ui;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a summary list: what it is, what was said, what can be done about it. */
public record SummaryRow(
        Piece key,
        @Nullable Piece value,
        @Nullable SummaryActions actions,
        @Nullable String classes) {

    public static SummaryRow of(String key, String value) {
        return new SummaryRow(Piece.of(key), Piece.of(value), null, null);
    }

    public static SummaryRow of(String key, Content value) {
        return new SummaryRow(Piece.of(key), Piece.of(value), null, null);
    }

    public static SummaryRow of(String key, String value, SummaryAction... actions) {
        return new SummaryRow(Piece.of(key), Piece.of(value), SummaryActions.of(actions), null);
    }

    public boolean hasActions() {
        List<SummaryAction> items = actions == null ? null : actions.items();
        return items != null && !items.isEmpty();
    }
}
