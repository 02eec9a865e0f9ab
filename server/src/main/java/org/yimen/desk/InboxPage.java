package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the officer's posts.
 *
 * @param next where the next page begins, or null on the last
 */
public record InboxPage(
        DeskFrame frame, List<InboxRow> rows, @Nullable String next, boolean first) {

    public InboxPage {
        rows = List.copyOf(rows);
    }
}
