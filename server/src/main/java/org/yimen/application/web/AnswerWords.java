package org.yimen.application.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.yimen.form.Question;
import org.yimen.form.Question.Kind;
import org.yimen.platform.web.Words;

/** Answers as a person reads them back. */
public final class AnswerWords {

    private AnswerWords() {}

    /** What was answered, or empty. */
    public static String said(Question question, List<String> given, Words words) {
        return words.list(given.stream().map(raw -> said(question, raw, words)).toList());
    }

    private static String said(Question question, String raw, Words words) {
        String unit = question.unit() == null ? "" : " " + words.text(question.unit());
        return switch (question.kind()) {
            case CHOICE, CHOICES ->
                question.choices().stream()
                        .filter(choice -> choice.code().equals(raw))
                        .findFirst()
                        .map(choice -> words.text(choice.label()))
                        .orElse(raw);
            case DATE -> date(raw, words);
            case MONEY -> "¥" + raw;
            case NUMBER -> raw + unit;
            case TEXT, LONG_TEXT, PHONE, CITIZEN_ID, CREDIT_CODE -> raw;
        };
    }

    private static String date(String raw, Words words) {
        try {
            return words.plainDate(LocalDate.parse(raw));
        } catch (DateTimeException _) {
            return raw;
        }
    }

    /** The three fields of a date, whatever was typed into them. */
    static List<String> parts(String raw) {
        String[] parts = raw.split("-", 3);
        return List.of(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
    }

    static boolean isDate(Question question) {
        return question.kind() == Kind.DATE;
    }
}
