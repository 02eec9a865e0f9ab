package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;
import org.yimen.procedure.Objection;

/**
 * 公示异议 of one step, and what was found on each.
 *
 * @param mayAnswer the officer runs the publicity
 */
public record ObjectionsPage(
        DeskFrame frame,
        CaseView view,
        EventWords events,
        Step step,
        List<Objection> objections,
        boolean mayAnswer,
        LocalDate today,
        Typed typed) {

    public ObjectionsPage {
        objections = List.copyOf(objections);
    }

    public String base() {
        return "/desk/procedures/" + view.file().id().value() + "/publicity/" + step.code();
    }

    public long open() {
        return objections.stream().filter(each -> each.answer() == null).count();
    }

    public List<Choice> findings(Words words) {
        return List.of(Objection.Finding.values()).stream()
                .map(each -> Choice.of(each.code(), words.say(each.key())))
                .toList();
    }
}
