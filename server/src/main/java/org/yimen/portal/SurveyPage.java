package org.yimen.portal;

import java.util.List;
import java.util.stream.Stream;
import org.yimen.form.FieldView;
import org.yimen.form.Form.Section;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.web.Words;
import org.yimen.portal.SurveyFilling.Line;
import org.yimen.portal.SurveyFilling.Part;

/**
 * One page of a questionnaire.
 *
 * @param checking whoever answers came from the page on which he checks his answers, and goes back there
 */
public record SurveyPage(SurveyFilling filling, Part part, List<Line> lines, boolean checking) {

    public SurveyPage {
        lines = List.copyOf(lines);
    }

    public Section section() {
        return part.section();
    }

    public boolean whole() {
        return part.single() == null;
    }

    /** Of the questions of this section: which one this is, and how many there are. */
    public int number() {
        return filling.course().asked(part.section()).indexOf(part.single()) + 1;
    }

    public int of() {
        return filling.course().asked(part.section()).size();
    }

    public String action() {
        return filling.base() + "/page/" + part.code() + (checking ? "?from=check" : "");
    }

    /** Where it saves while somebody types. */
    public String autosave() {
        return filling.base() + "/answers?part=" + part.code();
    }

    public String back() {
        return checking ? filling.check() : filling.before(part);
    }

    public String skip() {
        return filling.after(part);
    }

    public boolean wrong() {
        return shown().anyMatch(view -> !view.findings().isEmpty());
    }

    public List<ErrorItem> errors(Words words) {
        return shown().flatMap(view -> view.errors(words).stream()
                        .map(error -> whole()
                                ? new ErrorItem(
                                        error.href(),
                                        SurveyFilling.plain(words.text(
                                                        view.question().label()))
                                                + words.say("platform.ui.colon-in-line")
                                                + error.text(),
                                        null)
                                : error))
                .toList();
    }

    private Stream<FieldView> shown() {
        return lines.stream().filter(Line::asked).map(Line::view);
    }
}
