package org.yimen.application;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.yimen.casework.CaseRuleBroken;

/** Pictures: whole, and of a size that a scan or a photograph has. */
final class ImageInspection {

    /** An A3 sheet at 600 dots per inch has 70 million. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final int LONGEST_SIDE = 20_000;
    private static final byte[] HEADER = "IHDR".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "IEND".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNATURE = 8;
    /** Length, name and checksum around the content of a chunk. */
    private static final int CHUNK = 12;

    private ImageInspection() {}

    static void passPng(byte[] bytes) {
        int at = SIGNATURE;
        if (bytes.length < SIGNATURE + CHUNK + 13 || !Bytes.isAt(bytes, at + 4, HEADER)) {
            throw broken();
        }
        requireSaneSize(Bytes.big32(bytes, at + 8), Bytes.big32(bytes, at + 12));
        while (at <= bytes.length - CHUNK) {
            int length = Bytes.big32(bytes, at);
            if (length < 0 || length > bytes.length - at - CHUNK) {
                throw broken();
            }
            var checksum = new CRC32();
            checksum.update(bytes, at + 4, length + 4);
            if ((int) checksum.getValue() != Bytes.big32(bytes, at + 8 + length)) {
                throw broken();
            }
            if (Bytes.isAt(bytes, at + 4, END)) {
                requireNothingBehind(bytes, at + CHUNK + length);
                return;
            }
            at += CHUNK + length;
        }
        throw broken();
    }

    /** Walks from mark to mark up to the picture itself, whose end is the last mark of the file. */
    static void passJpeg(byte[] bytes) {
        boolean sized = false;
        int at = 2;
        while (at <= bytes.length - 4) {
            int mark = bytes[at + 1] & 0xff;
            if ((bytes[at] & 0xff) != 0xff) {
                throw broken();
            }
            if (mark == 0xff) {
                at++;
                continue;
            }
            int length = Bytes.big16(bytes, at + 2);
            if (length < 2 || length > bytes.length - at - 2) {
                throw broken();
            }
            if (isFrame(mark) && length >= 8) {
                requireSaneSize(Bytes.big16(bytes, at + 7), Bytes.big16(bytes, at + 5));
                sized = true;
            }
            at += 2 + length;
            if (mark == 0xda) {
                requireEnd(bytes, at, sized);
                return;
            }
        }
        throw broken();
    }

    /** SOF0 to SOF15 without the three marks among them that are tables. */
    private static boolean isFrame(int mark) {
        return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc;
    }

    private static void requireEnd(byte[] bytes, int from, boolean sized) {
        for (int at = bytes.length - 2; at >= from; at--) {
            if ((bytes[at] & 0xff) == 0xff && (bytes[at + 1] & 0xff) == 0xd9) {
                if (!sized) {
                    throw broken();
                }
                return;
            }
        }
        throw broken();
    }

    private static void requireNothingBehind(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] != 0) {
                throw new CaseRuleBroken("application.file.two-in-one");
            }
        }
    }

    private static void requireSaneSize(int width, int height) {
        if (width == 0 || height == 0) {
            throw broken();
        }
        if (width < 0
                || height < 0
                || width > LONGEST_SIDE
                || height > LONGEST_SIDE
                || (long) width * height > MOST_PIXELS) {
            throw new CaseRuleBroken("application.file.pixels", MOST_PIXELS / 1_000_000);
        }
    }

    private static CaseRuleBroken broken() {
        return new CaseRuleBroken("application.file.broken");
    }
}
