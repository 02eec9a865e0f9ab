package org.yimen.portal;

import java.util.List;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;

/** The items for which something may be promised in place of proofs, and those whose materials may follow later. */
public record PromisesPage(List<ItemVersion> items) {

    public PromisesPage {
        items = List.copyOf(items);
    }

    public List<ItemVersion> committed() {
        return items.stream().filter(item -> item.commitment() != null).toList();
    }

    public List<ItemVersion> tolerant() {
        return items.stream()
                .filter(item -> item.materials().stream().anyMatch(Material::tolerable))
                .toList();
    }

    public static List<Material> later(ItemVersion item) {
        return item.materials().stream().filter(Material::tolerable).toList();
    }
}
