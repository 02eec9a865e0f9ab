package org.yimen.application;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.Grant;
import org.yimen.application.Application.Command.Issue;
import org.yimen.application.Application.Command.Refuse;
import org.yimen.application.Application.State;
import org.yimen.application.LineResults.Keyed;
import org.yimen.casework.CaseFile;
import org.yimen.catalogue.ItemVersion;

/**
 * What a step waits for outside the case itself, so that nobody is offered what would be refused: the result of the system
 * of the line before the decision, the money before the certificate. The acts ask for it again when they are done.
 */
@Component
class Awaited {

    private final LineResults lines;
    private final CaseFees fees;

    Awaited(LineResults lines, CaseFees fees) {
        this.lines = lines;
        this.fees = fees;
    }

    /** The message keys of what is awaited, by the commands that wait for it. */
    Map<Class<? extends Command>, String> of(CaseFile<State> file, ItemVersion item) {
        return switch (file.state()) {
            case State.Deciding _ when item.mode().lineSystem() != null -> ofTheLine(file);
            case State.Granted _ when !fees.isSettled(file) -> Map.of(Issue.class, "application.issue.owed");
            default -> Map.of();
        };
    }

    private Map<Class<? extends Command>, String> ofTheLine(CaseFile<State> file) {
        Keyed keyed = lines.of(file.id()).orElse(null);
        if (keyed == null) {
            return Map.of(Grant.class, LineResults.NOT_KEYED, Refuse.class, LineResults.NOT_KEYED);
        }
        return Map.of(keyed.granted() ? Refuse.class : Grant.class, LineResults.DIFFERS);
    }
}
