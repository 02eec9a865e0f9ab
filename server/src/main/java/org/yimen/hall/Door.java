package org.yimen.hall;

/** Through which channel a booking or a ticket came in; both are counted by it. */
public enum Door {
    WEB,
    /** By telephone: a clerk enters it for the caller. */
    HOTLINE,
    KIOSK,
    WINDOW
}
