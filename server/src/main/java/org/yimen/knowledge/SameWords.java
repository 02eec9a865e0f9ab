package org.yimen.knowledge;

import java.text.Normalizer;
import java.util.Locale;
import org.yimen.crypto.ColumnCipher;

/** Whether two questions are the same: by their letters and digits, however they are spaced, pointed or written large. */
final class SameWords {

    private static final String WORDS = "knowledge.question.words";

    private SameWords() {}

    /** Without what does not tell one question from another; empty where nothing is left. */
    static String plain(String text) {
        var plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** True where there is anything to compare. */
    static boolean says(String text) {
        return !plain(text).isEmpty();
    }

    /** The same for the same words, and tells nothing without the key. */
    static byte[] index(ColumnCipher cipher, String text) {
        return cipher.index(WORDS, plain(text));
    }

    /** What it was with each of the keys. */
    static byte[][] indexes(ColumnCipher cipher, String text) {
        return cipher.indexes(WORDS, plain(text)).toArray(byte[][]::new);
    }
}
