package org.yimen.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks answers the same way on every channel. Pure; no text that a person can type makes it throw. */
public final class FormCheck {

    private FormCheck() {}

    /**
     * Reads a form from its first question to its last. A question that is not asked has no answer, whatever was typed
     * before, so what hangs on it is not asked either.
     */
    public static FormReading read(Form form, Answers answers) {
        var asked = new ArrayList<Question>();
        var values = new LinkedHashMap<String, Value>();
        var findings = new ArrayList<Finding>();
        for (Question question : form.questions()) {
            Question.When when = question.when();
            if (when.asked() != null && !when.asked().holds(values)) {
                continue;
            }
            if (when.computed() != null) {
                when.computed().of(values).ifPresent(value -> values.put(question.code(), value));
                continue;
            }
            asked.add(question);
            switch (Understood.read(question, answers.all(question.code()))) {
                case Understood.As(var value) -> values.put(question.code(), value);
                case Understood.Wrong(var wrong) -> findings.addAll(wrong);
                case Understood.Nothing _ when needed(question, values) -> findings.add(missing(question));
                case Understood.Nothing _ -> {
                    // It may stay open.
                }
            }
        }
        for (Form.Check check : form.checks()) {
            if (check.holds().fails(values)) {
                findings.add(Finding.of(check.at(), "form.check.failed", check.message()));
            }
        }
        return new FormReading(asked, values, findings);
    }

    private static boolean needed(Question question, Map<String, Value> values) {
        Claim needed = question.when().needed();
        return question.required() || (needed != null && needed.holds(values));
    }

    private static Finding missing(Question question) {
        return Finding.of(question.code(), Understood.missing(question.field()));
    }

    /** The questions that these answers lead to, in order. */
    public static List<Question> asked(Form form, Answers answers) {
        return read(form, answers).asked();
    }

    /** All that is wrong with these answers, in the order of the form; answers to unasked questions do not matter. */
    public static List<Finding> check(Form form, Answers answers) {
        return read(form, answers).findings();
    }

    /** These answers as they are kept: only what was asked, each in its normal form, and what follows from them. */
    public static Answers normalise(Form form, Answers answers) {
        FormReading reading = read(form, answers);
        var kept = Answers.none();
        for (Question question : form.questions()) {
            if (question.isComputed()) {
                Value value = reading.values().get(question.code());
                kept = value == null ? kept : kept.with(question.code(), value.canonical());
            } else if (reading.asked().contains(question)) {
                kept = kept.with(question.code(), normalise(question, answers.all(question.code())));
            }
        }
        return kept;
    }

    /** What is wrong with the answer to one question by itself. */
    public static Optional<Finding> check(Question question, List<String> given) {
        return switch (Understood.read(question, given)) {
            case Understood.As _ -> Optional.empty();
            case Understood.Wrong(var findings) -> Optional.of(findings.getFirst());
            case Understood.Nothing _ -> question.required() ? Optional.of(missing(question)) : Optional.empty();
        };
    }

    public static Optional<Finding> check(Question question, String raw) {
        return check(question, List.of(raw));
    }

    /** What the answer says, where it is one. */
    public static @Nullable Value value(Question question, List<String> given) {
        return Understood.read(question, given) instanceof Understood.As(var value) ? value : null;
    }

    /** The answer as it is kept and compared; saying it twice changes nothing. */
    public static String normalise(Question question, String raw) {
        return Normal.of(question.field(), raw);
    }

    public static List<String> normalise(Question question, List<String> given) {
        return given.stream().map(raw -> normalise(question, raw)).toList();
    }

    /** How many characters an answer may have. */
    public static int maxLength(Question question) {
        return question.field().maxLength();
    }
}
