package org.yimen.desk;

import java.util.List;

/**
 * The cases that a number leads to.
 *
 * @param searched false where nothing was asked yet
 * @param refused true where a person's number came in an address, where it is not looked at
 */
public record SearchPage(DeskFrame frame, String query, List<InboxRow> rows, boolean searched, boolean refused) {

    public SearchPage {
        rows = List.copyOf(rows);
    }
}
