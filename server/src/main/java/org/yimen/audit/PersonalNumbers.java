package org.yimen.audit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.yimen.platform.CitizenShape;

/** Finds citizen and mobile numbers in a text, however they are spelt: full-width, in groups, with the country before. */
final class PersonalNumbers {

    private static final String MOBILE = "(?:\\+?(?:00)?86)?1[3-9]\\d{9}";
    private static final Pattern TOGETHER =
            Pattern.compile("(?<![0-9A-Za-z-])(?:" + CitizenShape.REGEX + "|" + MOBILE + ")(?![0-9A-Za-z-])");

    /** What people put between the groups of a number. */
    private static final Pattern GAP = Pattern.compile("(?<=[0-9])[\\s\\p{Z}\\p{Pd}.·−]{1,3}(?=[0-9Xx])");

    /** Days and addresses of machines are groups of digits too, and so is a sum of money with its point. */
    private static final Pattern NO_GROUPS = Pattern.compile(
            "(?<![0-9.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9.])|(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])"
                    + "|(?<![0-9.])[0-9]+\\.[0-9]{1,2}(?![0-9.])");

    private static final Pattern MOBILE_APART = Pattern.compile("(?<![0-9A-Za-z-])" + MOBILE + "(?![0-9A-Za-z-])");
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final int CHECKED = 17;
    private static final int HEAD = 3;
    private static final int TAIL = 4;

    private PersonalNumbers() {}

    static boolean isIn(String text) {
        return !places(text).isEmpty();
    }

    /** The same text with stars for all of each number but its first three and last four signs, however it is spelt. */
    static String masked(String text) {
        BitSet places = places(text);
        if (places.isEmpty()) {
            return text;
        }
        var hidden = new BitSet();
        for (int from = places.nextSetBit(0); from >= 0; from = places.nextSetBit(places.nextClearBit(from))) {
            int[] signs = IntStream.range(from, places.nextClearBit(from))
                    .filter(at -> Character.isLetterOrDigit(text.codePointAt(at)))
                    .filter(at -> !Character.isLowSurrogate(text.charAt(at)))
                    .toArray();
            for (int i = HEAD; i < signs.length - TAIL; i++) {
                hidden.set(signs[i]);
            }
        }
        var masked = new StringBuilder();
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            masked.appendCodePoint(hidden.get(at) ? '*' : text.codePointAt(at));
        }
        return masked.toString();
    }

    /** Where numbers stand in the text, from the first to the last sign of each. */
    private static BitSet places(String text) {
        Spelt narrow = Spelt.narrow(text);
        var places = new BitSet();
        TOGETHER.matcher(narrow.text()).results().forEach(found -> narrow.mark(found, places));
        // Groups of digits that only add up to a number must pass its check as well: lists of counts would be refused.
        Spelt joined = narrow.without(GAP);
        CitizenShape.ALONE
                .matcher(joined.text())
                .results()
                .filter(found -> isChecked(found.group()))
                .forEach(found -> joined.mark(found, places));
        Spelt phones = narrow.starred(NO_GROUPS).without(GAP);
        MOBILE_APART.matcher(phones.text()).results().forEach(found -> phones.mark(found, places));
        return places;
    }

    /** A text as it is searched; of each sign it is known between which signs it stood. */
    private record Spelt(String text, List<Integer> from, List<Integer> until) {

        /** Without what is not seen, and every sign in its plain width. */
        static Spelt narrow(String text) {
            var narrow = new StringBuilder();
            var from = new ArrayList<Integer>();
            var until = new ArrayList<Integer>();
            for (int at = 0; at < text.length(); ) {
                int sign = text.codePointAt(at);
                int next = at + Character.charCount(sign);
                if (Character.getType(sign) != Character.FORMAT) {
                    String plain = Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFKC);
                    narrow.append(plain);
                    from.addAll(Collections.nCopies(plain.length(), at));
                    until.addAll(Collections.nCopies(plain.length(), next));
                }
                at = next;
            }
            return new Spelt(narrow.toString(), from, until);
        }

        Spelt without(Pattern pattern) {
            var gone = new BitSet();
            pattern.matcher(text).results().forEach(found -> gone.set(found.start(), found.end()));
            int[] kept = IntStream.range(0, text.length())
                    .filter(at -> !gone.get(at))
                    .toArray();
            var rest = new StringBuilder();
            var starts = new ArrayList<Integer>();
            var ends = new ArrayList<Integer>();
            for (int at : kept) {
                rest.append(text.charAt(at));
                starts.add(from.get(at));
                ends.add(until.get(at));
            }
            return new Spelt(rest.toString(), starts, ends);
        }

        Spelt starred(Pattern pattern) {
            return new Spelt(
                    pattern.matcher(text).replaceAll(found -> "~".repeat(found.end() - found.start())), from, until);
        }

        void mark(MatchResult found, BitSet places) {
            places.set(from.get(found.start()), until.get(found.end() - 1));
        }
    }

    /** ISO 7064 MOD 11-2, as GB 11643 has it. */
    private static boolean isChecked(String number) {
        int sum = 0;
        for (int i = 0; i < CHECKED; i++) {
            sum = (sum + number.charAt(i) - '0') * 2 % 11;
        }
        return CHECK_CHARACTERS.charAt(sum) == Character.toUpperCase(number.charAt(CHECKED));
    }
}
