package org.yimen.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A form read with some answers.
 *
 * @param asked the questions that these answers lead to, in order; computed ones are not asked
 * @param values what was understood, by question, computed values among them
 * @param findings all that is wrong, in the order of the form
 */
public record FormReading(List<Question> asked, Map<String, Value> values, List<Finding> findings) {

    public FormReading {
        asked = List.copyOf(asked);
        values = Map.copyOf(values);
        findings = List.copyOf(findings);
    }

    /** True where the claim holds; one about a question that is not asked does not. */
    public boolean meets(Claim condition) {
        return condition.holds(values);
    }

    public Optional<Value> value(String question) {
        return Optional.ofNullable(values.get(question));
    }

    public Optional<Finding> finding(String question) {
        return findings.stream()
                .filter(each -> each.question().equals(question))
                .findFirst();
    }

    /** Codes of the questions that are asked. */
    public Set<String> codes() {
        return asked.stream().map(Question::code).collect(Collectors.toUnmodifiableSet());
    }
}
