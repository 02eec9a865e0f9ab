package org.yimen.identity;

/** Where somebody meets the centre. */
public enum Channel {
    WEB,
    APP,
    KIOSK,
    WINDOW
}
