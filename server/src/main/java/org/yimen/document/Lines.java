package org.yimen.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Breaks Chinese text into lines (GB/T 15834): no closing mark begins a line and no opening one ends it; a number or a
 * Latin word stays whole where it fits.
 */
final class Lines {

    private static final String CLOSING = "，。、；：！？）》〉」』】〕”’…—％%,.;:!?)]";
    private static final String OPENING = "（《〈「『【〔“‘([￥";
    /** Marks whose right half is empty: it may hang over the edge, so that the ink lines up. */
    private static final String HANGING = "，。、；：）》」』】〕”";

    private Lines() {}

    /**
     * One line.
     *
     * @param width what it takes, without what hangs over
     * @param last true where the paragraph ends, which is not spread to the full measure
     */
    record Line(String text, double width, boolean last) {}

    static List<Line> broken(String text, double first, double rest, double em, ToDoubleFunction<String> measure) {
        var lines = new ArrayList<Line>();
        var line = new StringBuilder();
        for (String chunk : chunks(text, rest, measure)) {
            double room = lines.isEmpty() ? first : rest;
            if (!line.isEmpty() && width(line + chunk, em, measure) > room) {
                lines.add(new Line(line.toString().stripTrailing(), width(line.toString(), em, measure), false));
                line.setLength(0);
                line.append(chunk.stripLeading());
            } else {
                line.append(chunk);
            }
        }
        lines.add(new Line(line.toString(), width(line.toString(), em, measure), true));
        return lines;
    }

    private static double width(String text, double em, ToDoubleFunction<String> measure) {
        String shown = text.stripTrailing();
        boolean hangs = !shown.isEmpty() && HANGING.indexOf(shown.charAt(shown.length() - 1)) >= 0;
        return measure.applyAsDouble(shown) - (hangs ? em / 2 : 0);
    }

    /** Pieces that no line break divides: a character or a word, with the marks that cling to it. */
    private static List<String> chunks(String text, double widest, ToDoubleFunction<String> measure) {
        var chunks = new ArrayList<String>();
        var chunk = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (i > 0
                    && (mayBreak(points[i - 1], points[i])
                            || measure.applyAsDouble(chunk + Character.toString(points[i])) > widest)) {
                chunks.add(chunk.toString());
                chunk.setLength(0);
            }
            chunk.appendCodePoint(points[i]);
        }
        chunks.add(chunk.toString());
        return chunks;
    }

    private static boolean mayBreak(int before, int after) {
        if (OPENING.indexOf(before) >= 0 || CLOSING.indexOf(after) >= 0) {
            return false;
        }
        return !(isWord(before) && isWord(after));
    }

    private static boolean isWord(int point) {
        return point > ' ' && point < 0x2E80 && !isChineseMark(point);
    }

    private static boolean isChineseMark(int point) {
        return point >= 0x80 && (CLOSING.indexOf(point) >= 0 || OPENING.indexOf(point) >= 0);
    }
}
