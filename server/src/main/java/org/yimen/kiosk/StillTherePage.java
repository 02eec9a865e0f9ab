package org.yimen.kiosk;

/**
 * 还在吗: the last seconds before everything is wiped.
 *
 * @param back the page that he was on
 * @param left seconds
 */
public record StillTherePage(String back, int left) {

    /** So many seconds are shown at a time, so that a screen reader can finish a sentence. */
    static final int STEP = 5;

    static final int FROM = 20;

    public String refresh() {
        return STEP + "; url="
                + (left <= STEP ? "/kiosk/over" : "/kiosk/still-there?left=" + (left - STEP) + "&back=" + back);
    }
}
