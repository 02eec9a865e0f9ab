package org.yimen.platform.ui;

/** A state as a shape and a colour; a word always stands beside it. */
public enum Mark {
    /** A disc: in time, in order. */
    OK,
    /** A triangle: soon due. */
    SOON,
    /** A square: overdue, refused. */
    LATE,
    /** Two bars: stands still. */
    PAUSED,
    /** A ring: finished, runs no more. */
    STOPPED,
    /** A diamond: rests on something that is not settled yet. */
    PROVISIONAL;

    /** The ending of its classes. */
    public String css() {
        return switch (this) {
            case OK -> "ok";
            case SOON -> "soon";
            case LATE -> "late";
            case PAUSED -> "paused";
            case STOPPED -> "stopped";
            case PROVISIONAL -> "provisional";
        };
    }
}
