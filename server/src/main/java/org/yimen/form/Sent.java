package org.yimen.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a page sent, beside what is kept: by its questions.
 *
 * @param changed what is another answer than the one that is kept
 * @param overtaken what was kept elsewhere meanwhile: the page was drawn from another answer
 */
public record Sent(Map<Question, List<String>> changed, Map<String, List<String>> overtaken) {

    public Sent {
        changed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(changed));
        overtaken = Map.copyOf(overtaken);
    }

    /**
     * Reads a page; a question that it did not have is left as it is kept.
     *
     * @param ids how the page calls each question
     * @param veiled of whose questions an empty field keeps what is known
     */
    public static Sent read(
            Answers kept,
            List<Question> questions,
            Function<Question, String> ids,
            Predicate<Question> veiled,
            Map<String, List<String>> form) {
        var changed = new LinkedHashMap<Question, List<String>>();
        var overtaken = new LinkedHashMap<String, List<String>>();
        for (Question question : questions) {
            String id = ids.apply(question);
            if (!Submitted.has(question, id, form)) {
                continue;
            }
            List<String> given = Rework.of(question, id, form).applied(Submitted.answer(question, id, form));
            if (given.isEmpty() && veiled.test(question)) {
                continue;
            }
            List<String> normal = FormCheck.normalise(question, given);
            List<String> before = kept.all(question.code());
            if (Kept.isOvertaken(question, id, before, normal, form)) {
                overtaken.put(question.code(), given);
            } else if (!normal.equals(before)) {
                changed.put(question, given);
            }
        }
        return new Sent(changed, overtaken);
    }
}
