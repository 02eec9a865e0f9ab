package org.yimen.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody answered, as typed, in the order of answering. Most questions have one answer; several choices have one
 * each, a table one for each row. An empty answer is none.
 */
public record Answers(Map<String, List<String>> values) {

    /** No form of ours comes near it; what is longer is an attack or a bug. */
    public static final int MOST = 500;

    private static final Answers NONE = new Answers(Map.of());

    public Answers {
        if (values.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " answers: " + values.size());
        }
        var kept = new LinkedHashMap<String, List<String>>();
        values.forEach((code, given) -> {
            List<String> said = given.stream().filter(each -> !each.isBlank()).toList();
            if (!said.isEmpty()) {
                kept.put(code, said);
            }
        });
        values = Collections.unmodifiableMap(kept);
    }

    public static Answers none() {
        return NONE;
    }

    /** One answer for each question, e.g. as a test or an API writes them. */
    public static Answers of(Map<String, String> single) {
        var values = new LinkedHashMap<String, List<String>>();
        single.forEach((code, raw) -> values.put(code, List.of(raw)));
        return new Answers(values);
    }

    public Optional<String> one(String question) {
        return all(question).stream().findFirst();
    }

    public List<String> all(String question) {
        return values.getOrDefault(question, List.of());
    }

    public Set<String> questions() {
        return values.keySet();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** These answers with that one given, or given anew; a blank one takes it back. */
    public Answers with(String question, String raw) {
        return with(question, List.of(raw));
    }

    public Answers with(String question, List<String> given) {
        var next = new LinkedHashMap<>(values);
        next.put(question, List.copyOf(given));
        return new Answers(next);
    }

    /** Only what belongs to these questions: an answer whose question is no longer asked is dropped, not sent along. */
    public Answers only(List<Question> asked) {
        var next = new LinkedHashMap<String, List<String>>();
        for (Question question : asked) {
            next.put(question.code(), new ArrayList<>(all(question.code())));
        }
        return new Answers(next);
    }
}
