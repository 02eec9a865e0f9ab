package org.yimen.portal;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.insight.Period;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.rating.Practices;
import org.yimen.rating.Publication;
import org.yimen.rating.Publications;
import org.yimen.rating.RateBook;
import org.yimen.rating.RateBook.By;
import org.yimen.rating.Rates;
import org.yimen.rating.RatingPolicy;
import org.yimen.rating.Ratings;
import org.yimen.rating.Stars;
import org.yimen.rating.Stars.Star;

/** 好差评公开 (国办发〔2019〕51号): figures with their bases, star items, what was written and answered, good practice. */
@Controller
public class PublicRatingsController {

    private static final int WORDS = 30;
    private static final int LISTS = 4;
    private static final int PERIODS = 5;

    private final RateBook rates;
    private final Ratings ratings;
    private final Stars stars;
    private final Publications publications;
    private final Practices practices;
    private final RatingPolicy policy;
    private final Catalogue catalogue;
    private final Directory directory;
    private final InstantSource time;

    PublicRatingsController(
            RateBook rates,
            Ratings ratings,
            Stars stars,
            Publications publications,
            Practices practices,
            RatingPolicy policy,
            Catalogue catalogue,
            Directory directory,
            InstantSource time) {
        this.rates = rates;
        this.ratings = ratings;
        this.stars = stars;
        this.publications = publications;
        this.practices = practices;
        this.policy = policy;
        this.catalogue = catalogue;
        this.directory = directory;
        this.time = time;
    }

    /**
     * A department or an item that has enough ratings to be shown.
     *
     * @param href of the item's guide, or null
     * @param star of an item; null of a department
     */
    public record Line(
            Text name,
            @Nullable String href,
            Rates rates,
            @Nullable Star star) {}

    /** A star list that was published, with the names of its items. */
    public record StarList(LocalDate from, LocalDate until, List<NamedStar> stars) {
        public StarList {
            stars = List.copyOf(stars);
        }
    }

    /** A star item by its name. */
    public record NamedStar(Text name, Star star) {}

    /**
     * Everything that is public about ratings.
     *
     * @param all of the city; null where too few rated
     */
    public record PublicRatingsPage(
            Period period,
            List<Period> offered,
            @Nullable Rates all,
            List<Line> units,
            List<Line> items,
            List<StarList> lists,
            List<Publication> said,
            RatingPolicy policy) {
        public PublicRatingsPage {
            offered = List.copyOf(offered);
            units = List.copyOf(units);
            items = List.copyOf(items);
            lists = List.copyOf(lists);
            said = List.copyOf(said);
        }

        public List<Option> options(Words words) {
            return offered.stream()
                    .map(each -> Option.of(
                            each.from().toString(),
                            words.say(
                                    "portal.ratings.from-to",
                                    words.plainDate(each.from()),
                                    words.plainDate(each.to()))))
                    .toList();
        }
    }

    /** What good ratings taught. */
    public record PracticesPage(List<Practices.Practice> practices, Map<String, Text> units) {
        public PracticesPage {
            practices = List.copyOf(practices);
            units = Map.copyOf(units);
        }

        public Text unit(Practices.Practice one) {
            return units.getOrDefault(one.department(), Text.of(one.department()));
        }
    }

    @GetMapping("/ratings")
    ModelAndView ratings(@RequestParam(defaultValue = "") String from) {
        String region = directory.region();
        LocalDate today = CityTime.day(time.instant());
        List<Period> offered = offered(today);
        Period shown = offered.stream()
                .filter(each -> each.from().toString().equals(from))
                .findFirst()
                .orElse(offered.getFirst());
        List<Rates> units = counted(region, shown, By.UNIT);
        Rates all = units.getFirst();
        return Page.show(
                "portal/ratings",
                new PublicRatingsPage(
                        shown,
                        offered,
                        policy.shows(all.said()) ? all : null,
                        units.stream()
                                .skip(1)
                                .filter(each -> policy.shows(each.said()))
                                .map(each -> new Line(unit(region, each.said().department()), null, each, null))
                                .toList(),
                        counted(region, shown, By.ITEM).stream()
                                .skip(1)
                                .flatMap(each -> item(each).stream())
                                .toList(),
                        stars.published(region, LISTS).stream()
                                .map(list -> new StarList(
                                        list.from(),
                                        list.until(),
                                        list.stars().stream()
                                                .map(star -> new NamedStar(item(star.item()), star))
                                                .toList()))
                                .toList(),
                        publications.recent(region, null, WORDS),
                        policy));
    }

    /** Periods in which nothing changes any more, the last one first. */
    private List<Period> offered(LocalDate today) {
        Period first = stars.settled(today, ratings.days());
        return IntStream.range(0, PERIODS)
                .mapToObj(back -> {
                    Period period = first;
                    for (int i = 0; i < back; i++) {
                        period = period.before();
                    }
                    return period;
                })
                .toList();
    }

    private List<Rates> counted(String region, Period period, By by) {
        return rates.by(
                region,
                CityTime.startOf(period.from()),
                CityTime.startOf(period.to().plusDays(1)),
                by);
    }

    private Text unit(String region, String code) {
        return directory.unit(region, code).map(Unit::name).orElseGet(() -> Text.of(code));
    }

    private Text item(String code) {
        return catalogue.current(code).map(ItemVersion::name).orElseGet(() -> Text.of(code));
    }

    /** An item that is public and rated often enough. */
    private Optional<Line> item(Rates one) {
        String code = one.said().department();
        return stars.star(one.said())
                .filter(_ -> catalogue.current(code).isPresent())
                .map(star -> new Line(item(code), "/items/" + code, one, star));
    }

    @GetMapping("/practices")
    ModelAndView practices() {
        String region = directory.region();
        List<Practices.Practice> all = practices.published(region);
        return Page.show(
                "portal/practices",
                new PracticesPage(
                        all,
                        all.stream()
                                .map(Practices.Practice::department)
                                .distinct()
                                .collect(Collectors.toMap(code -> code, code -> unit(region, code)))));
    }
}
