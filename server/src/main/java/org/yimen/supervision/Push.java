package org.yimen.supervision;

import java.util.Locale;

/** 推送状态: how far a decision is on its way to the department that supervises. */
public enum Push {
    /** Not sent yet: the next turn sends it. */
    WAITING,
    SENT,
    /** Sent and not confirmed in its days; said again. */
    AGAIN,
    CONFIRMED,
    /** The licence ended before anybody had confirmed. */
    ENDED;

    /** True once it is with the department. */
    public boolean isThere() {
        return this != WAITING;
    }

    /** True where pushing it once more does something. */
    public boolean isOpen() {
        return this == WAITING || this == SENT || this == AGAIN;
    }

    /** The message key of its name. */
    public String key() {
        return "supervision.push." + name().toLowerCase(Locale.ROOT);
    }
}
