package org.yimen.desk;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.yimen.platform.CityTime;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;

/**
 * The month that a page of figures shows, of those that it offers; whatever else somebody types is the present one.
 *
 * @param offered the newest first
 */
public record Month(YearMonth chosen, List<YearMonth> offered) {

    private static final int OFFERED = 12;

    public Month {
        offered = List.copyOf(offered);
    }

    static Month of(String typed, YearMonth now) {
        return of(typed, now, now);
    }

    /** @param last the newest that is offered, where what is to come can be looked at as well */
    static Month of(String typed, YearMonth now, YearMonth last) {
        List<YearMonth> offered =
                IntStream.range(0, OFFERED).mapToObj(last::minusMonths).toList();
        YearMonth chosen = offered.stream()
                .filter(month -> month.toString().equals(typed))
                .findFirst()
                .orElse(now);
        return new Month(chosen, offered);
    }

    Instant from() {
        return CityTime.startOf(chosen.atDay(1));
    }

    Instant until() {
        return CityTime.startOf(chosen.plusMonths(1).atDay(1));
    }

    public List<Option> options(Words words) {
        return offered.stream()
                .map(month -> Option.of(month.toString(), words.month(month)))
                .toList();
    }

    /** As an address carries it. */
    @Override
    public String toString() {
        return chosen.toString();
    }
}
