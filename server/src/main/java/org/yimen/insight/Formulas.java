package org.yimen.insight;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import org.yimen.platform.Rate;
import org.yimen.time.WorkCalendar;

/** Every formula of the figures, once: page, file and machine say the same. Pure. */
public final class Formulas {

    private Formulas() {}

    /** 日均: so many a working day, with the number of these days. */
    public static Rate perWorkday(long number, int workdays) {
        return Rate.of(number, workdays);
    }

    /** The working days of a time, both ends counted; 0, so that there is no mean, where it begins before any calendar. */
    public static int workdays(Period period, WorkCalendar calendar) {
        int first = calendar.publishedYears().stream().min(Integer::compare).orElse(Integer.MAX_VALUE);
        return period.from().getYear() < first
                ? 0
                : calendar.workdaysIn(period.from().minusDays(1), period.to());
    }

    /** 月均: so many a month. */
    public static Rate perMonth(long number, int months) {
        return Rate.of(number, months);
    }

    /** 办结率, and every other share of cases. */
    public static Rate share(long part, long whole) {
        return Rate.of(part, whole);
    }

    /** 平均办结天数. */
    public static Rate mean(long days, long cases) {
        return Rate.of(days, cases);
    }

    /**
     * 提速率: by how much of the law's mean the real mean is shorter, a ratio of means. Over the real mean it would be
     * another number: 3.2 of 6.8 are 47.1%, of 3.6 they would be 88.9%.
     */
    public static Rate acceleration(BigDecimal statutoryMean, BigDecimal actualMean) {
        return new Rate(statutoryMean.subtract(actualMean), statutoryMean);
    }

    /** The same of the same cases, so that their number falls out and nothing is rounded between. */
    public static Rate acceleration(long statutoryDays, long usedDays) {
        return Rate.of(statutoryDays - usedDays, statutoryDays);
    }

    /** 环比: by how much more than before, of what was before. */
    public static Rate growth(long now, long before) {
        return Rate.of(now - before, before);
    }

    /** The days from one to the other, both counted. */
    public static int days(LocalDate from, LocalDate to) {
        return Math.toIntExact(to.toEpochDay() - from.toEpochDay() + 1);
    }

    /** A mean as a number, for where two means are compared. */
    public static BigDecimal value(Rate mean) {
        return mean.isDefined() ? mean.part().divide(mean.whole(), MathContext.DECIMAL128) : BigDecimal.ZERO;
    }
}
