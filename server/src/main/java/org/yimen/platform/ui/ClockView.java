package org.yimen.platform.ui;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clock as the strip draws it: already in the reader's words, with nothing left to compute but the axis.
 *
 * @param title which clock and how long, e.g. 法定时限 20 个工作日
 * @param basis what it rests on, e.g. 行政许可法第四十二条
 * @param due the due date in words, e.g. 12月8日（星期二）
 * @param dueShort the same where little room is, e.g. 12月8日
 * @param status the word beside the mark, e.g. 在时限内, 今天到期
 * @param days every day from the start to the due date, in order and without gaps, and on to today when late
 * @param reasons why it is this date, in sentences
 * @param open true where the explanation is shown at once
 */
public record ClockView(
        String title,
        @Nullable String basis,
        String due,
        String dueShort,
        Mark state,
        String status,
        int used,
        int stopped,
        int left,
        int late,
        List<DayCell> days,
        List<Reason> reasons,
        boolean open) {

    public ClockView {
        days = List.copyOf(days);
        reasons = List.copyOf(reasons);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A clock without a day: " + title);
        }
    }

    /** How a day is drawn. */
    public enum Kind {
        /** The day on which it started, which does not count. */
        START,
        /** Counted and gone by. */
        USED,
        /** Counts and is still to come. */
        LEFT,
        /** No working day. */
        OFF,
        /** Taken out by a pause. */
        PAUSED,
        /** Past the due date. */
        LATE,
        /** To come, in a year whose working days are not published. */
        PROVISIONAL
    }

    /** One day; the label says why it counts or not, e.g. 第 5 天, 周末, 停计. */
    public record DayCell(LocalDate date, Kind kind, String label, boolean today, boolean due) {}

    /** A sentence of the explanation, and the paper that proves it where there is one. */
    public record Reason(
            String text, @Nullable String href, @Nullable String paper) {

        public static Reason of(String text) {
            return new Reason(text, null, null);
        }
    }
}
