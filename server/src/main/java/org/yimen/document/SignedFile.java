package org.yimen.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfAnnotation;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfFormField;
import org.openpdf.text.pdf.PdfLiteral;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.Sm3;
import org.yimen.platform.CityTime;

/**
 * A PDF signed as ISO 32000 has it: the signature dictionary's {@code /ByteRange} covers every byte of the file but the
 * gap that holds the signature itself, in hexadecimal.
 *
 * <p>We write that dictionary character by character and read back only what we write. So a reader needs no PDF parser:
 * all bytes outside the gap are as they were signed, or the digest differs, however a PDF reader might be led to
 * understand them.
 */
record SignedFile(int gapStart, int gapEnd, String sm3, String contents) {

    private static final ZoneId ZONE = CityTime.ZONE;
    private static final int ENVELOPE_BYTES = 1024;
    /** The hexadecimal digits between {@code <} and {@code >}. */
    private static final int GAP = 2 * ENVELOPE_BYTES + 2;

    private static final String FILTER = "/Type/Sig/Filter/Yimen.Seal/SubFilter/yimen.sm2.sm3";
    private static final String BYTE_RANGE = "/ByteRange";
    private static final String LAYOUT = BYTE_RANGE + "[0 %010d %010d %010d]/Contents";
    private static final String OPENING = FILTER + LAYOUT.formatted(0, 0, 0);
    private static final Pattern READ =
            Pattern.compile(Pattern.quote(FILTER + BYTE_RANGE) + "\\[0 ([0-9]{10}) ([0-9]{10}) ([0-9]{10})]/Contents");

    /** Why a file is none that we signed, or no longer is. */
    enum Flaw {
        NOT_PDF,
        UNSIGNED,
        FOREIGN,
        SEVERAL,
        LAYOUT
    }

    /** The outcome of looking for the one signature. */
    sealed interface Reading {
        record Found(SignedFile file) implements Reading {}

        record Missing(Flaw flaw) implements Reading {}
    }

    /** Puts a signature field over the seal on the current page, with an empty gap. */
    static void reserve(PdfWriter writer, SealSpot spot, Seal seal, Instant at) throws IOException {
        String name = pdf(new PdfString(seal.name(), PdfObject.TEXT_UNICODE), writer);
        String date = pdf(new PdfDate(GregorianCalendar.from(at.atZone(ZONE))), writer);
        String dictionary = "<<" + OPENING + "<" + "0".repeat(GAP - 2) + ">/Name" + name + "/M" + date + ">>";
        var signature = writer.addToBody(new PdfLiteral(dictionary)).getIndirectReference();
        PdfFormField field = PdfFormField.createSignature(writer);
        field.setFieldName("seal");
        field.setWidget(
                new Rectangle(spot.left(), spot.bottom(), spot.left() + spot.side(), spot.bottom() + spot.side()),
                null);
        field.setFlags(PdfAnnotation.FLAGS_PRINT | PdfAnnotation.FLAGS_LOCKED);
        field.put(PdfName.V, signature);
        writer.addAnnotation(field);
        writer.setSigFlags(PdfWriter.SIGNATURE_EXISTS | PdfWriter.SIGNATURE_APPEND_ONLY);
    }

    private static String pdf(PdfString text, PdfWriter writer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        text.setHexWriting(true);
        text.toPdf(writer, bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** True where the one place for a signature is ours: what a paper encloses must not bring, or seem to bring, another. */
    static boolean hasOneGap(byte[] unsigned) {
        String text = text(unsigned);
        int first = text.indexOf(BYTE_RANGE);
        return first >= 0 && text.indexOf(BYTE_RANGE, first + 1) < 0;
    }

    /** Fills the gap. */
    static byte[] sign(byte[] unsigned, Seal seal, Instant at, KeyStore keys) {
        int opening = text(unsigned).indexOf(OPENING);
        if (opening < 0) {
            throw new IllegalStateException("no gap was reserved");
        }
        int gapStart = opening + OPENING.length();
        int gapEnd = gapStart + GAP;
        byte[] file = unsigned.clone();
        String layout = FILTER + LAYOUT.formatted(gapStart, gapEnd, file.length - gapEnd);
        put(file, opening, layout);
        var signed = new Envelope.Signed(
                seal.region(),
                seal.id(),
                seal.key(),
                seal.name(),
                at.truncatedTo(ChronoUnit.MILLIS),
                digest(file, gapStart, gapEnd));
        var envelope = new Envelope(signed, HexFormat.of().formatHex(keys.sign(seal.key(), signed.der())));
        byte[] der = envelope.der();
        if (der.length > ENVELOPE_BYTES) {
            throw new IllegalStateException("an envelope of " + der.length + " bytes, for " + seal.name());
        }
        put(file, gapStart + 1, HexFormat.of().formatHex(der));
        return file;
    }

    /** Finds the signature and nothing else: exactly one, the gap exactly where it says, the rest covered. */
    static Reading read(byte[] file) {
        String text = text(file);
        if (!text.startsWith("%PDF-1.")) {
            return new Reading.Missing(Flaw.NOT_PDF);
        }
        int first = text.indexOf(BYTE_RANGE);
        if (first < 0) {
            return new Reading.Missing(Flaw.UNSIGNED);
        }
        if (text.indexOf(BYTE_RANGE, first + 1) >= 0) {
            return new Reading.Missing(Flaw.SEVERAL);
        }
        Matcher layout = READ.matcher(text);
        if (!layout.find()) {
            return new Reading.Missing(text.contains(FILTER) ? Flaw.LAYOUT : Flaw.FOREIGN);
        }
        long gapStart = Long.parseLong(layout.group(1));
        long gapEnd = Long.parseLong(layout.group(2));
        long after = Long.parseLong(layout.group(3));
        boolean whole = gapStart == layout.end()
                && gapEnd == gapStart + GAP
                && gapEnd + after == file.length
                && text.charAt((int) gapStart) == '<'
                && text.charAt((int) gapEnd - 1) == '>';
        if (!whole) {
            return new Reading.Missing(Flaw.LAYOUT);
        }
        int start = (int) gapStart;
        int end = (int) gapEnd;
        return new Reading.Found(
                new SignedFile(start, end, digest(file, start, end), text.substring(start + 1, end - 1)));
    }

    /** The envelope in the gap: lower-case digits, zeros after it, no second way to write the same. */
    Optional<Envelope> envelope() {
        if (!contents.chars().allMatch(each -> HexFormat.isHexDigit(each) && !Character.isUpperCase(each))) {
            return Optional.empty();
        }
        byte[] padded = HexFormat.of().parseHex(contents);
        int length = derLength(padded);
        if (length > padded.length) {
            return Optional.empty();
        }
        for (int i = length; i < padded.length; i++) {
            if (padded[i] != 0) {
                return Optional.empty();
            }
        }
        return Envelope.decode(Arrays.copyOf(padded, length));
    }

    /** Of the sequence at the start: our envelopes have between 128 and 1,024 bytes, so the length has two forms. */
    private static int derLength(byte[] padded) {
        return switch (padded[1] & 0xff) {
            case 0x81 -> 3 + (padded[2] & 0xff);
            case 0x82 -> 4 + (padded[2] & 0xff) * 256 + (padded[3] & 0xff);
            default -> Integer.MAX_VALUE;
        };
    }

    private static String digest(byte[] file, int gapStart, int gapEnd) {
        return Sm3.hex(Arrays.copyOf(file, gapStart), Arrays.copyOfRange(file, gapEnd, file.length));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] file, int at, String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, file, at, bytes.length);
    }
}
