package org.yimen.form;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yimen.platform.Text;

/**
 * What somebody is asked, section by section; of an item, a register or a questionnaire.
 *
 * @param checks what must hold between several answers
 */
public record Form(List<Section> sections, List<Check> checks) {

    /** @param whole asked on one page; else each question has its own */
    public record Section(String code, Text title, boolean whole, List<Question> questions) {
        public Section {
            questions = List.copyOf(questions);
        }

        public Section(String code, Text title, List<Question> questions) {
            this(code, title, false, questions);
        }
    }

    /**
     * What must hold between answers.
     *
     * @param at code of the question beside which the message stands
     * @param message what to do about it
     */
    public record Check(String at, Claim holds, Text message) {}

    public Form {
        sections = List.copyOf(sections);
        checks = List.copyOf(checks);
    }

    public Form(List<Section> sections) {
        this(sections, List.of());
    }

    /** All questions in the order in which they are asked. */
    public List<Question> questions() {
        return sections.stream()
                .flatMap(section -> section.questions().stream())
                .toList();
    }

    public Optional<Question> question(String code) {
        return questions().stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** The questions that decide these conditions, with those that decide whether they are asked, in their order. */
    public List<Question> deciding(List<Claim> conditions) {
        Set<String> codes = new LinkedHashSet<>();
        conditions.forEach(condition -> codes.addAll(condition.questions()));
        List<Question> all = questions();
        // A question depends on earlier ones only, so one pass from the last to the first finds all of them.
        for (Question question : all.reversed()) {
            if (codes.contains(question.code())) {
                Question.When when = question.when();
                if (when.asked() != null) {
                    codes.addAll(when.asked().questions());
                }
                if (when.computed() != null) {
                    codes.addAll(when.computed().questions());
                }
            }
        }
        return all.stream().filter(question -> codes.contains(question.code())).toList();
    }
}
