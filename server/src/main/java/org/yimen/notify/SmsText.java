package org.yimen.notify;

/**
 * The text of a short message with its signature. Counted as networks count it: every character that the old alphabet of
 * phones lacks makes the whole text one of 70 characters, or of 67 a part.
 */
public record SmsText(String text) {

    /** More parts than this and the message is written too long. */
    public static final int MOST_PARTS = 3;

    private static final int SINGLE = 70;
    private static final int PART = 67;

    /** With the signature that the provider has registered for this city, in front as its rules want it. */
    static SmsText signed(String signature, String text) {
        return new SmsText("【" + signature + "】" + text.strip());
    }

    /** Characters as networks count them: those beyond the basic plane are two. */
    public int length() {
        return text.length();
    }

    /** How many messages the provider bills. The signature is Chinese, so all of them are of the wide kind. */
    public int parts() {
        return length() <= SINGLE ? 1 : (length() + PART - 1) / PART;
    }

    /** Without the text, which may hold a code. */
    @Override
    public String toString() {
        return "SmsText[" + length() + "]";
    }
}
