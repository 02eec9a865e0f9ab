package org.yimen.time;

/** What an arrangement says of one day against the rule of the week: off, or at work. */
public record DayRule(Kind kind, String name) {

    public enum Kind {
        HOLIDAY,
        WORKDAY
    }

    public static DayRule holiday(String name) {
        return new DayRule(Kind.HOLIDAY, name);
    }

    public static DayRule workday(String name) {
        return new DayRule(Kind.WORKDAY, name);
    }
}
