package org.yimen.kiosk;

import java.util.List;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.Text;

/**
 * What can be applied for.
 *
 * @param query what was typed, or empty: then everything stands in its groups
 */
public record ItemsPage(String query, List<ItemVersion> found, List<Group> groups) {

    /** A theme with its items. */
    public record Group(String code, Text name, List<ItemVersion> items) {
        public Group {
            items = List.copyOf(items);
        }
    }

    public ItemsPage {
        found = List.copyOf(found);
        groups = List.copyOf(groups);
    }
}
