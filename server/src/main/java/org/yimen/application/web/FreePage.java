package org.yimen.application.web;

import java.util.List;
import org.yimen.application.Waivers;
import org.yimen.application.Waivers.Waived;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Material.Supply;
import org.yimen.platform.web.Words;

/** 免交材料: what is fetched, where from, and which of it the applicant would rather bring himself. */
public record FreePage(Filling filling, List<Waived> waived) {

    public FreePage {
        waived = List.copyOf(waived);
    }

    /** Every material that the office could fetch, agreed to or not. */
    public List<Material> shared() {
        return filling.item().materials(filling.reading()).stream()
                .filter(material -> material.supply() == Supply.SHARED)
                .toList();
    }

    public boolean brings(Material material) {
        return filling.draft().content().brought().contains(material.code());
    }

    public String source(Material material, Words words) {
        return waived.stream()
                .filter(each -> each.material().equals(material))
                .findFirst()
                .map(each -> Filling.said(each, words))
                .orElseGet(() -> words.say("application.free.brought"));
    }

    /** How trustworthy it is where it is held here. */
    public boolean held(Material material) {
        return waived.stream()
                .anyMatch(each -> each.material().equals(material) && each.source() != Waivers.Source.OFFICE);
    }
}
