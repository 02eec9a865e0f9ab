package org.yimen.portal;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Event;
import org.yimen.application.CaseView;
import org.yimen.application.SpecialProcedures;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.procedure.Engagement;
import org.yimen.procedure.Engagements;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.Mendings;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Surveys;

/** Gathers what the applicant is told of surveys, bodies outside and hearings; an item without them asks the database nothing. */
@Component
class ProcedurePanels {

    private final Surveys surveys;
    private final Hearings hearings;
    private final Engagements engagements;
    private final Mendings mendings;
    private final EventWords events;

    ProcedurePanels(Surveys surveys, Hearings hearings, Engagements engagements, Mendings mendings, EventWords events) {
        this.engagements = engagements;
        this.mendings = mendings;
        this.surveys = surveys;
        this.hearings = hearings;
        this.events = events;
    }

    ProcedurePanel of(CaseView view) {
        var visits = view.item().plan().steps().stream()
                .filter(step -> step.procedure() == Procedure.SITE_SURVEY)
                .filter(step -> view.history().stream()
                        .anyMatch(entry -> entry.event() instanceof Event.StepStarted(var halt, var _, var _)
                                && halt.step().equals(step.code())))
                .flatMap(step -> visits(view, step))
                .toList();
        var outside = view.item().plan().steps().stream()
                .filter(Engagements::canBeOrdered)
                .flatMap(step -> engagements.ofStep(view.file().id(), step.code()).stream()
                        .filter(order -> order.standing() != Engagement.Standing.DECLINED)
                        .map(order -> new ProcedurePanel.Outside(order, step.name())))
                .toList();
        boolean hears = Hearings.areOpenTo(view.item());
        List<Hearing.Entitled> entitled = hears ? hearings.entitled(view.file().id()) : List.of();
        Hearing hearing = hears ? hearings.find(view.file().id()).orElse(null) : null;
        Hearing.Schedule schedule = hearing == null ? null : hearing.schedule();
        return new ProcedurePanel(
                visits,
                outside,
                ProcedurePanel.open(entitled, view.today()),
                hearing,
                schedule == null ? "" : events.colleague(schedule.chair()),
                entitled.stream().filter(each -> !each.party()).findFirst().orElse(null),
                view.today());
    }

    /** 勘验 and 复查, the first first. */
    private Stream<ProcedurePanel.Visit> visits(CaseView view, Step step) {
        List<Survey> looks = surveys.looks(view.file().id(), step.code());
        boolean runs = SpecialProcedures.running(view.state(), view.item())
                .filter(step::equals)
                .isPresent();
        return looks.stream()
                .map(look -> new ProcedurePanel.Visit(
                        look,
                        Surveys.points(step, looks, look),
                        runs && look.isUnmet() && !isOverBy(look, looks)
                                ? mendings.of(view.file().id(), look.id()).orElse(null)
                                : null));
    }

    /** True where a later look was recorded: then that one says how it is. */
    private static boolean isOverBy(Survey look, List<Survey> looks) {
        return looks.stream().anyMatch(each -> each.round() > look.round() && each.isRecorded());
    }
}
