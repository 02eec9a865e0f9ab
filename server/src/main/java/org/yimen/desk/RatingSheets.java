package org.yimen.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.Masks;
import org.yimen.insight.Period;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.Rate;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Cell;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.ui.Sheet.Said;
import org.yimen.rating.RateBook;
import org.yimen.rating.RateBook.By;
import org.yimen.rating.Ratings;

/** What the pages about ratings on the desk have in common: periods to choose, names for codes, rates with their bases. */
@Component
class RatingSheets {

    private static final int MONTHS = 6;
    private static final int QUARTERS = 4;
    private static final int YEARS = 2;
    private static final int QUARTER = 3;

    private final Directory directory;
    private final Catalogue catalogue;
    private final InstantSource time;

    RatingSheets(Directory directory, Catalogue catalogue, InstantSource time) {
        this.directory = directory;
        this.catalogue = catalogue;
        this.time = time;
    }

    LocalDate today() {
        return CityTime.day(time.instant());
    }

    List<Period> offered() {
        LocalDate today = today();
        return Stream.of(
                        IntStream.range(0, QUARTERS)
                                .mapToObj(back ->
                                        Period.around(Period.Kind.QUARTER, today.minusMonths((long) QUARTER * back))),
                        IntStream.range(0, MONTHS)
                                .mapToObj(back -> Period.around(Period.Kind.MONTH, today.minusMonths(back))),
                        IntStream.range(0, YEARS)
                                .mapToObj(back -> Period.around(Period.Kind.YEAR, today.minusYears(back))))
                .flatMap(each -> each)
                .toList();
    }

    /** What was chosen; whatever else somebody types is the present quarter. */
    Period period(String typed) {
        return period(typed, offered());
    }

    /**
     * What a head may ask for: quarters of which no rating is still to come. None overlaps another and none grows, so that two
     * of them, or one on two days, never differ by what one visitor said.
     *
     * @param days so long after a service its rating counts
     */
    List<Period> settled(long days) {
        return Stream.iterate(Period.settled(Period.Kind.QUARTER, today(), days), Period::before)
                .limit(QUARTERS)
                .toList();
    }

    /** The one that was chosen of these, else the first. */
    static Period period(String typed, List<Period> offered) {
        return offered.stream()
                .filter(each -> spelt(each).equals(typed))
                .findFirst()
                .orElse(offered.getFirst());
    }

    static String spelt(Period period) {
        return period.kind().code() + "." + period.from();
    }

    static List<Pick> picks(List<Period> offered) {
        return offered.stream()
                .map(each -> new Pick(spelt(each), Sheet.period(each.from(), each.to())))
                .toList();
    }

    Sheet.Filter filter(String href, Period chosen) {
        return filter(href, chosen, offered());
    }

    static Sheet.Filter filter(String href, Period chosen, List<Period> offered) {
        return new Sheet.Filter(
                href,
                new Sheet.Field(
                        Sheet.Kind.SELECT,
                        "period",
                        "desk.ratings.period",
                        null,
                        picks(offered),
                        List.of(spelt(chosen))));
    }

    static Instant from(Period period) {
        return CityTime.startOf(period.from());
    }

    static Instant until(Period period) {
        return CityTime.startOf(period.to().plusDays(1));
    }

    Said unit(String region, String code) {
        return Sheet.data(directory.unit(region, code).map(Unit::name).orElseGet(() -> Text.of(code)));
    }

    Said item(String code) {
        return code.isEmpty() || code.equals(RateBook.NONE)
                ? Sheet.say("desk.ratings.no-item")
                : Sheet.data(catalogue.current(code).map(ItemVersion::name).orElseGet(() -> Text.of(code)));
    }

    /** A part of the whole by its key. */
    Said part(String region, By by, String key) {
        if (key.isEmpty()) {
            return Sheet.say("desk.ratings.all");
        }
        return switch (by) {
            case UNIT -> unit(region, key);
            case ITEM -> item(key);
            case CHANNEL -> channel(key);
            case WINDOW -> key.equals(RateBook.NONE) ? Sheet.say("desk.ratings.no-window") : unit(region, key);
        };
    }

    static Said channel(String code) {
        return Sheet.say("rating.channel." + code);
    }

    static Cell rate(Rate rate) {
        return Sheet.cell(Sheet.plain(rate.percent(1)))
                .over(Sheet.cell(Sheet.plain(
                        rate.part().toPlainString() + " ÷ " + rate.whole().toPlainString())));
    }

    static Cell count(long number) {
        return Sheet.cell(Sheet.plain(Long.toString(number)));
    }

    Said staff(UUID id) {
        return Sheet.data(directory.staff(id).name());
    }

    static Cell level(Ratings.Said one) {
        Cell cell = Sheet.cell(Sheet.say("rating.level." + one.rating().level().code()));
        return one.rating().late() || one.struck()
                ? cell.over(Sheet.cell(Sheet.say(one.struck() ? "desk.ratings.struck" : "desk.ratings.late")))
                : cell;
    }

    /** Tags, and below them what was written. */
    static Cell words(Ratings.Said one) {
        Said tags = Sheet.list(one.rating().tags().stream()
                .map(tag -> Sheet.say("rating.tag." + tag))
                .toList());
        return one.rating().text().isEmpty()
                ? Sheet.cell(tags)
                : Sheet.cell(Sheet.data(Masks.words(one.rating().text()))).over(Sheet.cell(tags));
    }

    static Cell day(Instant at) {
        return Sheet.cell(Sheet.day(CityTime.day(at)));
    }

    /** A list of ratings without a name; each leads to {@code base} and its id, where there is one. */
    Sheet.Table table(String region, String title, List<Ratings.Said> said, String base, String empty) {
        return new Sheet.Table(
                title,
                List.of(
                        "desk.ratings.level",
                        "desk.talk.item",
                        "desk.ratings.words",
                        "desk.ratings.channel",
                        "desk.ratings.at"),
                said.stream()
                        .map(one -> Sheet.row(
                                base.isEmpty()
                                        ? level(one)
                                        : level(one).to(base + one.rating().occasion()),
                                Sheet.cell(Sheet.data(one.name())).over(Sheet.cell(unit(region, one.department()))),
                                words(one),
                                Sheet.cell(channel(one.channel())),
                                day(one.rating().at())))
                        .toList(),
                empty);
    }

    List<Pick> departments() {
        return directory.departments().stream()
                .map(each -> new Pick(each.code(), Sheet.data(each.name())))
                .toList();
    }

    List<Pick> colleagues(Officer officer) {
        return directory.serving(officer.region(), today()).stream()
                .filter(each -> !each.machine())
                .map(each -> new Pick(each.id().toString(), Sheet.data(each.name())))
                .toList();
    }
}
