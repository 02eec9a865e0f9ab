package org.yimen.application.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Finding;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.ui.Piece;
import org.yimen.platform.web.Words;

/**
 * One question.
 *
 * @param given what was answered, right or wrong
 * @param checking the applicant came from the page on which he checks his answers, and goes back there
 */
public record QuestionPage(
        Filling filling,
        Question question,
        List<String> given,
        @Nullable Finding finding,
        boolean checking) {

    public QuestionPage {
        given = List.copyOf(given);
    }

    public String kind() {
        return question.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int number() {
        return filling.asked(filling.section(question)).indexOf(question) + 1;
    }

    public int of() {
        return filling.asked(filling.section(question)).size();
    }

    public String action() {
        return filling.bench().question(question.code()) + (checking ? "?from=check" : "");
    }

    public String back() {
        return checking ? filling.bench().check() : filling.before(question);
    }

    public String skip() {
        return filling.after(question);
    }

    public String value() {
        return given.isEmpty() ? "" : given.getFirst();
    }

    public Map<String, String> dateParts() {
        List<String> parts = AnswerWords.parts(value());
        return Map.of("year", parts.get(0), "month", parts.get(1), "day", parts.get(2));
    }

    public int maxLength() {
        return FormCheck.maxLength(question);
    }

    public String inputMode() {
        return switch (question.kind()) {
            case NUMBER, MONEY -> "decimal";
            case PHONE -> "tel";
            default -> "text";
        };
    }

    public String width() {
        return switch (question.kind()) {
            case NUMBER, MONEY -> "govuk-input--width-10";
            case PHONE, CITIZEN_ID, CREDIT_CODE -> "govuk-input--width-20";
            default -> "";
        };
    }

    public @Nullable String autocomplete() {
        return question.kind() == Question.Kind.PHONE ? "tel" : "off";
    }

    public @Nullable Piece prefix() {
        return question.kind() == Question.Kind.MONEY ? Piece.of("¥") : null;
    }

    public @Nullable Piece suffix(Words words) {
        return question.unit() == null ? null : Piece.of(words.text(question.unit()));
    }

    /** Where the value that stands there comes from; null where somebody typed it. */
    public @Nullable String source(Words words) {
        return filling.source(question, words);
    }

    public @Nullable Hint hint(Words words) {
        return question.hint() == null ? null : Hint.of(words.text(question.hint()));
    }

    public @Nullable ErrorMessage error(Words words) {
        return finding == null ? null : ErrorMessage.of(message(finding, words));
    }

    public List<ErrorItem> errors(Words words) {
        return finding == null ? List.of() : List.of(ErrorItem.of(field(words), message(finding, words)));
    }

    /** The first field, to which the summary links. */
    private String field(Words words) {
        return question.kind() != Question.Kind.DATE
                ? "answer"
                : words.locale().getLanguage().equals("en") ? "answer-day" : "answer-year";
    }

    private static String message(Finding finding, Words words) {
        return words.say(finding.key(), finding.arguments().toArray());
    }

    public List<Choice> choices(Words words) {
        return question.choices().stream()
                .map(choice -> Choice.of(choice.code(), words.text(choice.label())))
                .toList();
    }
}
