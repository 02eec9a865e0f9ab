package org.yimen.identifier;

import java.text.Normalizer;
import java.util.Locale;

/** A code as people type it, brought to the form in which it is checked. */
final class Canonical {

    /** Longer than any code with its separators; whatever is longer is not looked at. */
    private static final int LONGEST = 160;

    private Canonical() {}

    /** Half-width and upper-case, without spaces; empty where the text cannot be a code. */
    static String of(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var kept = new StringBuilder(narrow.length());
        narrow.codePoints()
                .filter(each -> !Character.isWhitespace(each) && !Character.isSpaceChar(each) && !isInvisible(each))
                .forEach(kept::appendCodePoint);
        return kept.toString().toUpperCase(Locale.ROOT);
    }

    /** Zero-width characters come along when a number is copied out of a chat or a web page. */
    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT;
    }
}
