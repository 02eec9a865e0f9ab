package org.yimen.insight;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.HallFigures;
import org.yimen.insight.Counts.By;
import org.yimen.insight.Facts.Group;
import org.yimen.insight.Facts.Line;
import org.yimen.insight.Facts.Narrowed;
import org.yimen.insight.Facts.Scope;
import org.yimen.insight.Figure.Unit;
import org.yimen.insight.Tally.Cohort;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Region;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Rate;
import org.yimen.time.WorkCalendar;

/** 数据: the figures of a period, each from counted cases by one formula, for pages, files and machines alike. */
@Service
public class Figures {

    /** The most cases that a page of a list shows. */
    public static final int MOST = 100;

    /** 网办率 that a locality promised: items that can be done online. */
    public static final BigDecimal ONLINE_TARGET = BigDecimal.valueOf(90);

    private static final UUID LAST = new UUID(-1, -1);
    private static final int MONTHS_OF_CHART = 12;

    private final Facts facts;
    private final FactReader reader;
    private final BeforeTrips before;
    private final HallFigures hall;
    private final Catalogue catalogue;
    private final Directory directory;
    private final WorkCalendar calendar;
    private final InstantSource time;

    Figures(
            Facts facts,
            FactReader reader,
            BeforeTrips before,
            HallFigures hall,
            Catalogue catalogue,
            Directory directory,
            WorkCalendar calendar,
            InstantSource time) {
        this.facts = facts;
        this.reader = reader;
        this.before = before;
        this.hall = hall;
        this.catalogue = catalogue;
        this.directory = directory;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /**
     * Whose figures somebody sees: the director and the supervisor those of the whole region or of one of its departments,
     * a head those of the departments that he leads.
     *
     * @param wanted one department of these, or empty
     */
    public record Sight(String region, boolean all, Set<String> departments, String wanted) {
        public Sight {
            departments = Set.copyOf(departments);
        }

        /** Empty where no post of his lets him see any. */
        public static Optional<Sight> of(Officer officer, String wanted) {
            boolean all = officer.holdsAny("director") || officer.holdsAny("supervisor");
            var own = new TreeSet<String>();
            officer.posts().stream()
                    .filter(post -> post.endsWith("/head"))
                    .forEach(post -> own.add(post.substring(0, post.indexOf('/'))));
            var sight = new Sight(officer.region(), all, own, wanted);
            return sight.isAllowed() ? Optional.of(sight) : Optional.empty();
        }

        /** Another department's figures are no matter of a head. */
        @Guard
        private boolean isAllowed() {
            return all || (wanted.isEmpty() ? !departments.isEmpty() : departments.contains(wanted));
        }

        /** True where no department is left out, so that what belongs to none can be shown. */
        public boolean whole() {
            return all && wanted.isEmpty();
        }

        Scope scope() {
            return new Scope(region, whole(), wanted.isEmpty() ? List.copyOf(departments) : List.of(wanted));
        }
    }

    /** Figures that belong together. */
    public record Section(String code, List<Figure> figures) {
        public Section {
            figures = List.copyOf(figures);
        }
    }

    /**
     * One part of the whole.
     *
     * @param key code of the department, item, type, class or terminal
     */
    public record Part(
            By by,
            String key,
            long handedIn,
            long accepted,
            long finished,
            Rate completion,
            Rate mean,
            Rate acceleration,
            Rate early,
            Rate online) {}

    /** 网上申报 and 网上审批 at one level. */
    public record AtLevel(String region, Tier tier, long applied, long granted) {
        public Rate rate() {
            return Formulas.share(granted, applied);
        }
    }

    /** 层级, as the code of a region says. */
    public enum Tier {
        PROVINCE,
        CITY,
        COUNTY;

        static Tier of(String region) {
            return region.endsWith("0000") ? PROVINCE : region.endsWith("00") ? CITY : COUNTY;
        }
    }

    /**
     * Everything that the page shows.
     *
     * @param workdays the base of every daily mean
     * @param readAt until when cases are counted, or null before the first reading
     * @param months accepted cases by month, up to the month of the period's end
     * @param unstated ended cases of items for which nobody has stated the trips of before
     */
    public record Report(
            Period period,
            Sight sight,
            LocalDate today,
            int workdays,
            @Nullable Instant readAt,
            List<Section> sections,
            List<Part> parts,
            List<AtLevel> levels,
            SequencedMap<YearMonth, Long> months,
            long unstated) {

        public Report {
            sections = List.copyOf(sections);
            parts = List.copyOf(parts);
            levels = List.copyOf(levels);
        }

        public Optional<Figure> figure(String code) {
            return sections.stream()
                    .flatMap(section -> section.figures().stream())
                    .filter(figure -> figure.code().equals(code))
                    .findFirst();
        }

        /** The parts of one division, those with most cases first. */
        public List<Part> parts(By by) {
            return parts.stream()
                    .filter(part -> part.by() == by)
                    .sorted(Comparator.comparingLong(Part::accepted).reversed().thenComparing(Part::key))
                    .toList();
        }
    }

    /**
     * A case behind a number.
     *
     * @param counts what it adds to the number: 1 where cases are counted
     */
    public record Counted(UUID caseId, LocalDate on, String item, int counts, int trips, int doors, int windows) {}

    /**
     * What one item adds to the trips that were saved.
     *
     * @param before how often one had to come for it, as the director states it
     */
    public record Saved(String item, long ended, int before, long trips) {
        public long saved() {
            return ended * before - trips;
        }
    }

    /** @param next where the next page begins, or null on the last */
    public record Cases(List<Counted> cases, @Nullable Counted next) {
        public Cases {
            cases = List.copyOf(cases);
        }
    }

    public Report of(Sight sight, Period period) {
        LocalDate today = CityTime.day(time.instant());
        Period earlier = period.before();
        Counts now = counts(sight, period, today);
        Counts then = counts(sight, earlier, today);
        Map<String, Integer> stated = before.of(sight.region());
        int workdays = Formulas.workdays(period, calendar);
        YearMonth last = YearMonth.from(period.to());
        SequencedMap<YearMonth, Long> months =
                facts.months(sight.scope(), last.minusMonths(MONTHS_OF_CHART - 1L), last);
        var sections = new ArrayList<Section>();
        sections.add(volume(sight, period, now, then, workdays));
        sections.add(completion(now, then));
        sections.add(days(now, then));
        sections.add(online(sight, now, then));
        sections.add(trips(now, then));
        sections.add(effort(now, then, stated));
        sections.add(again(now, then));
        long unstated = now.by(By.ITEM).entrySet().stream()
                .filter(item -> !stated.containsKey(item.getKey()))
                .mapToLong(item -> item.getValue().of(Tally.ENDED))
                .sum();
        return new Report(
                period,
                sight,
                today,
                workdays,
                reader.readAt().orElse(null),
                sections,
                parts(now),
                sight.whole() ? levels(sight, period) : List.of(),
                months,
                unstated);
    }

    /** One statement for each kind of day. */
    private Counts counts(Sight sight, Period period, LocalDate today) {
        var groups = new ArrayList<Group>();
        for (Cohort cohort : Cohort.values()) {
            groups.addAll(facts.count(cohort, sight.scope(), period, today));
        }
        return new Counts(groups);
    }

    private Section volume(Sight sight, Period period, Counts now, Counts then, int workdays) {
        long accepted = now.of(Tally.ACCEPTED);
        Period earlier = period.before();
        int before = Formulas.workdays(earlier, calendar);
        var figures = new ArrayList<Figure>();
        figures.add(count("accepted", Tally.ACCEPTED, now, then));
        figures.add(new Figure(
                "cases-per-day",
                Unit.MEAN,
                Formulas.perWorkday(accepted, workdays),
                Tally.ACCEPTED,
                null,
                Formulas.perWorkday(then.of(Tally.ACCEPTED), before)));
        figures.add(new Figure(
                "cases-per-month",
                Unit.MEAN,
                Formulas.perMonth(accepted, period.months()),
                Tally.ACCEPTED,
                null,
                Formulas.perMonth(then.of(Tally.ACCEPTED), earlier.months())));
        // Numbers are taken in the hall, for no department.
        if (sight.whole()) {
            long visits = hall.tickets(
                            sight.region(), period.from(), period.to().plusDays(1))
                    .taken();
            long visitsBefore = hall.tickets(
                            sight.region(), earlier.from(), earlier.to().plusDays(1))
                    .taken();
            figures.add(Figure.count("visits", visits, null, visitsBefore));
            figures.add(new Figure(
                    "visits-per-day",
                    Unit.MEAN,
                    Formulas.perWorkday(visits, workdays),
                    null,
                    null,
                    Formulas.perWorkday(visitsBefore, before)));
            figures.add(new Figure(
                    "cases-per-visit",
                    Unit.MEAN,
                    Rate.of(accepted, visits),
                    Tally.ACCEPTED,
                    null,
                    Rate.of(then.of(Tally.ACCEPTED), visitsBefore)));
        }
        return new Section("volume", figures);
    }

    private static Section completion(Counts now, Counts then) {
        return new Section(
                "completion",
                List.of(
                        share("completion", Tally.FINISHED, Tally.ACCEPTED, now, then),
                        share("completion-promise", Tally.PROMISE_FINISHED, Tally.PROMISE, now, then),
                        share("completion-instant", Tally.INSTANT_SAME_DAY, Tally.INSTANT, now, then),
                        count("overnight", Tally.INSTANT_OVERNIGHT, now, then),
                        count("open-in-time", Tally.OPEN_IN_TIME, now, then),
                        count("open-late", Tally.OPEN_LATE, now, then)));
    }

    private static Section days(Counts now, Counts then) {
        return new Section(
                "days",
                List.of(
                        new Figure(
                                "mean-days",
                                Unit.MEAN,
                                mean(Tally.DAYS_USED, Tally.DECIDED, now),
                                Tally.DECIDED,
                                Tally.DECIDED,
                                mean(Tally.DAYS_USED, Tally.DECIDED, then)),
                        new Figure(
                                "statutory-mean",
                                Unit.MEAN,
                                mean(Tally.STATUTORY_DAYS, Tally.WITH_STATUTORY, now),
                                Tally.WITH_STATUTORY,
                                Tally.WITH_STATUTORY,
                                mean(Tally.STATUTORY_DAYS, Tally.WITH_STATUTORY, then)),
                        new Figure(
                                "actual-mean",
                                Unit.MEAN,
                                mean(Tally.STATUTORY_USED, Tally.WITH_STATUTORY, now),
                                Tally.WITH_STATUTORY,
                                Tally.WITH_STATUTORY,
                                mean(Tally.STATUTORY_USED, Tally.WITH_STATUTORY, then)),
                        new Figure(
                                "acceleration",
                                Unit.PERCENT,
                                acceleration(now, Tally.STATUTORY_USED),
                                Tally.WITH_STATUTORY,
                                null,
                                acceleration(then, Tally.STATUTORY_USED)),
                        new Figure(
                                "promised-acceleration",
                                Unit.PERCENT,
                                acceleration(now, Tally.STATUTORY_PROMISED),
                                Tally.WITH_STATUTORY,
                                null,
                                acceleration(then, Tally.STATUTORY_PROMISED)),
                        share("early", Tally.EARLY, Tally.MAY_BE_EARLY, now, then),
                        share("in-time", Tally.IN_TIME, Tally.WITH_PROMISE, now, then)));
    }

    private Section online(Sight sight, Counts now, Counts then) {
        return new Section(
                "online",
                List.of(
                        new Figure("online-items", Unit.PERCENT, onlineItems(items(sight)), null, null, null),
                        share("online-cases", Tally.ENDED_ONLINE, Tally.ENDED, now, then),
                        count("online-applied", Tally.ONLINE, now, then),
                        count("online-granted", Tally.ONLINE_GRANTED, now, then),
                        count("online-refused", Tally.ONLINE_REFUSED, now, then),
                        share("online-approval", Tally.ONLINE_GRANTED, Tally.ONLINE, now, then)));
    }

    /** 可网办率: of the published items those that can be done online. */
    static Rate onlineItems(Collection<ItemVersion> items) {
        return Formulas.share(items.stream().filter(Figures::canBeDoneOnline).count(), items.size());
    }

    /** The item can be applied for on the web or on the phone. */
    public static boolean canBeDoneOnline(ItemVersion item) {
        var channels = item.mode().channels();
        return channels.contains(ItemVersion.Mode.Channel.ONLINE) || channels.contains(ItemVersion.Mode.Channel.MOBILE);
    }

    private static Section trips(Counts now, Counts then) {
        return new Section(
                "trips",
                List.of(
                        ratio("trips-per-case", Tally.TRIPS, Tally.ENDED, now, then),
                        share("at-most-one-trip", Tally.AT_MOST_ONE_TRIP, Tally.ENDED, now, then),
                        share("no-trip", Tally.NO_TRIP, Tally.ENDED, now, then),
                        count("more-trips", Tally.MORE_TRIPS, now, then),
                        share("one-place", Tally.ONE_PLACE, Tally.ENDED, now, then),
                        ratio("doors-per-case", Tally.DOORS, Tally.ENDED, now, then),
                        ratio("windows-per-case", Tally.WINDOWS, Tally.ENDED, now, then),
                        count("several-places", Tally.SEVERAL_PLACES, now, then)));
    }

    private static Section effort(Counts now, Counts then, Map<String, Integer> stated) {
        return new Section(
                "effort",
                List.of(
                        Figure.count("trips-saved", tripsSaved(now, stated), null, tripsSaved(then, stated)),
                        count("uploads-spared", Tally.SPARED, now, then),
                        count("sources-asked", Tally.SOURCES, now, then),
                        share("prefilled", Tally.FIELDS_KEPT, Tally.FIELDS_ASKED, now, then)));
    }

    /** Trips of before less trips of now, of the items for which those of before are stated; a loss is a loss. */
    static long tripsSaved(Counts counts, Map<String, Integer> stated) {
        return saved(counts, stated).stream().mapToLong(Saved::saved).sum();
    }

    private static List<Saved> saved(Counts counts, Map<String, Integer> stated) {
        return counts.by(By.ITEM).entrySet().stream()
                .filter(item -> stated.containsKey(item.getKey()))
                .map(item -> new Saved(
                        item.getKey(),
                        item.getValue().of(Tally.ENDED),
                        stated.getOrDefault(item.getKey(), 0),
                        item.getValue().of(Tally.TRIPS)))
                .filter(item -> item.ended() > 0 || item.trips() > 0)
                .toList();
    }

    /** The items behind the trips that were saved: their sum is the number. */
    public List<Saved> saved(Sight sight, Period period) {
        LocalDate today = CityTime.day(time.instant());
        return saved(counts(sight, period, today), before.of(sight.region()));
    }

    /** The numbers that were taken in the hall, the latest first, as many as the figure says; of no department. */
    public List<HallFigures.Visit> visits(
            Sight sight, Period period, @Nullable LocalDate before, @Nullable UUID id, int limit) {
        return sight.whole()
                ? hall.visits(
                        sight.region(),
                        period.from(),
                        before == null ? period.to() : before,
                        id == null ? LAST : id,
                        Math.min(limit, MOST + 1))
                : List.of();
    }

    /** The published items behind the share that can be done online, those that can before those that cannot. */
    public List<ItemVersion> publishedItems(Sight sight) {
        return items(sight).stream()
                .sorted(Comparator.comparing((ItemVersion item) -> !canBeDoneOnline(item))
                        .thenComparing(ItemVersion::code))
                .toList();
    }

    private List<ItemVersion> items(Sight sight) {
        return catalogue.published().stream()
                .filter(item ->
                        sight.scope().all() || sight.scope().departments().contains(item.department()))
                .toList();
    }

    private static Section again(Counts now, Counts then) {
        return new Section(
                "again",
                List.of(
                        share("asked-again", Tally.ASKED_AGAIN, Tally.HANDED_IN, now, then),
                        share("asked-once", Tally.ASKED_ONCE, Tally.HANDED_IN, now, then),
                        share("late-points", Tally.LATE_POINTS, Tally.HANDED_IN, now, then)));
    }

    private static List<Part> parts(Counts counts) {
        var parts = new ArrayList<Part>();
        for (By by : By.values()) {
            counts.by(by)
                    .forEach((key, part) -> parts.add(new Part(
                            by,
                            key,
                            part.of(Tally.HANDED_IN),
                            part.of(Tally.ACCEPTED),
                            part.of(Tally.FINISHED),
                            Formulas.share(part.of(Tally.FINISHED), part.of(Tally.ACCEPTED)),
                            mean(Tally.DAYS_USED, Tally.DECIDED, part),
                            acceleration(part, Tally.STATUTORY_USED),
                            Formulas.share(part.of(Tally.EARLY), part.of(Tally.MAY_BE_EARLY)),
                            Formulas.share(part.of(Tally.ONLINE), part.of(Tally.HANDED_IN)))));
        }
        return parts;
    }

    private List<AtLevel> levels(Sight sight, Period period) {
        return facts.levels(below(sight.region()), period).stream()
                .map(level -> new AtLevel(level.region(), Tier.of(level.region()), level.applied(), level.granted()))
                .toList();
    }

    /** The region and all that lie in it. */
    private Collection<String> below(String region) {
        var found = new TreeSet<String>(Set.of(region));
        List<Region> all = directory.regions();
        boolean more = true;
        while (more) {
            more = false;
            for (Region each : all) {
                String parent = each.parent();
                more |= parent != null && found.contains(parent) && found.add(each.code());
            }
        }
        return found;
    }

    /** The cases behind a number, as many as it says. */
    public Cases cases(
            Tally tally,
            Sight sight,
            Period period,
            @Nullable By by,
            String key,
            @Nullable LocalDate before,
            @Nullable UUID id,
            int limit) {
        int most = Math.min(limit, MOST);
        var narrowed = new Narrowed(
                by == By.ITEM ? key : "",
                by == By.TYPE ? key : "",
                by == By.CLASS ? key : "",
                by == By.TERMINAL ? key : "");
        List<Counted> found = facts
                .cases(
                        tally,
                        sight.scope(),
                        period,
                        narrowed,
                        CityTime.day(time.instant()),
                        before == null ? period.to().plusDays(1) : before,
                        id == null ? LAST : id,
                        most + 1)
                .stream()
                .map(Figures::counted)
                .toList();
        boolean more = found.size() > most;
        List<Counted> shown = more ? found.subList(0, most) : found;
        return new Cases(shown, more ? shown.getLast() : null);
    }

    private static Counted counted(Line line) {
        return new Counted(
                line.caseId(), line.on(), line.item(), line.counts(), line.trips(), line.doors(), line.windows());
    }

    private static Figure count(String code, Tally tally, Counts now, Counts then) {
        return Figure.count(code, now.of(tally), tally, then.of(tally));
    }

    private static Figure share(String code, Tally part, Tally whole, Counts now, Counts then) {
        return new Figure(
                code,
                Unit.PERCENT,
                Formulas.share(now.of(part), now.of(whole)),
                part,
                whole,
                Formulas.share(then.of(part), then.of(whole)));
    }

    private static Figure ratio(String code, Tally part, Tally whole, Counts now, Counts then) {
        return new Figure(
                code,
                Unit.MEAN,
                Rate.of(now.of(part), now.of(whole)),
                part,
                whole,
                Rate.of(then.of(part), then.of(whole)));
    }

    private static Rate mean(Tally days, Tally cases, Counts counts) {
        return Formulas.mean(counts.of(days), counts.of(cases));
    }

    private static Rate acceleration(Counts counts, Tally used) {
        return Formulas.acceleration(counts.of(Tally.STATUTORY_DAYS), counts.of(used));
    }
}
