package org.yimen.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.pdf.BaseFont;

/** Noto Serif SC, of which every paper embeds the characters that it uses. */
final class PaperFont {

    private static final String NAME = "NotoSerifSC-Regular.ttf";

    private final BaseFont base;

    private PaperFont(BaseFont base) {
        this.base = base;
    }

    static PaperFont load() {
        try (InputStream font = PaperFont.class.getResourceAsStream("/fonts/" + NAME)) {
            if (font == null) {
                throw new IllegalStateException("/fonts/" + NAME + " is not in the class path");
            }
            return new PaperFont(BaseFont.createFont(
                    NAME, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, font.readAllBytes(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BaseFont base() {
        return base;
    }

    float width(String text, float size) {
        return base.getWidthPoint(text, size);
    }

    /**
     * OpenPDF leaves out a character that the font has not, silently; a name with a hole in it would be a wrong paper.
     */
    void requirePrintable(String text) {
        text.codePoints().filter(each -> !base.charExists(each)).findFirst().ifPresent(missing -> {
            throw new DocumentRuleBroken(
                    "document.paper.character-missing", Character.toString(missing), "U+%04X".formatted(missing));
        });
    }
}
