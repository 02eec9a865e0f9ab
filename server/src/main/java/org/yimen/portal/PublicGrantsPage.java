package org.yimen.portal;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.ItemVersion;
import org.yimen.licence.Licence;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;

/**
 * What was granted, for everybody.
 *
 * @param item the code of the one that is asked for, or empty
 * @param more there is a page behind this one
 */
public record PublicGrantsPage(
        List<ItemVersion> items, String item, List<Licence> found, boolean more, LocalDate today, int page) {

    public PublicGrantsPage {
        items = List.copyOf(items);
        found = List.copyOf(found);
    }

    public List<Licence> lines() {
        return found.stream().limit(page).toList();
    }

    /** Who holds it: a firm by its name, a person by a masked one, and never a number. */
    public String holder(Licence licence) {
        String masked = licence.holderMasked();
        int number = masked.indexOf('（');
        return number < 0 ? masked : masked.substring(0, number);
    }

    public List<Option> options(Words words) {
        return Stream.concat(
                        Stream.of(Option.of("", words.say("portal.grants.all"))),
                        items.stream().map(each -> Option.of(each.code(), words.text(each.name()))))
                .toList();
    }

    /** The address of the next page, or null. */
    public @Nullable String older() {
        if (!more) {
            return null;
        }
        Licence last = found.get(page - 1);
        return "/grants?item=" + item + "&on=" + last.issuedOn() + "&id=" + last.id();
    }
}
