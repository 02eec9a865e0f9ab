package org.yimen.application;

import java.util.List;
import java.util.Locale;
import org.yimen.casework.CaseRuleBroken;

/**
 * What an uploaded file is, by its content and whatever its name says, and whether it may come in. A clerk opens it on a
 * machine of the office, so whatever could act by itself stays outside, with a reason that the applicant can do something
 * about.
 */
public final class Inspection {

    /** What is taken in. */
    public enum Kind {
        PDF("application/pdf", "pdf"),
        JPEG("image/jpeg", "jpg jpeg"),
        PNG("image/png", "png"),
        /** GB/T 33190: a ZIP with an OFD.xml. */
        OFD("application/ofd", "ofd");

        private final String mediaType;
        /** Space-separated, because an enum holds only what cannot change. */
        private final String endings;

        Kind(String mediaType, String endings) {
            this.mediaType = mediaType;
            this.endings = endings;
        }

        public String mediaType() {
            return mediaType;
        }

        boolean hasEnding(String ending) {
            return List.of(endings.split(" ", -1)).contains(ending);
        }
    }

    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Readers of PDF accept the mark that far from the beginning. */
    private static final int HEAD = 1024;

    private static final List<String> MARKUP = List.of("<script", "<html", "<!doctype html", "<?php", "<svg");

    private Inspection() {}

    /**
     * The media type of a file that comes in beside a record and not as a material.
     *
     * @throws CaseRuleBroken {@code application.file.…} where it is too large, or nothing that is taken in
     */
    public static String mediaType(String name, byte[] bytes) {
        return Drafts.inspected(name, bytes).mediaType();
    }

    /**
     * What the file is.
     *
     * @throws CaseRuleBroken {@code application.file.…} where it is nothing that is taken in, or hostile, or damaged
     */
    static Kind of(String name, byte[] bytes) {
        Kind kind = sniffed(bytes);
        String ending = ending(name);
        // A name that says something else is a mistake or a trap; one that says nothing is only short.
        if (!ending.isEmpty() && !kind.hasEnding(ending)) {
            throw new CaseRuleBroken("application.file.ending", kind.name(), ending);
        }
        refuseSecondFormat(kind, bytes);
        switch (kind) {
            case PDF -> PdfInspection.pass(bytes);
            case PNG -> ImageInspection.passPng(bytes);
            case JPEG -> ImageInspection.passJpeg(bytes);
            case OFD -> OfdInspection.pass(bytes);
        }
        return kind;
    }

    private static Kind sniffed(byte[] bytes) {
        if (Bytes.startsWith(bytes, PDF)) {
            return Kind.PDF;
        }
        if (Bytes.startsWith(bytes, PNG)) {
            return Kind.PNG;
        }
        if (Bytes.startsWith(bytes, JPEG)) {
            return Kind.JPEG;
        }
        if (Bytes.startsWith(bytes, ZIP)) {
            OfdInspection.requireRoot(bytes);
            return Kind.OFD;
        }
        throw new CaseRuleBroken("application.file.type");
    }

    /** What follows the last dot, shortened, because it is said back. */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
        return ending.length() <= 8 ? ending : ending.substring(0, 8);
    }

    /** A file that is two things at once shows one of them to us and the other one to whoever opens it. */
    private static void refuseSecondFormat(Kind kind, byte[] bytes) {
        String head = Bytes.text(bytes, 0, Math.min(bytes.length, HEAD)).toLowerCase(Locale.ROOT);
        boolean second = MARKUP.stream().anyMatch(head::contains)
                || (kind != Kind.PDF && head.contains("%pdf-"))
                || (kind != Kind.OFD && Bytes.endsAsZip(bytes));
        if (second) {
            throw new CaseRuleBroken("application.file.two-in-one");
        }
    }
}
