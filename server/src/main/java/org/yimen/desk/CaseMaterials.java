package org.yimen.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Holdings.Comparison;
import org.yimen.application.Saved;
import org.yimen.application.SharedFetches.Fetched;
import org.yimen.application.Waivers.Entered;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.platform.web.Words;

/**
 * Where the materials of a case come from, and what that spared the applicant.
 *
 * @param waived what nobody brought
 * @param fetched what the sources said that were asked, by material
 * @param compared what a clerk compared with the original, by file
 * @param askedAgain what was asked for although it is held
 */
public record CaseMaterials(
        List<Entered> waived,
        Map<String, Fetched> fetched,
        Map<UUID, Comparison> compared,
        List<String> askedAgain,
        Saved.@Nullable OfCase saved) {

    public CaseMaterials {
        waived = List.copyOf(waived);
        fetched = Map.copyOf(fetched);
        compared = Map.copyOf(compared);
        askedAgain = List.copyOf(askedAgain);
    }

    /** The key of what stands where nobody brought the material; null where somebody had to. */
    public @Nullable String waived(Material material) {
        return waived.stream()
                .filter(each -> each.material().equals(material.code()))
                .findFirst()
                .map(each -> "desk.case.waived-" + each.source().name().toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    /** Where it was fetched and when, with whose consent, or that its source did not give it; null where none was asked. */
    public @Nullable String fetched(Material material, Words words) {
        Fetched asked = fetched.get(material.code());
        return asked == null
                ? null
                : words.say(
                        "desk.case.fetched-" + asked.outcome().name().toLowerCase(Locale.ROOT),
                        asked.issuer(),
                        words.shortDateTime(asked.answeredAt()),
                        words.shortDateTime(asked.consentedAt()),
                        asked.reference() == null ? "" : asked.reference());
    }

    /** The grade of a file as this case knows it; null where it was only uploaded for this case. */
    public @Nullable String grade(Filed filed) {
        var origin = filed.origin();
        return compared.containsKey(filed.id())
                ? "B"
                : origin == null ? null : origin.grade().name();
    }
}
