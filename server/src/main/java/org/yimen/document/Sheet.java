package org.yimen.document;

import java.util.List;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;
import org.yimen.document.Lines.Line;

/** A page being drawn: text and rules in points from the lower left corner. */
record Sheet(PdfContentByte canvas, PaperFont font) {

    private static final float MM = 72 / 25.4f;
    /** Of the size: the stroke that turns the one weight we carry into a bold one. */
    private static final float BOLD = 0.028f;
    /** Lines shorter than this part of the measure look better ragged than stretched. */
    private static final float STRETCHED_FROM = 0.8f;

    /** Black enough to read, soft enough beside the seal's red. */
    record Ink(float red, float green, float blue) {
        static final Ink TEXT = new Ink(0.09f, 0.09f, 0.10f);
        static final Ink QUIET = new Ink(0.40f, 0.40f, 0.42f);
        static final Ink RULE = new Ink(0.55f, 0.55f, 0.57f);
        static final Ink WATERMARK = new Ink(0.945f, 0.945f, 0.95f);
        static final Ink SEAL = new Ink(0.83f, 0.07f, 0.09f);
        static final Ink GOLD = new Ink(0.72f, 0.57f, 0.30f);
        static final Ink CRIMSON = new Ink(0.56f, 0.08f, 0.09f);
    }

    /** Size and colour of a text. */
    record Face(float size, Ink ink, boolean bold) {
        static Face plain(float size) {
            return new Face(size, Ink.TEXT, false);
        }

        static Face bold(float size) {
            return new Face(size, Ink.TEXT, true);
        }

        static Face quiet(float size) {
            return new Face(size, Ink.QUIET, false);
        }

        Face in(Ink other) {
            return new Face(size, other, bold);
        }
    }

    static float mm(double millimetres) {
        return (float) millimetres * MM;
    }

    float width(String text, Face face) {
        return font.width(text, face.size());
    }

    void text(String text, float x, float y, Face face) {
        text(text, x, y, face, 0);
    }

    void centred(String text, float x, float y, Face face) {
        text(text, x - width(text, face) / 2, y, face);
    }

    void right(String text, float x, float y, Face face) {
        text(text, x - width(text, face), y, face);
    }

    /** Centred, with {@code gap} between the characters. */
    void spaced(String text, float x, float y, Face face, float gap) {
        float width = width(text, face) + gap * (text.codePointCount(0, text.length()) - 1);
        text(text, x - width / 2, y, face, gap);
    }

    /** A line of a paragraph: all but the last are spread to {@code measure}. */
    void line(Line line, float x, float y, Face face, float measure) {
        int gaps = line.text().codePointCount(0, line.text().length()) - 1;
        boolean spread = !line.last() && gaps > 0 && line.width() > measure * STRETCHED_FROM;
        text(line.text(), x, y, face, spread ? (measure - (float) line.width()) / gaps : 0);
    }

    List<Line> broken(String text, float first, float rest, Face face) {
        return Lines.broken(text, first, rest, face.size(), part -> font.width(part, face.size()));
    }

    private void text(String text, float x, float y, Face face, float gap) {
        rotated(text, new float[] {1, 0, 0, 1, x, y}, face, gap);
    }

    /** Text under the matrix a b c d e f. */
    void rotated(String text, float[] matrix, Face face, float gap) {
        if (text.isEmpty()) {
            return;
        }
        canvas.saveState();
        fill(face.ink());
        canvas.beginText();
        canvas.setFontAndSize(font.base(), face.size());
        canvas.setCharacterSpacing(gap);
        if (face.bold()) {
            stroke(face.ink());
            canvas.setLineWidth(face.size() * BOLD);
            canvas.setTextRenderingMode(PdfContentByte.TEXT_RENDER_MODE_FILL_STROKE);
        }
        canvas.setTextMatrix(matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]);
        canvas.showText(text);
        canvas.endText();
        // Spacing and mode are text state that OpenPDF also remembers on its side.
        canvas.setCharacterSpacing(0);
        if (face.bold()) {
            canvas.setTextRenderingMode(PdfContentByte.TEXT_RENDER_MODE_FILL);
        }
        canvas.restoreState();
    }

    void rule(float x1, float y1, float x2, float y2, float width, Ink ink) {
        canvas.saveState();
        stroke(ink);
        canvas.setLineWidth(width);
        canvas.moveTo(x1, y1);
        canvas.lineTo(x2, y2);
        canvas.stroke();
        canvas.restoreState();
    }

    void frame(float left, float bottom, float width, float height, float line, Ink ink) {
        canvas.saveState();
        stroke(ink);
        canvas.setLineWidth(line);
        canvas.rectangle(left, bottom, width, height);
        canvas.stroke();
        canvas.restoreState();
    }

    void fill(Ink ink) {
        canvas.setRGBColorFillF(ink.red(), ink.green(), ink.blue());
    }

    void stroke(Ink ink) {
        canvas.setRGBColorStrokeF(ink.red(), ink.green(), ink.blue());
    }

    /** What follows is a picture to readers and to text extraction, not characters among the text. */
    void beginPicture() {
        var alternative = new PdfDictionary();
        alternative.put(PdfName.ACTUALTEXT, new PdfString("", PdfObject.TEXT_UNICODE));
        canvas.beginMarkedContentSequence(PdfName.SPAN, alternative, true);
    }

    void endPicture() {
        canvas.endMarkedContentSequence();
    }

    /** 演示 or 查阅本 across the page, to be drawn first. */
    void watermark(String text, float width, float height) {
        beginPicture();
        double angle = Math.atan2(height, width);
        float size = 150;
        var face = new Face(size, Ink.WATERMARK, false);
        float gap = size * 0.4f;
        float length = width(text, face) + gap;
        float cos = (float) Math.cos(angle);
        float sin = (float) Math.sin(angle);
        float x = width / 2 - cos * length / 2 + sin * size * 0.36f;
        float y = height / 2 - sin * length / 2 - cos * size * 0.36f;
        rotated(text, new float[] {cos, sin, -sin, cos, x, y}, face, gap);
        endPicture();
    }
}
