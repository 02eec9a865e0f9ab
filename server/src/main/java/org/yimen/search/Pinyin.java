package org.yimen.search;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How people type Chinese with Latin letters: any stretch of syllables ({@code gongjijin}) or initials ({@code yyzz}). */
final class Pinyin {

    private static final int LONGEST_STRETCH = 12;

    /** Where characters with several readings meet, so many spellings are kept. */
    private static final int MOST_SPELLINGS = 8;

    private static final Map<String, List<String>> READINGS = readings();

    private Pinyin() {}

    /** Loads 200 ms of rules when first needed. */
    private static final class Latin {
        static final Transliterator RULES = Transliterator.getInstance("Han-Latin");
    }

    /** Every stretch of a run of Chinese characters, in full and by initials from two characters on. */
    static Set<String> stretches(String run) {
        List<List<String>> syllables = syllables(run);
        var stretches = new LinkedHashSet<String>();
        for (int from = 0; from < syllables.size(); from++) {
            List<String> full = List.of("");
            List<String> initials = List.of("");
            int end = Math.min(syllables.size(), from + LONGEST_STRETCH);
            for (int to = from; to < end; to++) {
                full = appended(full, syllables.get(to));
                initials = appended(
                        initials,
                        syllables.get(to).stream()
                                .map(each -> each.substring(0, 1))
                                .distinct()
                                .toList());
                stretches.addAll(full);
                if (to > from) {
                    stretches.addAll(initials);
                }
            }
        }
        return stretches;
    }

    private static List<String> appended(List<String> heads, List<String> tails) {
        return heads.stream()
                .flatMap(head -> tails.stream().map(head::concat))
                .limit(MOST_SPELLINGS)
                .toList();
    }

    private static List<List<String>> syllables(String run) {
        var syllables = new ArrayList<List<String>>();
        int place = 0;
        for (String syllable : Latin.RULES.transliterate(run).split(" ", -1)) {
            List<String> readings = readings(syllable);
            if (readings.isEmpty()) {
                continue;
            }
            String character = place < run.length() ? Character.toString(run.codePointAt(place)) : "";
            List<String> known = READINGS.getOrDefault(character, List.of());
            var all = new LinkedHashSet<>(known);
            all.addAll(readings);
            syllables.add(List.copyOf(all));
            place += Math.max(1, character.length());
        }
        return syllables;
    }

    /** Without tones; ü as v, which keyboards have, and as u, which passports had. */
    private static List<String> readings(String syllable) {
        String marked = Normalizer.normalize(syllable, Normalizer.Form.NFD).replace("u\u0308", "v");
        String plain = marked.codePoints()
                .filter(each -> each >= 'a' && each <= 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (plain.isEmpty()) {
            return List.of();
        }
        return plain.contains("v") ? List.of(plain, plain.replace('v', 'u')) : List.of(plain);
    }

    private static Map<String, List<String>> readings() {
        var readings = new HashMap<String, List<String>>();
        for (String line : Lines.of("/search/readings.txt")) {
            List<String> parts = List.of(line.split(" ", -1));
            readings.put(parts.getFirst(), parts.subList(1, parts.size()));
        }
        return readings;
    }
}
