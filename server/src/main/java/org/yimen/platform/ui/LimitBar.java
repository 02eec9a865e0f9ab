package org.yimen.platform.ui;

/**
 * A length of time as a bar of days, to be compared with others.
 *
 * @param days how many days it has; bars of one comparison share their scale
 * @param main true for the one that is promised: filled, and its text large
 */
public record LimitBar(String label, int days, String text, boolean main) {

    /** As many cells as fit the narrowest screen. */
    public static final int CELLS = 20;

    /** Cells of this bar where the longest one has {@code longest} days. */
    public int cells(int longest) {
        return longest <= CELLS ? days : Math.max(1, Math.round((float) days * CELLS / longest));
    }
}
