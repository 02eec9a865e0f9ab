package org.yimen.portal;

import java.util.List;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.FieldView;
import org.yimen.form.FormReading;

/**
 * What one must bring in one's own situation.
 *
 * @param fields the questions that decide it, as far as the answers lead
 * @param begun something was answered
 */
public record SituationPage(ItemVersion item, List<FieldView> fields, FormReading reading, boolean begun) {

    public SituationPage {
        fields = List.copyOf(fields);
    }

    /** How many of the questions are open: with each the list may grow. */
    public long open() {
        return fields.stream()
                .filter(field -> reading.value(field.question().code()).isEmpty())
                .count();
    }

    /** What the applicant brings. */
    public List<Material> bring() {
        return item.materials(reading).stream()
                .filter(material -> material.supply() == Material.Supply.APPLICANT)
                .toList();
    }

    /** What the office has or makes itself. */
    public List<Material> spared() {
        return item.materials(reading).stream()
                .filter(material -> material.supply() != Material.Supply.APPLICANT)
                .toList();
    }
}
