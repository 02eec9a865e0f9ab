package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Plan.Step;
import org.yimen.custody.Original;
import org.yimen.desk.ProceduresPage.Line;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.web.Words;
import org.yimen.procedure.Engagement;
import org.yimen.procedure.Engagements.Candidate;
import org.yimen.procedure.Engagements.Figure;

/**
 * 委托第三方机构: the orders of one step, and a new one.
 *
 * @param candidates of the trade, with why some cannot be ordered
 * @param here originals of the case that the centre has
 * @param runs the step runs now, so that something can be ordered
 * @param mayOrder the officer runs the step
 * @param key names the next order
 */
public record EngagementsPage(
        DeskFrame frame,
        CaseView view,
        EventWords events,
        Step step,
        List<Engagement> orders,
        List<Candidate> candidates,
        List<Original> here,
        Map<UUID, String> names,
        boolean runs,
        boolean mayOrder,
        UUID key,
        Typed typed) {

    public EngagementsPage {
        orders = List.copyOf(orders);
        candidates = List.copyOf(candidates);
        here = List.copyOf(here);
        names = Map.copyOf(names);
    }

    public String base() {
        return "/desk/procedures/" + view.file().id().value() + "/engagements/" + step.code();
    }

    public boolean canOrder() {
        return runs && mayOrder;
    }

    public List<Choice> bodies() {
        return candidates.stream()
                .filter(Candidate::isFree)
                .map(each -> Choice.of(each.body().id().toString(), each.body().name()))
                .toList();
    }

    public List<Candidate> barred() {
        return candidates.stream().filter(each -> !each.isFree()).toList();
    }

    public List<Choice> files(Words words) {
        return view.dossier().content().files().stream()
                .map(file -> Choice.of(file.id().toString(), material(file.material(), words), Hint.of(file.name())))
                .toList();
    }

    private String material(String code, Words words) {
        return view.item().materials().stream()
                .filter(each -> each.code().equals(code))
                .map(each -> words.text(each.name()))
                .findFirst()
                .orElse(code);
    }

    public List<Choice> originals(Words words) {
        return here.stream()
                .map(each -> Choice.of(each.number().toString(), each.number() + " " + words.text(each.what())))
                .toList();
    }

    public List<Choice> ways(Words words) {
        return List.of(
                Choice.of("draw", words.say("desk.engagements.way-draw")),
                Choice.of("tender", words.say("desk.engagements.way-tender")));
    }

    public String way() {
        return typed.value("way").isEmpty() ? "draw" : typed.value("way");
    }

    /** What the departments have out, and how the bodies did. */
    public record Out(
            DeskFrame frame, LocalDate today, List<Line<Engagement>> lines, List<Figure> figures, EventWords events) {
        public Out {
            lines = List.copyOf(lines);
            figures = List.copyOf(figures);
        }
    }
}
