package org.yimen.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Course;
import org.yimen.form.FieldView;
import org.yimen.form.Form.Section;
import org.yimen.form.Kept;
import org.yimen.form.Question;
import org.yimen.form.Said;
import org.yimen.form.Value;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.Piece;
import org.yimen.platform.ui.SummaryAction;
import org.yimen.platform.ui.SummaryActions;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;
import org.yimen.survey.Draft;
import org.yimen.survey.Questionnaire;

/** A questionnaire that somebody is answering: its pages are one for each question, or one for a whole section. */
public record SurveyFilling(Draft draft, Course course) {

    static SurveyFilling of(Draft draft) {
        return new SurveyFilling(draft, draft.course());
    }

    public Questionnaire survey() {
        return draft.of();
    }

    static String base(Questionnaire of) {
        return "/surveys/" + of.code();
    }

    public String base() {
        return base(survey());
    }

    public String check() {
        return base() + "/check";
    }

    /** Where a question is asked: by itself, or with its whole section. */
    String page(Question question) {
        Section section = course.section(question);
        return base() + "/page/" + (section.whole() ? section.code() : question.code());
    }

    /** Where to go on: the first question without an acceptable answer, or the check. */
    String resume() {
        return course.asked().stream()
                .filter(question -> !course.answered(question))
                .findFirst()
                .map(this::page)
                .orElseGet(this::check);
    }

    /** The page of that address, as far as the answers lead to it. */
    Optional<Part> part(String code) {
        for (Section section : survey().form().sections()) {
            if (section.whole() && section.code().equals(code)) {
                return Optional.of(new Part(section, null));
            }
        }
        return course.find(code)
                .filter(question -> !course.section(question).whole())
                .map(question -> new Part(course.section(question), question));
    }

    String after(Part part) {
        List<Question> on =
                part.questions().stream().filter(course.asked()::contains).toList();
        return on.isEmpty()
                ? check()
                : course.following(on.getLast()).stream()
                        .findFirst()
                        .map(this::page)
                        .orElseGet(this::check);
    }

    String before(Part part) {
        return part.questions().stream()
                .filter(course.asked()::contains)
                .findFirst()
                .flatMap(course::before)
                .map(this::page)
                .orElseGet(this::base);
    }

    /**
     * What stands on one page.
     *
     * @param single the question that is alone there; null where the section is asked as a whole
     */
    record Part(Section section, @Nullable Question single) {

        /** The id of a question alone on its page. */
        static final String ANSWER = "answer";

        String code() {
            return single == null ? section.code() : single.code();
        }

        List<Question> questions() {
            return single == null ? section.questions() : List.of(single);
        }

        String id(Question question) {
            return single == null ? "q-" + question.code() : ANSWER;
        }
    }

    /**
     * A question on its page.
     *
     * @param asked false where the answers do not lead to it yet
     * @param computed what follows from other answers; null where it is asked
     */
    public record Line(
            FieldView view,
            boolean asked,
            List<String> kept,
            @Nullable Value computed) {
        public Line {
            kept = List.copyOf(kept);
        }

        public boolean isComputed() {
            return view.question().isComputed();
        }

        public String mark() {
            return Kept.mark(kept);
        }

        public String said(Words words) {
            return computed == null
                    ? words.say("application.apply.not-computed")
                    : Said.of(view.question(), computed.canonical(), words);
        }
    }

    /** The summary of everything that was answered. */
    public List<SummaryRow> rows(Section section, Words words) {
        var rows = new ArrayList<SummaryRow>();
        for (Question question : section.questions()) {
            String label = words.text(question.label());
            Value computed = question.isComputed() ? course.reading().values().get(question.code()) : null;
            if (computed != null) {
                rows.add(SummaryRow.of(label, Said.of(question, computed.canonical(), words)));
            } else if (course.asked().contains(question)) {
                List<String> given = draft.answers().all(question.code());
                boolean lacks = given.isEmpty() && !course.answered(question);
                String said = given.isEmpty()
                        ? words.say(lacks ? "application.check.missing" : "application.check.none")
                        : Said.of(question, given, words);
                rows.add(new SummaryRow(
                        Piece.of(label),
                        new Piece(said, null, lacks ? "ym-lacks" : null),
                        SummaryActions.of(SummaryAction.of(
                                page(question) + "?from=check",
                                words.say(given.isEmpty() ? "application.check.fill" : "application.check.change"),
                                label)),
                        null));
            }
        }
        return rows;
    }

    /** What is missing or wrong, each linked to where it is put right. */
    public List<ErrorItem> gaps(Words words) {
        return course.reading().findings().stream()
                .map(finding -> {
                    Question question =
                            course.form().question(finding.question()).orElseThrow();
                    return new ErrorItem(
                            page(question) + "?from=check",
                            plain(words.text(question.label()))
                                    + words.say("platform.ui.colon-in-line")
                                    + FieldView.message(finding, words),
                            null);
                })
                .toList();
    }

    /** Without its question mark, so that something may follow. */
    static String plain(String label) {
        return label.endsWith("？") || label.endsWith("?") ? label.substring(0, label.length() - 1) : label;
    }

    /** What is kept, in both languages: the page that says it knows its reader only when it is drawn. */
    Text kept(Question question) {
        List<String> kept = draft.answers().all(question.code());
        return new Text(
                Said.of(question, kept, Words.of(java.util.Locale.CHINESE)),
                Said.of(question, kept, Words.of(java.util.Locale.ENGLISH)));
    }
}
