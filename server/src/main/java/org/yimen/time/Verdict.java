package org.yimen.time;

import java.util.Locale;

/** Why a day counted against a limit, or did not. */
public enum Verdict {
    /** 民法典 第二百零一条: the day on which it starts never counts. */
    START,
    COUNTED,
    /** At work by swap (调休), so it counts; the name says for which holiday. */
    SWAPPED_WORKDAY,
    /** Counted by weekends and statutory days only: the year's arrangement is not published. */
    PROVISIONAL,
    WEEKEND,
    HOLIDAY,
    /** Would have counted, but a pause took it out. */
    PAUSED,
    /** 民法典 第二百零三条: the last day was off, so the end moved on to the next working day. */
    ROLLED,
    /** Past the due date. */
    LATE;

    /** The message key of its label. */
    public String key() {
        return "time.verdict." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
