package org.yimen.desk;

import java.util.List;

/**
 * The cases that a number leads to.
 *
 * @param searched false where nothing was asked yet
 */
public record SearchPage(DeskFrame frame, String query, List<InboxRow> rows, boolean searched) {

    public SearchPage {
        rows = List.copyOf(rows);
    }
}
