package org.yimen.application.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.platform.ui.ClockView;
import org.yimen.platform.ui.ClockView.DayCell;
import org.yimen.platform.ui.ClockView.Kind;
import org.yimen.platform.ui.ClockView.Reason;
import org.yimen.platform.ui.Mark;
import org.yimen.platform.web.Words;
import org.yimen.time.Day;
import org.yimen.time.Pause;
import org.yimen.time.Reading;
import org.yimen.time.TimeLimit.Unit;
import org.yimen.time.Verdict;

/** Clocks of a case as the strip draws them, with why the date is this date. */
public final class ClockPages {

    /** With this many days left somebody should hurry. */
    private static final int SOON = 1;

    private ClockPages() {}

    public static List<ClockView> of(CaseView view, Words words) {
        return of(view.clocks(), view.today(), words);
    }

    public static List<ClockView> of(List<ClockReading> clocks, LocalDate today, Words words) {
        return clocks.stream().map(clock -> of(clock, today, words)).toList();
    }

    private static ClockView of(ClockReading clock, LocalDate today, Words words) {
        Reading reading = clock.reading();
        LocalDate stopped = clock.stoppedOn();
        LocalDate asOf = stopped == null ? today : stopped;
        String provisional = reading.provisional() ? words.say("application.clock.provisional-tag") : "";
        Mark mark = mark(clock);
        return new ClockView(
                title(clock, words),
                clock.basis() == null ? null : CaseWords.basis(clock.basis(), words),
                words.shortDateWithWeekday(reading.dueOn()) + provisional,
                words.shortDate(reading.dueOn()) + provisional,
                mark,
                status(clock, mark, words),
                reading.used(),
                reading.stopped(),
                reading.left(),
                reading.daysLate(),
                reading.days().stream()
                        .map(day -> cell(day, reading, asOf, today, words))
                        .toList(),
                reasons(clock, words),
                false);
    }

    /** Which clock and how long, e.g. 法定时限 20 个工作日. */
    public static String title(ClockReading clock, Words words) {
        return words.say(
                "application.clock." + clock.code(),
                CaseWords.limit(clock.limit(), words),
                clock.stage() == null ? "" : words.text(clock.stage()));
    }

    private static Mark mark(ClockReading clock) {
        Reading reading = clock.reading();
        if (reading.isLate()) {
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
        return reading.left() <= SOON ? Mark.SOON : Mark.OK;
    }

    private static String status(ClockReading clock, Mark mark, Words words) {
        Reading reading = clock.reading();
        return switch (mark) {
            case LATE ->
                words.say(
                        clock.stoppedOn() == null ? "application.clock.is-late" : "application.clock.was-late",
                        reading.daysLate());
            case SOON ->
                reading.left() == 0
                        ? words.say("application.clock.is-today")
                        : words.say("application.clock.is-soon", reading.left());
            case OK -> words.say("application.clock.is-ok");
            case PAUSED -> words.say("application.clock.is-paused");
            case PROVISIONAL -> words.say("application.clock.is-provisional");
            case STOPPED -> words.say("application.clock.is-stopped");
        };
    }

    private static DayCell cell(Day day, Reading reading, LocalDate asOf, LocalDate today, Words words) {
        return new DayCell(
                day.date(),
                kind(day, asOf),
                label(day, words),
                day.date().equals(today),
                day.date().equals(reading.dueOn()));
    }

    private static Kind kind(Day day, LocalDate asOf) {
        boolean gone = !day.date().isAfter(asOf);
        return switch (day.verdict()) {
            case START -> Kind.START;
            case COUNTED, SWAPPED_WORKDAY -> gone ? Kind.USED : Kind.LEFT;
            case PROVISIONAL -> gone ? Kind.USED : Kind.PROVISIONAL;
            case WEEKEND, HOLIDAY, ROLLED -> Kind.OFF;
            case PAUSED -> Kind.PAUSED;
            case LATE -> Kind.LATE;
        };
    }

    private static String label(Day day, Words words) {
        String name = day.name();
        return switch (day.verdict()) {
            case COUNTED, PROVISIONAL, SWAPPED_WORKDAY -> words.say("application.clock.day", day.number());
            case LATE -> words.say("application.clock.day-late", day.number());
            case HOLIDAY -> name == null ? words.say("application.clock.day-holiday") : holiday(name, words);
            case START, WEEKEND, PAUSED, ROLLED ->
                words.say("application.clock.day-"
                        + day.verdict().name().toLowerCase(Locale.ROOT));
        };
    }

    /** Holidays have Chinese names only; in English they are called what they are. */
    private static String holiday(String name, Words words) {
        return words.locale().getLanguage().equals("en") ? words.say("application.clock.day-holiday") : name;
    }

    private static List<Reason> reasons(ClockReading clock, Words words) {
        Reading reading = clock.reading();
        boolean natural = clock.limit().unit() == Unit.NATURAL_DAY;
        var reasons = new ArrayList<Reason>();
        reasons.add(Reason.of(
                clock.limit().unit() == Unit.SAME_DAY
                        ? words.say("application.clock.why-same-day", clock.start())
                        : words.say("application.clock.why-start", clock.start())));
        if (clock.limit().unit() == Unit.WORKING_DAY) {
            reasons.add(Reason.of(words.say("application.clock.why-working")));
        } else if (natural) {
            reasons.add(Reason.of(words.say("application.clock.why-natural")));
        }
        reason(reading, Verdict.HOLIDAY, "application.clock.why-holiday", words, reasons);
        reason(reading, Verdict.SWAPPED_WORKDAY, "application.clock.why-swapped", words, reasons);
        for (Pause pause : reading.days().stream()
                .map(Day::pause)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList()) {
            LocalDate until = pause.until();
            reasons.add(Reason.of(
                    until == null
                            ? words.say("application.clock.why-pause-open", pause.from(), pause.cause(), pause.basis())
                            : words.say(
                                    "application.clock.why-pause", pause.from(), until, pause.cause(), pause.basis())));
        }
        if (clock.extension() > 0) {
            reasons.add(Reason.of(words.say("application.clock.why-extended", clock.extension())));
        }
        if (any(reading, day -> day.verdict() == Verdict.ROLLED)) {
            reasons.add(Reason.of(words.say("application.clock.why-rolled")));
        }
        if (reading.provisional()) {
            reasons.add(Reason.of(words.say("application.clock.why-provisional", reading.dueOn().getYear())));
        }
        LocalDate stopped = clock.stoppedOn();
        if (stopped != null) {
            reasons.add(Reason.of(words.say("application.clock.why-stopped", stopped)));
        }
        return reasons;
    }

    private static void reason(
            Reading reading, Verdict verdict, String key, Words words, List<Reason> reasons) {
        List<Day> days = reading.days().stream()
                .filter(day -> day.verdict() == verdict)
                .toList();
        if (!days.isEmpty()) {
            reasons.add(Reason.of(words.say(key, words.list(days.stream().map(day -> named(day, words)).toList()))));
        }
    }

    private static String named(Day day, Words words) {
        @Nullable String name = day.name();
        boolean english = words.locale().getLanguage().equals("en");
        return name == null || english
                ? words.shortDate(day.date())
                : words.shortDate(day.date()) + "（" + name + "）";
    }

    private static boolean any(Reading reading, Predicate<Day> test) {
        return reading.days().stream().anyMatch(test);
    }
}
