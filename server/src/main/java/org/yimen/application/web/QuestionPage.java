package org.yimen.application.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Question;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.web.Words;

/**
 * One question.
 *
 * @param entry the question as it is answered, right or wrong
 * @param checking the applicant came from the page on which he checks his answers, and goes back there
 */
public record QuestionPage(Filling filling, Entry entry, boolean checking) {

    public Question question() {
        return entry.view().question();
    }

    public int number() {
        return filling.asked(filling.section(question())).indexOf(question()) + 1;
    }

    public int of() {
        return filling.asked(filling.section(question())).size();
    }

    public String action() {
        return filling.bench().question(question().code()) + (checking ? "?from=check" : "");
    }

    /** Where it saves while somebody types. */
    public String autosave() {
        return filling.bench().answers() + "?" + ApplyFlow.SINGLE + "="
                + question().code();
    }

    public String back() {
        return checking ? filling.bench().check() : filling.before(question());
    }

    public String skip() {
        return filling.after(question());
    }

    /** The same section on one page, where it has more than one question. */
    public @Nullable String whole() {
        return of() > 1 ? filling.bench().section(filling.section(question()).code()) : null;
    }

    public List<ErrorItem> errors(Words words) {
        return entry.view().errors(words);
    }
}
