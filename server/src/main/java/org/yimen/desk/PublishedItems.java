package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.ui.Sheet;

/**
 * The base of the authorised rate (M-APR-06), and what pages call it. An item has no state of admission to the hall: until it
 * has one, the base is every published item, and no page says otherwise.
 */
@Component
final class PublishedItems {

    private final Catalogue catalogue;

    PublishedItems(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Their codes by the department that decides them. */
    Map<String, List<String>> byDepartment() {
        var items = new TreeMap<String, List<String>>();
        for (ItemVersion item : catalogue.published()) {
            items.computeIfAbsent(item.department(), _ -> new ArrayList<>()).add(item.code());
        }
        return items;
    }

    /** Of how many, by name. */
    static Sheet.Said base(int published) {
        return Sheet.say("desk.powers.of-published", published);
    }

    /** The fraction that says of what it is one. */
    static Sheet.Said fraction(int authorised, int published) {
        return Sheet.say("desk.powers.rate-sum", authorised, published);
    }
}
