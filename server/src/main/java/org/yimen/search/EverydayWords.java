package org.yimen.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people say for what the catalogue calls otherwise, and the words that only say that something is asked. */
final class EverydayWords {

    private record Word(String plain, List<String> terms) {}

    private final List<Word> words;
    private final List<String> stopWords;

    private EverydayWords(List<Word> words, List<String> stopWords) {
        this.words = words;
        this.stopWords = stopWords;
    }

    static EverydayWords read() {
        var words = new ArrayList<Word>();
        for (String line : Lines.of("/search/synonyms.txt")) {
            int equals = line.indexOf('=');
            List<String> terms = plain(line.substring(0, equals), ";").toList();
            plain(line.substring(equals + 1), ",").forEach(word -> words.add(new Word(word, terms)));
        }
        List<String> stopWords = Lines.of("/search/stop-words.txt").stream()
                .map(Cut::plain)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        return new EverydayWords(List.copyOf(words), stopWords);
    }

    private static Stream<String> plain(String list, String separator) {
        return Stream.of(list.split(separator, -1)).map(Cut::plain).filter(each -> !each.isEmpty());
    }

    private static boolean isHan(String word) {
        return word.codePoints().allMatch(Cut::isHan);
    }

    /** The catalogue's terms for the everyday words in {@code plain}; 烟酒店 is no 酒店. */
    Set<String> terms(String plain) {
        List<Word> said =
                words.stream().filter(word -> contains(plain, word.plain())).toList();
        return said.stream()
                .filter(word -> said.stream().noneMatch(other -> isPart(word, other)))
                .flatMap(word -> word.terms().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isPart(Word word, Word other) {
        return word.plain().length() < other.plain().length() && contains(other.plain(), word.plain());
    }

    /** What people say for something that is called {@code plain}. */
    Set<String> said(String plain) {
        return words.stream()
                .filter(word -> word.terms().stream().anyMatch(term -> contains(plain, term)))
                .map(Word::plain)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean contains(String plain, String word) {
        return isHan(word) ? plain.contains(word) : (" " + plain + " ").contains(" " + word + " ");
    }

    /** {@code plain} without its stop words, or itself if nothing else is in it. */
    String core(String plain) {
        String core = " " + plain + " ";
        for (String stopWord : stopWords) {
            core = isHan(stopWord) ? core.replace(stopWord, " ") : core.replace(" " + stopWord + " ", " ");
        }
        return core.isBlank() ? plain : core.strip();
    }
}
