package org.yimen.portal;

import java.util.List;
import org.yimen.platform.ui.ItemRow;
import org.yimen.platform.web.Words;

/**
 * Items in groups.
 *
 * @param name {@code people}, {@code firms} or {@code items}: picks the words
 */
public record ListPage(String name, List<Offers.Group> groups, int count) {

    public ListPage {
        groups = List.copyOf(groups);
    }

    public List<ItemRow> rows(Offers.Group group, Words words) {
        return Offers.rows(group.items(), words);
    }
}
