package org.yimen.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small files of every kind, good ones and hostile ones. */
final class Samples {

    private Samples() {}

    /** A PDF with these words in its catalogue. */
    static byte[] pdf(String catalogue) {
        return bytes("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" + catalogue
                + ">>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    }

    /** A PDF whose objects are packed, and these words within. */
    static byte[] packed(byte[] within, String filter) {
        return described(within, "/Type/ObjStm/N 1/First 4/Filter" + filter);
    }

    /** A PDF with a packed stream that says this of itself. */
    static byte[] described(byte[] within, String description) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes("%PDF-1.7\n3 0 obj<<" + description + ">>stream\n"));
        out.writeBytes(deflated(within));
        out.writeBytes(bytes("\nendstream endobj\n%%EOF\n"));
        return out.toByteArray();
    }

    static byte[] ofd(Map<String, byte[]> more) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(zip, "OFD.xml", bytes("<?xml version=\"1.0\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"/>"));
            for (var each : more.entrySet()) {
                put(zip, each.getKey(), each.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] zip(String name, byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(zip, name, content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    static byte[] picture(String format, int width, int height) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] deflated(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
