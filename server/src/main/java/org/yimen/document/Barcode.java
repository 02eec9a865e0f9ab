package org.yimen.document;

import com.google.zxing.oned.Code128Writer;

/** Code 128 (ISO/IEC 15417) as a shape, for labels that a scanner at a counter reads. */
public final class Barcode {

    /** Modules that must stay white on each side. */
    private static final int QUIET = 10;

    private Barcode() {}

    /**
     * A path of bars of height 1 for {@code <svg viewBox="0 0 width 1" preserveAspectRatio="none">}, the quiet zone
     * included.
     *
     * @param d the path's data
     */
    public record SvgPath(String d, int width) {}

    public static SvgPath svgPath(String text) {
        boolean[] modules = new Code128Writer().encode(text);
        var path = new StringBuilder();
        int start = 0;
        for (int x = 0; x <= modules.length; x++) {
            if (x == modules.length || !modules[x]) {
                if (x > start) {
                    path.append('M').append(start + QUIET).append(" 0h").append(x - start);
                    path.append("v1h-").append(x - start).append('z');
                }
                start = x + 1;
            }
        }
        return new SvgPath(path.toString(), modules.length + 2 * QUIET);
    }
}
