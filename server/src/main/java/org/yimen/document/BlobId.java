package org.yimen.document;

import java.util.regex.Pattern;

/** The address of a stored file: 64 hexadecimal digits that tell nothing of holder or content. */
public record BlobId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    public BlobId {
        if (!isBlobId(value)) {
            throw new IllegalArgumentException("not a blob id: " + value);
        }
    }

    static boolean isBlobId(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
