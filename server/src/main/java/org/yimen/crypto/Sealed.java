package org.yimen.crypto;

import java.util.Arrays;

/** What a column with personal data holds: an envelope for {@code bytea}. */
public final class Sealed {

    private final byte[] bytes;

    private Sealed(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** As read from the column. */
    public static Sealed of(byte[] bytes) {
        return new Sealed(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed sealed && Arrays.equals(bytes, sealed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Sealed(" + bytes.length + " bytes)";
    }
}
