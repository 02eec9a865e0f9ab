package org.yimen.application;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import org.yimen.casework.CaseRuleBroken;

/** OFD (GB/T 33190): a ZIP of XML pages, pictures and fonts; bounded, and nothing else in it. */
final class OfdInspection {

    private static final String ROOT = "OFD.xml";
    private static final int MOST_ENTRIES = 2_000;
    private static final long MOST_UNPACKED = 200L * 1024 * 1024;

    /** XML of a page shrinks to a tenth; what shrinks to a thousandth was made to swell. */
    private static final long MOST_SWELLING = 200;

    private static final long NEVER_MIND = 1024 * 1024;

    /** A page is some hundred kilobytes; reading through one takes its time. */
    private static final long MOST_MARKUP = 16L * 1024 * 1024;

    private static final Set<Integer> PACKINGS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

    private static final Set<String> PARTS = Set.of(
            "xml", "jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff", "jb2", "jbig2", "gbig2", "ttf", "otf", "ttc",
            "cff", "esl", "dat");

    private OfdInspection() {}

    /** A ZIP without the root is some other archive. */
    static void requireRoot(byte[] bytes) {
        try (ZipFile zip = open(bytes)) {
            if (zip.getEntry(ROOT) == null) {
                throw new CaseRuleBroken("application.file.type");
            }
        } catch (IOException damaged) {
            throw new CaseRuleBroken("application.file.broken");
        }
    }

    static void pass(byte[] bytes) {
        try (ZipFile zip = open(bytes)) {
            long unpacked = 0;
            int entries = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (++entries > MOST_ENTRIES) {
                    throw new CaseRuleBroken("application.file.swells");
                }
                refuseForeign(entry);
                unpacked += entry.isDirectory() ? 0 : unpacked(zip, entry, bytes.length, unpacked);
            }
        } catch (IOException damaged) {
            throw new CaseRuleBroken("application.file.broken");
        }
    }

    private static void refuseForeign(ZipArchiveEntry entry) {
        String name = entry.getName();
        if (name.contains("..") || name.contains("\\") || name.contains(":") || entry.isUnixSymlink()) {
            throw new CaseRuleBroken("application.file.foreign");
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!entry.isDirectory() && !PARTS.contains(ending)) {
            throw new CaseRuleBroken("application.file.foreign");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new CaseRuleBroken("application.file.locked");
        }
        if (!PACKINGS.contains(entry.getMethod())) {
            throw new CaseRuleBroken("application.file.broken");
        }
    }

    /** Counted while it is unpacked: what the archive says of its own sizes is not believed. */
    private static long unpacked(ZipFile zip, ZipArchiveEntry entry, long packed, long before) throws IOException {
        byte[] piece = new byte[64 * 1024];
        boolean text = entry.getName().toLowerCase(Locale.ROOT).endsWith(".xml");
        var markup = new ByteArrayOutputStream();
        long size = 0;
        try (InputStream content = zip.getInputStream(entry)) {
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                // Whatever its name is: a root may point to any part.
                text |= size == 0 && isMarkup(piece, read);
                size += read;
                long all = before + size;
                if (all > MOST_UNPACKED
                        || (all > NEVER_MIND && all > packed * MOST_SWELLING)
                        || (text && size > MOST_MARKUP)) {
                    throw new CaseRuleBroken("application.file.swells");
                }
                if (text) {
                    markup.write(piece, 0, read);
                }
            }
        }
        if (text) {
            requirePlain(markup.toByteArray());
        }
        return size;
    }

    /** In any encoding, an XML file begins with a mark of bytes and the sign, or with the sign. */
    private static boolean isMarkup(byte[] piece, int length) {
        String rest = Bytes.text(piece, 0, length)
                .replaceFirst("^(\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)?[\\s\u0000]*", "");
        // Nothing but blanks so far: what comes may be markup.
        return rest.isEmpty() || rest.startsWith("<");
    }

    /** An entity within could name a file of the reader's machine, or swell. */
    private static void requirePlain(byte[] markup) throws IOException {
        try {
            var parsers = SAXParserFactory.newInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var parser = parsers.newSAXParser();
            parser.parse(new ByteArrayInputStream(markup), new DefaultHandler());
        } catch (SAXException refused) {
            throw new CaseRuleBroken(
                    String.valueOf(refused.getMessage()).contains("DOCTYPE")
                            ? "application.file.active"
                            : "application.file.broken");
        } catch (ParserConfigurationException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static ZipFile open(byte[] bytes) throws IOException {
        return ZipFile.builder().setByteArray(bytes).get();
    }
}
