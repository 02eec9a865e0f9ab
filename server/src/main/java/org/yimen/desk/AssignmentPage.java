package org.yimen.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;
import org.yimen.procedure.Assignments.Assigned;

/**
 * 指派: who verifies or tests in one step, and what whoever was named says to it.
 *
 * @param names of those who were named
 * @param mayAssign people can be named now, and the officer may name them
 */
public record AssignmentPage(
        DeskFrame frame,
        CaseView view,
        EventWords events,
        Step step,
        List<Assigned> assigned,
        Map<UUID, String> names,
        boolean mayAssign,
        Typed typed) {

    public AssignmentPage {
        assigned = List.copyOf(assigned);
        names = Map.copyOf(names);
    }

    public String base() {
        return "/desk/procedures/" + view.file().id().value() + "/staff/" + step.code();
    }

    /** True while who looks at it was named and has not said that he took no part. */
    public boolean mayDeny() {
        return own().filter(Assigned::counts).isPresent();
    }

    private Optional<Assigned> own() {
        return assigned.stream()
                .filter(each -> each.staff().equals(frame.officer().id()))
                .findFirst();
    }

    /** The people of the department whose step it is. */
    public List<Choice> colleagues(Words words) {
        return view.steer().colleagues().stream()
                .filter(colleague -> colleague.department().equals(step.department()))
                .map(colleague -> Choice.of(
                        colleague.id().toString(),
                        words.say("desk.urge.colleague", colleague.name(), events.post(colleague.post(), words))))
                .distinct()
                .toList();
    }

    public List<String> chosen() {
        if (!typed.values("staff").isEmpty()) {
            return typed.values("staff");
        }
        // Whoever names them goes himself, mostly.
        return assigned.isEmpty()
                ? List.of(frame.officer().id().toString())
                : assigned.stream()
                        .filter(Assigned::counts)
                        .map(each -> each.staff().toString())
                        .toList();
    }
}
