package org.yimen.application.web;

import java.util.List;
import java.util.Map;
import org.yimen.application.SharedFetches.Fetched;
import org.yimen.application.Waivers;
import org.yimen.application.Waivers.Waived;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Material.Supply;
import org.yimen.platform.web.Words;

/**
 * 免交材料: what is fetched, where from, and which of it the applicant would rather bring himself.
 *
 * @param fetched what the sources said when they were asked, by material
 */
public record FreePage(Filling filling, List<Waived> waived, Map<String, Fetched> fetched) {

    public FreePage {
        waived = List.copyOf(waived);
        fetched = Map.copyOf(fetched);
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
                .orElseGet(() -> brought(material, words));
    }

    private String brought(Material material, Words words) {
        Fetched asked = fetched.get(material.code());
        return asked == null || asked.outcome() == Fetched.Outcome.FOUND
                ? words.say("application.free.brought")
                : words.say("application.free.unfetched", asked.issuer(), words.shortDateTime(asked.answeredAt()));
    }

    /** How trustworthy it is where it is held here. */
    public boolean held(Material material) {
        return waived.stream()
                .anyMatch(each -> each.material().equals(material) && each.source() != Waivers.Source.OFFICE);
    }
}
