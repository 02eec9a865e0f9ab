package org.yimen.time;

/** How long something may take. Same-day limits have no amount: the thing is finished on the day on which it starts. */
public record TimeLimit(int amount, Unit unit) {

    public enum Unit {
        WORKING_DAY,
        NATURAL_DAY,
        SAME_DAY
    }

    public TimeLimit {
        if (amount < 0 || (unit == Unit.SAME_DAY) != (amount == 0)) {
            throw new IllegalArgumentException(amount + " " + unit);
        }
    }

    public static TimeLimit workingDays(int days) {
        return new TimeLimit(days, Unit.WORKING_DAY);
    }

    public static TimeLimit naturalDays(int days) {
        return new TimeLimit(days, Unit.NATURAL_DAY);
    }

    public static TimeLimit sameDay() {
        return new TimeLimit(0, Unit.SAME_DAY);
    }
}
