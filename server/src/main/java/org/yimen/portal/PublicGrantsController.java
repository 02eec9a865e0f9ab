package org.yimen.portal;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;

/**
 * 行政许可决定公开 (行政许可法 arts. 5, 40): everybody may look up what was granted. Of people only a masked name: art. 5 keeps
 * privacy apart.
 */
@Controller
class PublicGrantsController {

    private static final int PAGE = 20;
    private static final UUID LAST = new UUID(-1, -1);

    private final LicenceDesk licences;
    private final Catalogue catalogue;
    private final Directory directory;
    private final InstantSource time;

    PublicGrantsController(LicenceDesk licences, Catalogue catalogue, Directory directory, InstantSource time) {
        this.licences = licences;
        this.catalogue = catalogue;
        this.directory = directory;
        this.time = time;
    }

    /**
     * @param item narrows the list, or empty
     * @param on with {@code id} the last line of the page before
     */
    @GetMapping("/grants")
    ModelAndView grants(
            @RequestParam(defaultValue = "") String item,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable UUID id) {
        List<ItemVersion> items = catalogue.published().stream()
                .filter(each -> each.regime() == Regime.LICENCE)
                .toList();
        Optional<String> chosen =
                items.stream().map(ItemVersion::code).filter(item::equals).findFirst();
        List<String> asked = chosen.map(List::of)
                .orElseGet(() -> items.stream().map(ItemVersion::code).toList());
        LocalDate today = CityTime.day(time.instant());
        List<Licence> found = on == null || id == null
                ? licences.published(directory.region(), asked, today.plusDays(1), LAST, PAGE + 1)
                : licences.published(directory.region(), asked, on, id, PAGE + 1);
        return Page.show(
                "portal/grants",
                new PublicGrantsPage(items, chosen.orElse(""), found, found.size() > PAGE, today, PAGE));
    }
}
