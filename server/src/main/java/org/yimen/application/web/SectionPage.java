package org.yimen.application.web;

import java.util.List;
import org.yimen.form.FieldView;
import org.yimen.form.Form.Section;
import org.yimen.form.Question;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.web.Words;

/**
 * The questions of a section on one page. Those that the answers do not lead to yet are there and hidden: the page shows
 * them as soon as the server says so, by a script or with the next submit.
 */
public record SectionPage(Filling filling, Section section, List<Entry> entries, boolean checking) {

    public SectionPage {
        entries = List.copyOf(entries);
    }

    public String action() {
        return filling.bench().section(section.code()) + (checking ? "?from=check" : "");
    }

    public String back() {
        return checking ? filling.bench().check() : filling.bench().base();
    }

    public List<ErrorItem> errors(Words words) {
        return entries.stream()
                .filter(Entry::asked)
                .map(Entry::view)
                .flatMap(view -> view.errors(words).stream()
                        .map(error -> new ErrorItem(error.href(), named(view.question(), error, words), null)))
                .toList();
    }

    /** Several questions stand on this page, so each line says which one it means. */
    private static String named(Question question, ErrorItem error, Words words) {
        return words.text(question.label()) + words.say("platform.ui.colon-in-line") + error.text();
    }

    public boolean wrong() {
        return entries.stream()
                .filter(Entry::asked)
                .map(Entry::view)
                .map(FieldView::findings)
                .anyMatch(findings -> !findings.isEmpty());
    }
}
