package org.yimen.crypto;

import java.util.regex.Pattern;

/** The public name of a key, kept beside whatever the key protects or signed. */
public record KeyId(String value) {

    /** Fits the one length byte that envelopes give it, and is safe as a file name. */
    static final int MOST_CHARACTERS = 64;

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{2," + (MOST_CHARACTERS - 1) + "}");

    public KeyId {
        if (!isKeyId(value)) {
            throw new IllegalArgumentException("not a key id: " + value);
        }
    }

    /** True for three to 64 lower-case letters, digits and dashes that start with a letter. */
    public static boolean isKeyId(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
