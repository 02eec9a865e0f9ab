package org.yimen.platform.ui;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.ui.ClockView.DayCell;
import org.yimen.platform.ui.ClockView.Kind;

/** Several clocks on one axis: one column per calendar day, the same for all of them. */
public record ClockStrip(List<Column> axis, List<Row> rows, Set<Kind> kinds) {

    /** More days than this and the lines get thinner. */
    private static final int LONG = 45;

    /** A longer axis is cut: a screen has only so many pixels. */
    private static final int MOST_DAYS = 366;

    private static final int WEEK = 7;
    private static final int LABELS = 6;
    private static final int PHONE_LABELS = 3;

    /** Room that a label takes, as a part of the axis: on a wide screen, and on a phone. */
    private static final double CLEAR = 0.14;

    private static final double CLEAR_ON_A_PHONE = 0.36;

    /** This near to either end the label of today is not centred, so that it does not run out of the strip. */
    private static final double NEAR_THE_END = 0.14;

    /**
     * A column of the axis.
     *
     * @param labelled true where its date is written
     * @param css how the label is set
     */
    public record Column(
            LocalDate date,
            boolean labelled,
            boolean today,
            @Nullable String css) {}

    /** A clock and the classes of its cells, one for each column. */
    public record Row(ClockView clock, List<String> cells, List<List<DateCell>> weeks) {}

    /** A cell of the calendar; without a day where the clock does not run. */
    public record DateCell(LocalDate date, @Nullable DayCell day, boolean first, String css) {}

    public ClockStrip {
        axis = List.copyOf(axis);
        rows = List.copyOf(rows);
        kinds = Set.copyOf(kinds);
    }

    public static ClockStrip of(List<ClockView> clocks) {
        LocalDate first = clocks.stream()
                .map(ClockStrip::firstShown)
                .min(LocalDate::compareTo)
                .orElseThrow(() -> new IllegalArgumentException("A strip without a clock"));
        LocalDate last = clocks.stream()
                .map(clock -> clock.days().getLast().date())
                .max(LocalDate::compareTo)
                .orElseThrow();
        LocalDate end = last.isAfter(first.plusDays(MOST_DAYS - 1)) ? first.plusDays(MOST_DAYS - 1) : last;
        int length = Math.toIntExact(ChronoUnit.DAYS.between(first, end)) + 1;
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        clocks.forEach(clock -> clock.days().forEach(day -> kinds.add(day.kind())));
        return new ClockStrip(
                axis(first, length, todayAt(clocks, first, length)),
                clocks.stream().map(clock -> row(clock, first, length)).toList(),
                kinds);
    }

    public boolean isLong() {
        return axis.size() > LONG;
    }

    /** The start does not count and is not drawn, unless the thing is due on that very day. */
    private static LocalDate firstShown(ClockView clock) {
        DayCell start = clock.days().getFirst();
        return start.kind() == Kind.START && !start.due() && clock.days().size() > 1
                ? clock.days().get(1).date()
                : start.date();
    }

    private static int todayAt(List<ClockView> clocks, LocalDate first, int length) {
        return clocks.stream()
                .flatMap(clock -> clock.days().stream())
                .filter(DayCell::today)
                .mapToInt(day -> Math.toIntExact(ChronoUnit.DAYS.between(first, day.date())))
                .filter(at -> at >= 0 && at < length)
                .findFirst()
                .orElse(-1);
    }

    private static List<Column> axis(LocalDate first, int length, int today) {
        int step = WEEK * Math.ceilDiv(length, LABELS * WEEK);
        int phoneStep = WEEK * Math.ceilDiv(length, PHONE_LABELS * WEEK);
        int start = Math.max(today, 0);
        List<Column> columns = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            boolean isToday = i == today;
            int away = today < 0 ? length : Math.abs(i - today);
            boolean onStep = (i - start) % step == 0 || (i == 0 && start % step >= step / 2);
            boolean fits = away > length * CLEAR && length - i > length * CLEAR;
            boolean labelled = isToday || (onStep && fits);
            boolean narrow = !isToday
                    && ((i - start) % phoneStep != 0
                            || away <= length * CLEAR_ON_A_PHONE
                            || length - i <= length * CLEAR_ON_A_PHONE / 2);
            columns.add(new Column(
                    first.plusDays(i),
                    labelled,
                    isToday,
                    Tokens.orNull(
                            isToday ? "now" : null,
                            isToday && length - i <= length * NEAR_THE_END ? "end" : null,
                            isToday && i < length * NEAR_THE_END ? "begin" : null,
                            narrow ? "wide-only" : null)));
        }
        return columns;
    }

    private static Row row(ClockView clock, LocalDate first, int length) {
        Map<LocalDate, DayCell> days = new HashMap<>();
        clock.days().forEach(day -> days.put(day.date(), day));
        List<String> cells = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            DayCell day = days.get(first.plusDays(i));
            cells.add(day == null || (day.kind() == Kind.START && !day.due()) ? "x" : css(day, true));
        }
        return new Row(clock, List.copyOf(cells), weeks(clock, days));
    }

    private static List<List<DateCell>> weeks(ClockView clock, Map<LocalDate, DayCell> days) {
        LocalDate first = clock.days().getFirst().date();
        LocalDate last = clock.days().getLast().date();
        LocalDate monday = first.with(DayOfWeek.MONDAY);
        List<List<DateCell>> weeks = new ArrayList<>();
        for (LocalDate week = monday;
                !week.isAfter(last) && weeks.size() <= MOST_DAYS / WEEK;
                week = week.plusWeeks(1)) {
            List<DateCell> cells = new ArrayList<>(WEEK);
            for (int i = 0; i < WEEK; i++) {
                LocalDate date = week.plusDays(i);
                DayCell day = days.get(date);
                boolean named = date.equals(first) || date.getDayOfMonth() == 1;
                cells.add(new DateCell(date, day, named, day == null ? "n" : css(day, false)));
            }
            weeks.add(List.copyOf(cells));
        }
        return weeks;
    }

    private static String css(DayCell day, boolean bar) {
        String kind = switch (day.kind()) {
            case START -> bar ? "l" : "s";
            case USED -> "u";
            case LEFT -> "l";
            case OFF -> "w";
            case PAUSED -> "p";
            case LATE -> "o";
            case PROVISIONAL -> "v";
        };
        return Tokens.of(kind, day.due() ? "d" : null, day.today() ? "t" : null);
    }
}
