package org.yimen.document;

import java.nio.charset.StandardCharsets;
import org.yimen.crypto.Sm3;

/**
 * A PDF that a paper encloses, byte for byte, so that the seal of the paper covers it. It is never opened here: whoever wrote it
 * answers for what it says.
 */
public final class Enclosure {

    public static final int MOST_BYTES = 5_000_000;

    private static final String PDF = "%PDF-";

    private final String name;
    private final byte[] file;

    /** @throws DocumentRuleBroken {@code document.enclosure.not-pdf} or {@code .too-large} */
    public Enclosure(String name, byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new DocumentRuleBroken("document.enclosure.too-large", MOST_BYTES);
        }
        if (file.length < PDF.length() || !new String(file, 0, PDF.length(), StandardCharsets.ISO_8859_1).equals(PDF)) {
            throw new DocumentRuleBroken("document.enclosure.not-pdf");
        }
        this.name = name;
        this.file = file.clone();
    }

    public String name() {
        return name;
    }

    /** In bytes. */
    public int size() {
        return file.length;
    }

    public String sm3() {
        return Sm3.hex(file);
    }

    byte[] file() {
        return file.clone();
    }
}
