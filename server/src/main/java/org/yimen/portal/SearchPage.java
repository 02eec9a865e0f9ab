package org.yimen.portal;

import java.util.List;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.ui.ItemRow;
import org.yimen.platform.web.Words;

/** What was looked for and what was found. */
public record SearchPage(String query, List<ItemVersion> found) {

    public SearchPage {
        found = List.copyOf(found);
    }

    public List<ItemRow> rows(Words words) {
        return Offers.rows(found, words);
    }
}
