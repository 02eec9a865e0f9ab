package org.yimen.hotline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.Problem;
import org.yimen.catalogue.Spelling;
import org.yimen.catalogue.YamlTree;
import org.yimen.catalogue.YamlTree.Branch;
import org.yimen.platform.CityTime;

/**
 * 考核口径, as data: from when to when a day and a month count, and what the three rates weigh.
 *
 * @param dayFrom when a day of the statistics begins
 * @param monthFrom on which day of the month before a month begins; 1 is the calendar's month
 * @param acceptable how much 基本满意 counts of 满意
 * @param hotFrom so many orders of one topic in one area are a hot topic
 * @param basis where the weights come from
 */
public record OrderStatistics(
        LocalTime dayFrom,
        int monthFrom,
        BigDecimal contacted,
        BigDecimal solved,
        BigDecimal satisfied,
        BigDecimal acceptable,
        int hotFrom,
        Basis basis) {

    private static final String FILE = "orders/statistics.yaml";
    private static final int LAST_DAY = 28;

    /** @param until the first moment that is no part of it any more */
    public record Period(YearMonth month, Instant from, Instant until) {}

    public OrderStatistics {
        if (monthFrom < 1 || monthFrom > LAST_DAY) {
            throw new IllegalArgumentException("A month begins on a day that every month has, not on " + monthFrom);
        }
        if (contacted.add(solved).add(satisfied).compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("The weights of the three rates make one");
        }
    }

    /** What this build brings along. */
    public static OrderStatistics bundled() {
        try {
            return of(FILE, new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static OrderStatistics of(String file, String yaml) {
        var tree = new YamlTree(file, yaml);
        Branch root = tree.root();
        var read = new OrderStatistics(
                root.value("day-from", LocalTime.MIDNIGHT, LocalTime::parse),
                root.value("month-from", 1, Spelling::count),
                root.value("contacted-weight", BigDecimal.ZERO, BigDecimal::new),
                root.value("solved-weight", BigDecimal.ZERO, BigDecimal::new),
                root.value("satisfied-weight", BigDecimal.ONE, BigDecimal::new),
                root.value("acceptable-counts", BigDecimal.ONE, BigDecimal::new),
                root.value("hot-from", 1, Spelling::count),
                new Basis(
                        root.word("instrument"),
                        root.word("article"),
                        root.value("level", Basis.Level.NORMATIVE_DOCUMENT, Spelling.oneOf(Basis.Level.class)),
                        root.value("verified", false, Spelling::truth)));
        root.close();
        if (!tree.problems().isEmpty()) {
            throw new IllegalStateException(
                    tree.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return read;
    }

    /** 考核月: 上月 19 日 12:00 to 当月 19 日 12:00, where the file says so. */
    public Period period(YearMonth month) {
        YearMonth first = monthFrom == 1 ? month : month.minusMonths(1);
        LocalDateTime from = first.atDay(monthFrom).atTime(dayFrom);
        return new Period(
                month,
                from.atZone(CityTime.ZONE).toInstant(),
                from.plusMonths(1).atZone(CityTime.ZONE).toInstant());
    }

    /** The month that runs at {@code now}. */
    public YearMonth monthOf(Instant now) {
        var month = YearMonth.from(now.atZone(CityTime.ZONE));
        return period(month).until().isAfter(now) ? month : month.plusMonths(1);
    }
}
