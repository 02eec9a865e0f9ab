package org.yimen.application;

import java.util.List;
import java.util.UUID;
import org.yimen.application.Application.Command.Correct;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.organisation.Right;

/** 更正 of what a case left behind: by two, on a paper that names what it corrects. Pure. */
final class Corrected {

    private Corrected() {}

    static Event decided(State state, Correct ask, Context context) {
        Correction correction = ask.correction();
        for (String line : List.of(correction.where(), correction.wrong(), correction.right(), correction.reason())) {
            if (line.isBlank() || line.length() > Correction.LONGEST) {
                throw new CaseRuleBroken("application.correction.lines", Correction.LONGEST);
            }
        }
        if (AuditLog.holdsPersonalNumber(correction.reason())) {
            throw new CaseRuleBroken("application.reason.personal-number");
        }
        if (correction.wrong().strip().equals(correction.right().strip())) {
            throw new CaseRuleBroken("application.correction.same");
        }
        UUID proposedBy = ask.proposedBy();
        if (proposedBy == null
                || proposedBy.equals(context.actor().id())
                || Recusals.of(state).contains(proposedBy)) {
            throw new CaseRuleBroken("application.correction.second");
        }
        // A courier has the old edition: first it arrives, or comes back.
        if (correction.licence() && HandOver.isInTheMail(state)) {
            throw new CaseRuleBroken("application.hand-over.in-the-mail");
        }
        return new Event.Corrected(
                context.today(),
                correction.named(),
                proposedBy,
                ask.outcome(),
                Powers.under(Right.DECIDE, context),
                ask.paper());
    }

    /** The case hands over the edition that is right. */
    static State evolve(State state, Event.Corrected corrected) {
        Application.Outcome edition = corrected.outcome();
        if (edition == null) {
            return state;
        }
        return switch (state) {
            case State.Issued(var filing, var acceptance, var course, var decision, var _) ->
                new State.Issued(filing, acceptance, course, decision, edition);
            case State.Delivered(var filing, var acceptance, var course, var decision, var _, var on, var how) ->
                new State.Delivered(filing, acceptance, course, decision, edition, on, how);
            default -> state;
        };
    }
}
