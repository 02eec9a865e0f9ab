package org.yimen.portal;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.document.Qr;
import org.yimen.notify.Enquiries;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;
import org.yimen.time.TimeLimit;

/** What anybody may read: the door, the lists, the guides. */
@Controller
class PublicPages {

    private static final int MOST_ASKED = 10;

    private final Offers offers;
    private final Catalogue catalogue;
    private final Enquiries enquiries;
    private final RatedItems rated;
    private final Directory directory;
    private final String address;

    PublicPages(
            Offers offers,
            Catalogue catalogue,
            Enquiries enquiries,
            RatedItems rated,
            Directory directory,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.offers = offers;
        this.catalogue = catalogue;
        this.enquiries = enquiries;
        this.rated = rated;
        this.directory = directory;
        this.address = address;
    }

    @GetMapping("/")
    ModelAndView home() {
        List<ItemVersion> all = offers.all();
        List<ItemVersion> limited =
                all.stream().filter(item -> item.limits().statutory() != null).toList();
        List<Material> materials =
                all.stream().flatMap(item -> item.materials().stream()).toList();
        return Page.show(
                "portal/home",
                new HomePage(
                        leaf("/people", Audience.PERSON),
                        leaf("/firms", Audience.ENTITY),
                        offers.first(),
                        all.size(),
                        online(all),
                        (int) limited.stream().filter(PublicPages::isShorter).count(),
                        limited.size(),
                        (int) materials.stream()
                                .filter(material -> material.supply() != Material.Supply.APPLICANT)
                                .count(),
                        materials.size()));
    }

    private HomePage.Leaf leaf(String href, Audience audience) {
        List<ItemVersion> items = offers.of(audience);
        return new HomePage.Leaf(href, items.size(), online(items), offers.themes(audience));
    }

    /** Promised sooner than the law says; limits of different kinds are not compared. */
    private static boolean isShorter(ItemVersion item) {
        TimeLimit promised = item.limits().promised();
        TimeLimit statutory = item.limits().statutory();
        return statutory != null
                && (item.isInstant() || promised.unit() == statutory.unit())
                && promised.amount() < statutory.amount();
    }

    private static int online(List<ItemVersion> items) {
        return (int) items.stream().filter(item -> item.visits().number() == 0).count();
    }

    @GetMapping("/people")
    ModelAndView people() {
        return list(
                "people",
                offers.themes(Audience.PERSON),
                offers.of(Audience.PERSON).size());
    }

    @GetMapping("/firms")
    ModelAndView firms() {
        return list(
                "firms",
                offers.themes(Audience.ENTITY),
                offers.of(Audience.ENTITY).size());
    }

    @GetMapping("/items")
    ModelAndView items() {
        return list("items", offers.departments(), offers.all().size());
    }

    /** 告知承诺、容缺事项清单: what may be promised, and what may follow later, open to everybody. */
    @GetMapping("/items/promises")
    ModelAndView promises() {
        return Page.show("portal/promises", new PromisesPage(offers.all()));
    }

    private static ModelAndView list(String name, List<Offers.Group> groups, int count) {
        return Page.show("portal/items", new ListPage(name, groups, count));
    }

    @GetMapping("/items/{code}")
    ModelAndView guide(@PathVariable String code) {
        ItemVersion item = catalogue.current(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Page.show(
                "portal/guide",
                new GuidePage(
                        item,
                        offers.office(item.department()),
                        catalogue.guide(item, Locale.SIMPLIFIED_CHINESE),
                        catalogue.guide(item, Locale.ENGLISH),
                        catalogue.flowChart(item, Locale.SIMPLIFIED_CHINESE),
                        catalogue.flowChart(item, Locale.ENGLISH),
                        offers.theme(item.themes().getFirst()),
                        Qr.svgPath(address + "/items/" + code),
                        enquiries.published(directory.region(), code, MOST_ASKED),
                        rated.of(code)));
    }
}
