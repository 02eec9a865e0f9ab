package org.yimen.time;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** The conventions again, counted on the fingers: shares no code with the clock and only the list of days with it. */
final class DayByDay {

    private static final Set<String> OFF = new HashSet<>();
    private static final Set<String> AT_WORK = new HashSet<>();

    static {
        try (InputStream file = DayByDay.class.getResourceAsStream("/time/calendar-national.csv")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                if (line.contains(",holiday,")) {
                    OFF.add(line.substring(0, 10));
                } else if (line.contains(",workday,")) {
                    AT_WORK.add(line.substring(0, 10));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DayByDay() {}

    static boolean isWorkday(LocalDate date) {
        if (date.getYear() < 2017 || date.getYear() > 2026) {
            throw new IllegalStateException("no arrangement for " + date.getYear());
        }
        boolean weekday = date.getDayOfWeek().getValue() < 6;
        return AT_WORK.contains(date.toString()) || (weekday && !OFF.contains(date.toString()));
    }

    static LocalDate due(Clock clock) {
        LocalDate date = clock.start();
        int days = clock.limit().amount() + clock.extension();
        boolean natural = clock.limit().unit() == TimeLimit.Unit.NATURAL_DAY;
        while (days > 0) {
            date = date.plusDays(1);
            if ((natural || isWorkday(date)) && !isStopped(clock, date)) {
                days--;
            }
        }
        while (clock.limit().unit() != TimeLimit.Unit.WORKING_DAY && !isWorkday(date)) {
            date = date.plusDays(1);
        }
        return date;
    }

    static boolean isStopped(Clock clock, LocalDate date) {
        for (Pause pause : clock.pauses()) {
            if (date.isAfter(pause.from())
                    && !date.isAfter(Objects.requireNonNull(pause.until(), "only closed pauses here"))) {
                return true;
            }
        }
        return false;
    }

    /** Clocks that end before the last published year does. */
    static Arbitrary<Clock> clocks() {
        var starts = Arbitraries.integers().between(0, 3_000).map(LocalDate.of(2017, 1, 1)::plusDays);
        var limits = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 90).map(TimeLimit::workingDays),
                Arbitraries.integers().between(1, 120).map(TimeLimit::naturalDays));
        var extensions = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 30)));
        return Combinators.combine(starts, limits, extensions, spans())
                .as((start, limit, extension, spans) -> new Clock(
                        start,
                        limit,
                        spans.stream().map(span -> pause(start, span)).toList(),
                        extension));
    }

    private static Arbitrary<List<Span>> spans() {
        return Combinators.combine(
                        Arbitraries.integers().between(-20, 90),
                        Arbitraries.integers().between(0, 40))
                .as(Span::new)
                .list()
                .ofMaxSize(5);
    }

    private record Span(int offset, int length) {}

    private static Pause pause(LocalDate start, Span span) {
        LocalDate from = start.plusDays(span.offset());
        return new Pause(from, from.plusDays(span.length()), "专家评审", "行政许可法 第四十五条");
    }
}
