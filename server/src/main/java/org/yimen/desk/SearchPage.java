package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cases that a number leads to.
 *
 * @param searched false where nothing was asked yet
 * @param refused the message key of why nothing was looked up, or null
 */
public record SearchPage(
        DeskFrame frame,
        String query,
        List<InboxRow> rows,
        boolean searched,
        @Nullable String refused) {

    public SearchPage {
        rows = List.copyOf(rows);
    }
}
