package org.yimen.audit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yimen.platform.CitizenShape;

/** Finds citizen and mobile numbers in a text, however they are spelt: full-width, in groups, with the country before. */
final class PersonalNumbers {

    /** Standing by itself a citizen's number needs no check: it may be one that was mistyped. */
    private static final Pattern TOGETHER =
            Pattern.compile("(?<![0-9A-Za-z-])" + CitizenShape.REGEX + "(?![0-9A-Za-z-])");

    /** What people put between the groups of a number. Letters and signs beside it hide nothing either. */
    private static final String GAP = "[\\s\\p{Z}\\p{P}\\p{S}]{1,5}";

    private static final Pattern GAPS = Pattern.compile(GAP);
    private static final Pattern CITIZEN =
            Pattern.compile("(?<![0-9])([1-9](?:(?:" + GAP + ")?[0-9]){16}(?:" + GAP + ")?[0-9Xx])(?![0-9])");
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9])(?:\\+?(?:00)?86(?:" + GAP + ")?)?(1(?:" + GAP
            + ")?[3-9](?:(?:" + GAP + ")?[0-9]){9})(?![0-9])");

    /** Letters, as Unicode has them, that are drawn as nothing at all. */
    private static final Set<Integer> FILLERS = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0);

    /** Between these the groups may be of any size, where the number ends with the row of groups. */
    private static final String NARROW = "[\\s\\p{Z}\\p{Pd}.·−]{1,5}";

    /** One digit and what may part it from the number: further off nothing is asked, or a long text would be read for each. */
    private static final int BESIDE = 6;

    private static final Pattern NARROW_ONLY = Pattern.compile("[0-9]+(?:" + NARROW + "[0-9]+)*");
    private static final Pattern MORE_BEFORE = Pattern.compile("[0-9]" + NARROW + "\\z");
    private static final Pattern MORE_AFTER = Pattern.compile("\\A" + NARROW + "[0-9]");

    /** How people group eleven digits: other sums of groups are lists of counts. */
    private static final Set<List<Integer>> GROUPS = Set.of(List.of(11), List.of(3, 4, 4));

    /** These are sums and years too where a list's own signs part them. */
    private static final Set<List<Integer>> PAIRS = Set.of(List.of(3, 8), List.of(7, 4));

    private static final Pattern LISTED = Pattern.compile("[,;:、。]");

    /** Names of rows and sums of files, in which chance puts anything. */
    private static final Pattern RANDOM = Pattern.compile(
            "(?i)(?<![0-9a-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,})(?![0-9a-z])");

    /** Days, hours, sums of money and addresses of machines are groups of digits too. */
    private static final Pattern NO_GROUPS = Pattern.compile(
            "(?<![0-9.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9.])|(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])"
                    + "|(?<![0-9.])[0-9]+\\.[0-9]{1,2}(?![0-9.])|(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
                    + "|(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?(?![0-9])");

    private static final List<String> CHINESE = List.of("〇零○", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖");

    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final int CHECKED = 17;
    private static final int HEAD = 3;
    private static final int TAIL = 4;

    /** Signs; no field of any form takes as many. */
    private static final int MOST = 50_000;

    private PersonalNumbers() {}

    /** True too of what is longer than anybody writes: what was not read is not let through. */
    static boolean isIn(String text) {
        return text.length() > MOST || !places(text).isEmpty();
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
        mark(narrow, places);
        Spelt said = narrow.said();
        if (!said.text().equals(narrow.text())) {
            mark(said, places);
        }
        return places;
    }

    private static void mark(Spelt spelt, BitSet places) {
        TOGETHER.matcher(spelt.text()).results().forEach(found -> spelt.mark(found, places));
        Spelt named = spelt.starred(RANDOM);
        each(CITIZEN, named.text(), found -> {
            String digits = GAPS.matcher(found.group(1)).replaceAll("");
            // What only adds up to a number, or has more beside it, must pass its check: lists of counts would be
            // refused.
            if (CitizenShape.ALONE.matcher(digits).matches() && isChecked(digits)) {
                named.mark(found, places);
            }
        });
        Spelt phones = named.starred(NO_GROUPS);
        each(MOBILE, phones.text(), found -> {
            if (isMobile(phones.text(), found)) {
                phones.mark(found, places);
            }
        });
    }

    /** Every place where it matches, those that lap over another too. */
    private static void each(Pattern pattern, String text, Consumer<MatchResult> taken) {
        Matcher matcher = pattern.matcher(text);
        for (int at = 0; at <= text.length() && matcher.find(at); at = matcher.start() + 1) {
            taken.accept(matcher.toMatchResult());
        }
    }

    private static boolean isMobile(String text, MatchResult found) {
        String number = found.group(1);
        List<Integer> groups = GAPS.splitAsStream(number).map(String::length).toList();
        return GROUPS.contains(groups)
                || (PAIRS.contains(groups) && !LISTED.matcher(number).find())
                || (NARROW_ONLY.matcher(number).matches()
                        && !MORE_BEFORE
                                .matcher(text.substring(Math.max(0, found.start() - BESIDE), found.start()))
                                .find()
                        && !MORE_AFTER
                                .matcher(text.substring(found.end(), Math.min(text.length(), found.end() + BESIDE)))
                                .find());
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
                String plain = plain(sign);
                narrow.append(plain);
                from.addAll(Collections.nCopies(plain.length(), at));
                until.addAll(Collections.nCopies(plain.length(), next));
                at = next;
            }
            return new Spelt(narrow.toString(), from, until);
        }

        /** What is seen of a sign, each digit as an Arabic one, of whatever script; empty where nothing is. */
        private static String plain(int sign) {
            if (sign < 0x80) {
                return Character.toString(sign);
            }
            return Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFKC)
                    .codePoints()
                    .filter(each -> !isUnseen(each))
                    .mapToObj(each -> Character.isDigit(each)
                            ? Integer.toString(Character.digit(each, 10))
                            : Character.toString(each))
                    .collect(Collectors.joining());
        }

        private static boolean isUnseen(int sign) {
            return switch (Character.getType(sign)) {
                case Character.FORMAT,
                        Character.NON_SPACING_MARK,
                        Character.COMBINING_SPACING_MARK,
                        Character.ENCLOSING_MARK -> true;
                default -> FILLERS.contains(sign);
            };
        }

        /** With Chinese digits as plain ones. */
        Spelt said() {
            var said = new StringBuilder(text);
            for (int at = 0; at < text.length(); at++) {
                for (int digit = 0; digit < CHINESE.size(); digit++) {
                    if (CHINESE.get(digit).indexOf(text.charAt(at)) >= 0) {
                        said.setCharAt(at, (char) ('0' + digit));
                    }
                }
            }
            return new Spelt(said.toString(), from, until);
        }

        Spelt starred(Pattern pattern) {
            return new Spelt(
                    pattern.matcher(text).replaceAll(found -> "z".repeat(found.end() - found.start())), from, until);
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
