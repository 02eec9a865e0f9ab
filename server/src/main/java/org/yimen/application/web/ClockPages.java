package org.yimen.application.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.platform.ui.ClockView;
import org.yimen.platform.ui.ClockView.DayCell;
import org.yimen.platform.ui.ClockView.Kind;
import org.yimen.platform.ui.ClockView.Reason;
import org.yimen.platform.ui.Mark;
import org.yimen.platform.web.Words;
import org.yimen.time.Day;
import org.yimen.time.Pause;
import org.yimen.time.Reading;
import org.yimen.time.TimeLimit;
import org.yimen.time.Verdict;

/** Says in the reader's words what the clocks of a case show, and why each day counted or did not. */
public final class ClockPages {

    /** So many days before the end a clock is shown as soon due. */
    private static final int SOON = 2;

    private ClockPages() {}

    public static List<ClockView> views(CaseView view, Words words) {
        return views(view.clocks(), view.today(), words);
    }

    public static List<ClockView> views(List<ClockReading> clocks, LocalDate today, Words words) {
        return clocks.stream().map(clock -> view(clock, today, words)).toList();
    }

    /** 20 个工作日, 15 日, 当日. */
    public static String limit(TimeLimit limit, Words words) {
        return words.say("application.limit." + key(limit.unit()), limit.amount());
    }

    private static ClockView view(ClockReading clock, LocalDate today, Words words) {
        Reading reading = clock.reading();
        LocalDate due = reading.dueOn();
        Mark mark = mark(clock, today);
        String title = clock.stage() == null
                ? words.say("application.clock." + clock.code(), limit(clock.limit(), words))
                : words.say(
                        "application.clock." + clock.code(), words.text(clock.stage()), limit(clock.limit(), words));
        return new ClockView(
                title,
                clock.basis() == null ? null : basis(clock.basis(), words),
                words.shortDateWithWeekday(due),
                words.shortDate(due),
                mark,
                status(clock, mark, today, words),
                reading.used(),
                reading.stopped(),
                reading.left(),
                reading.daysLate(),
                reading.days().stream()
                        .map(day -> cell(day, clock, today, words))
                        .toList(),
                reasons(clock, words),
                false);
    }

    private static Mark mark(ClockReading clock, LocalDate today) {
        Reading reading = clock.reading();
        if (reading.daysLate() > 0) {
            return Mark.LATE;
        }
        if (clock.stoppedOn() != null) {
            return Mark.STOPPED;
        }
        if (reading.paused()) {
            return Mark.PAUSED;
        }
        if (reading.provisional()) {
            return Mark.PROVISIONAL;
        }
        // A short term that has only just begun is in time: nobody is warned on the day on which he handed in.
        boolean begun = reading.used() > 0 || !today.isBefore(reading.dueOn());
        return begun && !today.plusDays(SOON).isBefore(reading.dueOn()) ? Mark.SOON : Mark.OK;
    }

    private static String status(ClockReading clock, Mark mark, LocalDate today, Words words) {
        Reading reading = clock.reading();
        return switch (mark) {
            case LATE ->
                words.say(
                        clock.stoppedOn() == null ? "application.clock.late" : "application.clock.done-late",
                        reading.daysLate());
            case STOPPED ->
                words.say(
                        "application.clock.done",
                        words.plainDate(clock.stoppedOn() == null ? today : clock.stoppedOn()));
            case PAUSED -> words.say("application.clock.paused");
            case PROVISIONAL -> words.say("application.clock.provisional");
            case SOON ->
                words.say(
                        reading.dueOn().equals(today) ? "application.clock.today" : "application.clock.soon",
                        reading.left());
            case OK -> words.say("application.clock.in-time");
        };
    }

    private static DayCell cell(Day day, ClockReading clock, LocalDate today, Words words) {
        LocalDate until = clock.stoppedOn() == null ? today : clock.stoppedOn();
        boolean gone = !day.date().isAfter(until);
        Kind kind = switch (day.verdict()) {
            case START -> Kind.START;
            case COUNTED, SWAPPED_WORKDAY -> gone ? Kind.USED : Kind.LEFT;
            case PROVISIONAL -> day.number() == 0 ? Kind.OFF : Kind.PROVISIONAL;
            case WEEKEND, HOLIDAY, ROLLED -> Kind.OFF;
            case PAUSED -> Kind.PAUSED;
            case LATE -> Kind.LATE;
        };
        return new DayCell(
                day.date(),
                kind,
                isEnd(day, clock) && day.verdict() == Verdict.ROLLED
                        ? words.say("application.day.rolled-to")
                        : label(day, words),
                day.date().equals(today),
                isEnd(day, clock));
    }

    /** The day on which it ends: where it moved on, that is a day of work again. */
    private static boolean isEnd(Day day, ClockReading clock) {
        return day.date().equals(clock.reading().dueOn());
    }

    /** Public holidays have an English name; one that has none keeps its own. */
    private static final Map<String, String> HOLIDAYS = Map.ofEntries(
            Map.entry("元旦", "new-year"),
            Map.entry("春节", "spring-festival"),
            Map.entry("除夕", "spring-festival"),
            Map.entry("正月初一", "spring-festival"),
            Map.entry("正月初二", "spring-festival"),
            Map.entry("正月初三", "spring-festival"),
            Map.entry("清明节", "qingming"),
            Map.entry("劳动节", "labour-day"),
            Map.entry("端午节", "dragon-boat"),
            Map.entry("中秋节", "mid-autumn"),
            Map.entry("国庆节", "national-day"),
            Map.entry("国庆节、中秋节", "national-mid-autumn"),
            Map.entry("中秋节、国庆节", "national-mid-autumn"));

    private static @Nullable String holiday(@Nullable String name, Words words) {
        String key = name == null ? null : HOLIDAYS.get(name);
        return key == null || words.locale().getLanguage().equals("zh")
                ? name
                : words.say("application.holiday." + key);
    }

    private static String label(Day day, Words words) {
        String name = holiday(day.name(), words);
        return switch (day.verdict()) {
            case COUNTED -> words.say("application.day.counted", day.number());
            case SWAPPED_WORKDAY -> words.say("application.day.swapped", day.number(), name == null ? "" : name);
            case PROVISIONAL ->
                day.number() == 0
                        ? words.say("application.day.provisional-off")
                        : words.say("application.day.provisional", day.number());
            case HOLIDAY -> name == null ? words.say("application.day.holiday") : name;
            case LATE -> words.say("application.day.late", day.number());
            case START, WEEKEND, ROLLED, PAUSED ->
                words.say("application.day." + day.verdict().name().toLowerCase(Locale.ROOT));
        };
    }

    private static List<Reason> reasons(ClockReading clock, Words words) {
        Reading reading = clock.reading();
        var reasons = new ArrayList<Reason>();
        reasons.add(Reason.of(words.say("application.why.start", words.shortDate(clock.start()))));
        for (Pause pause : pauses(reading)) {
            LocalDate until = pause.until();
            reasons.add(Reason.of(
                    until == null
                            ? words.say(
                                    "application.why.pause-open",
                                    words.shortDate(pause.from()),
                                    pause.cause(),
                                    pause.basis())
                            : words.say(
                                    "application.why.pause",
                                    words.shortDate(pause.from()),
                                    words.shortDate(until),
                                    pause.cause(),
                                    pause.basis())));
        }
        long holidays = count(reading, Verdict.HOLIDAY);
        long weekends = count(reading, Verdict.WEEKEND);
        if (clock.limit().unit() == TimeLimit.Unit.WORKING_DAY) {
            reasons.add(Reason.of(words.say("application.why.off", weekends, holidays)));
        }
        if (count(reading, Verdict.SWAPPED_WORKDAY) > 0) {
            reasons.add(Reason.of(words.say("application.why.swapped", count(reading, Verdict.SWAPPED_WORKDAY))));
        }
        if (count(reading, Verdict.ROLLED) > 0) {
            reasons.add(Reason.of(words.say("application.why.rolled")));
        }
        if (clock.extension() > 0) {
            reasons.add(Reason.of(words.say("application.why.extended", clock.extension())));
        }
        reasons.add(Reason.of(words.say(
                "application.why.due", limit(clock.limit(), words), words.shortDateWithWeekday(reading.dueOn()))));
        if (reading.provisional()) {
            reasons.add(Reason.of(words.say(
                    "application.why.provisional",
                    Integer.toString(reading.dueOn().getYear()))));
        }
        return reasons;
    }

    private static List<Pause> pauses(Reading reading) {
        return reading.days().stream()
                .flatMap(day -> day.pause() == null ? Stream.<Pause>empty() : Stream.of(day.pause()))
                .distinct()
                .toList();
    }

    private static long count(Reading reading, Verdict verdict) {
        return reading.days().stream().filter(day -> day.verdict() == verdict).count();
    }

    private static String basis(Basis basis, Words words) {
        String text = basis.instrument() + " " + basis.article();
        return basis.verified() ? text : words.say("application.basis.unverified", text);
    }

    private static String key(TimeLimit.Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
