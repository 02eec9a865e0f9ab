package org.yimen.search;

import com.ibm.icu.text.Transliterator;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text cut into what is indexed and asked for: single Chinese characters, pairs of neighbours, and words of other
 * scripts. Single characters find what a dictionary would miss; pairs tell 取水 from 水取.
 */
record Cut(List<String> characters, List<String> pairs, List<String> words, List<String> runs) {

    /** Loads 150 ms of rules when first needed. */
    private static final class Simplified {
        static final Transliterator RULES = Transliterator.getInstance("Traditional-Simplified");
    }

    /** Half-width, lower-case, simplified; whatever is neither letter nor digit becomes one space. */
    static String plain(String text) {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var kept = new StringBuilder(narrow.length());
        boolean han = false;
        for (int i = 0; i < narrow.length(); ) {
            int each = narrow.codePointAt(i);
            i += Character.charCount(each);
            if (Character.isLetterOrDigit(each)) {
                kept.appendCodePoint(each);
                han |= isHan(each);
            } else if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
                kept.append(' ');
            }
        }
        String plain = kept.toString().strip();
        return han ? Simplified.RULES.transliterate(plain) : plain;
    }

    static Cut of(String plain) {
        var characters = new ArrayList<String>();
        var pairs = new ArrayList<String>();
        var words = new ArrayList<String>();
        var runs = new ArrayList<String>();
        int[] points = plain.codePoints().toArray();
        for (int from = 0; from < points.length; ) {
            int to = from + 1;
            while (to < points.length && kind(points[to]) == kind(points[from])) {
                to++;
            }
            if (kind(points[from]) == Kind.HAN) {
                runs.add(new String(points, from, to - from));
                for (int i = from; i < to; i++) {
                    characters.add(Character.toString(points[i]));
                    if (i + 1 < to) {
                        pairs.add(new String(points, i, 2));
                    }
                }
            } else if (kind(points[from]) == Kind.WORD) {
                words.add(new String(points, from, to - from));
            }
            from = to;
        }
        return new Cut(characters, pairs, words, runs);
    }

    private enum Kind {
        HAN,
        WORD,
        SPACE
    }

    private static Kind kind(int codePoint) {
        if (codePoint == ' ') {
            return Kind.SPACE;
        }
        return isHan(codePoint) ? Kind.HAN : Kind.WORD;
    }

    static boolean isHan(int codePoint) {
        return UnicodeScript.of(codePoint) == UnicodeScript.HAN;
    }

    List<String> all() {
        var all = new ArrayList<>(characters);
        all.addAll(pairs);
        all.addAll(words);
        return all;
    }
}
