package org.yimen.application;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looking into files without believing them. */
final class Bytes {

    private static final int ZIP_END = 22;
    private static final int LONGEST_COMMENT = 0xffff;

    private Bytes() {}

    static boolean startsWith(byte[] bytes, byte[] magic) {
        return isAt(bytes, 0, magic);
    }

    static boolean isAt(byte[] bytes, int from, byte[] wanted) {
        return from >= 0
                && bytes.length - from >= wanted.length
                && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
    }

    /** One character per byte, so that positions stay. */
    static String text(byte[] bytes, int from, int until) {
        return new String(bytes, from, until - from, StandardCharsets.ISO_8859_1);
    }

    static int big16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /** As a signed number: what is below nought is above every bound. */
    static int big32(byte[] bytes, int at) {
        return big16(bytes, at) << 16 | big16(bytes, at + 2);
    }

    /** True where a reader of ZIP would find its directory at the end, whatever comes first. */
    static boolean endsAsZip(byte[] bytes) {
        int last = bytes.length - ZIP_END;
        for (int at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
            boolean mark = bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == 5 && bytes[at + 3] == 6;
            // Four bytes come by chance in a long photograph; a directory that lies within the file does not.
            if (mark && little32(bytes, at + 12) + little32(bytes, at + 16) <= at && little16(bytes, at + 4) == 0) {
                return true;
            }
        }
        return false;
    }

    private static int little16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    private static long little32(byte[] bytes, int at) {
        return little16(bytes, at) | (long) little16(bytes, at + 2) << 16;
    }
}
