package org.yimen.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 工作日历: which days are working days. The national arrangement, over it a local layer (the feasts of an autonomous
 * area, a day of flood); a value, so a change makes a new calendar. A year without arrangement is refused.
 */
public final class WorkCalendar {

    private static final String NATIONAL = "/time/calendar-national.csv";
    private static final String STATUTORY = "/time/calendar-statutory.csv";

    private final Map<LocalDate, DayRule> arranged;
    private final Map<LocalDate, DayRule> local;
    private final boolean provisional;
    private final Set<Integer> published;
    private final Map<Integer, YearIndex> years;

    private WorkCalendar(Map<LocalDate, DayRule> arranged, Map<LocalDate, DayRule> local, boolean provisional) {
        this.arranged = Map.copyOf(arranged);
        this.local = Map.copyOf(local);
        this.provisional = provisional;
        this.published = yearsOf(arranged);
        this.years = new HashMap<>();
        for (int year : published) {
            years.put(year, new YearIndex(year, true, this::isWorkdayByRule));
        }
        if (provisional) {
            for (int year : yearsOf(Statutory.DAYS)) {
                years.computeIfAbsent(year, it -> new YearIndex(it, false, this::isWorkdayByRule));
            }
        }
    }

    /** A list of days covers a year when it says something of 1 January, which is always off. */
    private static Set<Integer> yearsOf(Map<LocalDate, DayRule> days) {
        var covered = new HashSet<Integer>();
        for (LocalDate day : days.keySet()) {
            if (day.getDayOfYear() == 1) {
                covered.add(day.getYear());
            }
        }
        return Set.copyOf(covered);
    }

    /** Read when first asked for, once. */
    private static final class National {
        static final WorkCalendar CALENDAR = new WorkCalendar(read(NATIONAL), Map.of(), false);
    }

    private static final class Statutory {
        static final Map<LocalDate, DayRule> DAYS = read(STATUTORY);
    }

    /** The arrangements of the State Council since 2017. */
    public static WorkCalendar national() {
        return National.CALENDAR;
    }

    /** This calendar with {@code days} laid over it (全国年节及纪念日放假办法 第四条); the layer publishes no year. */
    public WorkCalendar withLocal(Map<LocalDate, DayRule> days) {
        return new WorkCalendar(arranged, days, provisional);
    }

    /** This calendar after the notice for {@code year} came out. */
    public WorkCalendar published(int year, Map<LocalDate, DayRule> days) {
        if (!days.containsKey(LocalDate.of(year, 1, 1))) {
            throw new IllegalArgumentException("An arrangement of " + year + " must name its 1 January");
        }
        var all = new HashMap<>(arranged);
        all.putAll(days);
        return new WorkCalendar(all, local, provisional);
    }

    /**
     * This calendar, answering for an unpublished year by weekends and statutory days where those are known. What is
     * read from it there is 暂定: no consequence may follow.
     */
    public WorkCalendar provisional() {
        return provisional ? this : new WorkCalendar(arranged, local, true);
    }

    public Set<Integer> publishedYears() {
        return published;
    }

    public boolean isPublished(int year) {
        return published.contains(year);
    }

    public boolean isWorkday(LocalDate date) {
        return year(date.getYear()).isWorkday(date.getDayOfYear());
    }

    /** The {@code workingDays}-th working day after {@code start}; the start day never counts. */
    public LocalDate after(LocalDate start, int workingDays) {
        if (workingDays < 0) {
            throw new IllegalArgumentException("Working days cannot be counted backwards: " + workingDays);
        }
        if (workingDays == 0) {
            return start;
        }
        LocalDate first = start.plusDays(1);
        YearIndex index = year(first.getYear());
        long wanted = (long) index.through(first.getDayOfYear() - 1) + workingDays;
        for (int year = first.getYear(); wanted > index.total(); index = year(++year)) {
            wanted -= index.total();
        }
        return index.nth((int) wanted);
    }

    /** How many working days lie in {@code (from, to]}. */
    public int workdaysIn(LocalDate fromExclusive, LocalDate toInclusive) {
        if (!fromExclusive.isBefore(toInclusive)) {
            return 0;
        }
        LocalDate first = fromExclusive.plusDays(1);
        int days = -year(first.getYear()).through(first.getDayOfYear() - 1);
        for (int year = first.getYear(); year < toInclusive.getYear(); year++) {
            days += year(year).total();
        }
        return days + year(toInclusive.getYear()).through(toInclusive.getDayOfYear());
    }

    /** {@code date} itself if it is a working day, else the next one. */
    public LocalDate onOrAfter(LocalDate date) {
        return isWorkday(date) ? date : after(date, 1);
    }

    /** What the layers say of a day; null where only the rule of the week applies. */
    public @Nullable DayRule rule(LocalDate date) {
        DayRule own = local.get(date);
        if (own != null) {
            return own;
        }
        return isPublished(date.getYear()) || !provisional ? arranged.get(date) : Statutory.DAYS.get(date);
    }

    /** True for a working day that the week or the national arrangement would have off. */
    boolean isSwapped(LocalDate date) {
        DayRule rule = rule(date);
        if (rule == null || rule.kind() != DayRule.Kind.WORKDAY) {
            return false;
        }
        DayRule national = arranged.get(date);
        return isWeekend(date) || (national != null && national.kind() == DayRule.Kind.HOLIDAY);
    }

    private boolean isWorkdayByRule(LocalDate date) {
        DayRule rule = rule(date);
        return rule == null ? !isWeekend(date) : rule.kind() == DayRule.Kind.WORKDAY;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private YearIndex year(int year) {
        YearIndex index = years.get(year);
        if (index == null) {
            throw new YearNotPublished(year);
        }
        return index;
    }

    private static Map<LocalDate, DayRule> read(String resource) {
        var days = new HashMap<LocalDate, DayRule>();
        try (var stream = Objects.requireNonNull(WorkCalendar.class.getResourceAsStream(resource), resource);
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", 3))
                    .forEach(line -> days.put(LocalDate.parse(line[0]), new DayRule(kind(line[1]), line[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        return days;
    }

    private static DayRule.Kind kind(String text) {
        return DayRule.Kind.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
