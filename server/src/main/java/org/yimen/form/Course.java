package org.yimen.form;

import java.util.List;
import java.util.Optional;
import org.yimen.form.Form.Section;

/** The way through a form as some answers lead: what is asked, what is done, what comes next. */
public record Course(Form form, Answers answers, FormReading reading) {

    public static Course of(Form form, Answers answers) {
        return new Course(form, answers, FormCheck.read(form, answers));
    }

    public List<Question> asked() {
        return reading.asked();
    }

    /** The questions of a section that these answers lead to. */
    public List<Question> asked(Section section) {
        return asked().stream().filter(section.questions()::contains).toList();
    }

    /** Sections in which something is asked. */
    public List<Section> sections() {
        return form.sections().stream()
                .filter(section -> !asked(section).isEmpty())
                .toList();
    }

    public Section section(Question question) {
        return form.sections().stream()
                .filter(section -> section.questions().contains(question))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No section of " + question.code()));
    }

    public Optional<Question> find(String code) {
        return asked().stream().filter(each -> each.code().equals(code)).findFirst();
    }

    public boolean answered(Question question) {
        return reading.finding(question.code()).isEmpty();
    }

    /** True where something was said in it, right or wrong. */
    public boolean touched(Section section) {
        return asked(section).stream()
                .anyMatch(question -> !answers.all(question.code()).isEmpty());
    }

    /** True where the required ones among them are answered, and something was said at all or nothing is required. */
    public boolean done(Section section) {
        List<Question> asked = asked(section);
        return asked.stream().allMatch(this::answered)
                && (touched(section) || asked.stream().anyMatch(Question::required));
    }

    /** What is asked after it, in order. */
    public List<Question> following(Question question) {
        List<Question> asked = asked();
        return asked.subList(asked.indexOf(question) + 1, asked.size());
    }

    /** What is asked before it; nothing of the first one. */
    public Optional<Question> before(Question question) {
        List<Question> asked = asked();
        int at = asked.indexOf(question);
        return at > 0 ? Optional.of(asked.get(at - 1)) : Optional.empty();
    }

    public List<Finding> wrong(Question question) {
        return reading.findings().stream()
                .filter(finding -> finding.question().equals(question.code()))
                .toList();
    }
}
