package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the officer's posts.
 *
 * @param talk how many texts and questions wait for an answer
 * @param next where the next page begins, or null on the last
 */
public record InboxPage(
        DeskFrame frame,
        List<InboxRow> rows,
        int talk,
        @Nullable String next,
        boolean first) {

    public InboxPage {
        rows = List.copyOf(rows);
    }
}
