package org.yimen.document;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import org.openpdf.text.pdf.PdfContentByte;

/** QR codes as shapes, crisp at any size. */
public final class Qr {

    /** Modules that must stay white on each side (ISO/IEC 18004). */
    private static final int QUIET = 4;

    private static final int MOST_CHARACTERS = 500;

    private Qr() {}

    /**
     * A path of unit squares for {@code <svg viewBox="0 0 size size"><path d="…"/></svg>}, the quiet zone included.
     *
     * @param d the path's data
     */
    public record SvgPath(String d, int size) {}

    public static SvgPath svgPath(String text) {
        ByteMatrix modules = modules(text);
        var path = new StringBuilder();
        forEachRun(
                modules,
                (x, y, length) -> path.append('M')
                        .append(x + QUIET)
                        .append(' ')
                        .append(y + QUIET)
                        .append('h')
                        .append(length)
                        .append("v1h-")
                        .append(length)
                        .append('z'));
        return new SvgPath(path.toString(), modules.getWidth() + 2 * QUIET);
    }

    /** Draws the code on a page; {@code side} includes the quiet zone. */
    static void draw(PdfContentByte canvas, String text, float left, float bottom, float side) {
        ByteMatrix modules = modules(text);
        float unit = side / (modules.getWidth() + 2 * QUIET);
        canvas.saveState();
        canvas.setGrayFill(1);
        canvas.rectangle(left, bottom, side, side);
        canvas.fill();
        canvas.setGrayFill(0);
        forEachRun(
                modules,
                (x, y, length) -> canvas.rectangle(
                        left + (x + QUIET) * unit, bottom + side - (y + QUIET + 1) * unit, length * unit, unit));
        canvas.fill();
        canvas.restoreState();
    }

    private static ByteMatrix modules(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("too long for a QR code that phones read: " + text.length());
        }
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("no QR code for " + text, e);
        }
    }

    private interface Run {
        void draw(int x, int y, int length);
    }

    private static void forEachRun(ByteMatrix modules, Run run) {
        for (int y = 0; y < modules.getHeight(); y++) {
            int start = 0;
            for (int x = 0; x <= modules.getWidth(); x++) {
                boolean dark = x < modules.getWidth() && modules.get(x, y) == 1;
                if (!dark) {
                    if (x > start) {
                        run.draw(start, y, x - start);
                    }
                    start = x + 1;
                }
            }
        }
    }
}
