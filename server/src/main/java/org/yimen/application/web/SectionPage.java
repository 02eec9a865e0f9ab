package org.yimen.application.web;

import java.util.List;
import org.yimen.form.FieldView;
import org.yimen.form.Form.Section;
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
                .map(view -> view.errors(words))
                .flatMap(List::stream)
                .toList();
    }

    public boolean wrong() {
        return entries.stream()
                .filter(Entry::asked)
                .map(Entry::view)
                .map(FieldView::findings)
                .anyMatch(findings -> !findings.isEmpty());
    }
}
