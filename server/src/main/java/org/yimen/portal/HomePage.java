package org.yimen.portal;

import java.util.List;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.ui.ItemRow;
import org.yimen.platform.ui.Link;
import org.yimen.platform.web.Words;

/**
 * The door.
 *
 * @param items how many can be done here; {@code online}: how many of them without coming in
 * @param saved how many are promised sooner than the law says, out of {@code limited} that the law limits
 * @param shared how many materials nobody has to bring, out of all {@code materials}
 */
public record HomePage(
        Leaf people,
        Leaf firms,
        List<ItemVersion> first,
        int items,
        int online,
        int saved,
        int limited,
        int shared,
        int materials) {

    /** What one audience finds here. */
    public record Leaf(String href, int items, int online, List<Offers.Group> themes) {
        public Leaf {
            themes = List.copyOf(themes);
        }

        public List<Link> links(Words words) {
            return themes.stream()
                    .map(theme -> new Link(href + "#" + theme.code(), words.text(theme.name())))
                    .toList();
        }
    }

    public HomePage {
        first = List.copyOf(first);
    }

    public List<ItemRow> rows(Words words) {
        return Offers.rows(first, words);
    }
}
