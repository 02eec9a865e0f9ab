package org.yimen.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Filing;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseRuleBroken;

/**
 * 绿色通道, 急事急办、特事特办: what goes before others in every list and is wanted by a day of its own. No step is left out,
 * and the limits of the law and of the promise stay as they are. Pure.
 */
final class FastTrack {

    private FastTrack() {}

    static List<Event> admitted(State state, Lane lane, Context context) {
        if (Application.filing(state).lane() != null) {
            throw new CaseRuleBroken("application.lane.already");
        }
        if (lane.kind() == Lane.Kind.URGENT && lane.ground().isRule()) {
            throw new CaseRuleBroken("application.lane.urgent-by-rule");
        }
        if (lane.reason().isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        if (AuditLog.holdsPersonalNumber(lane.reason())) {
            throw new CaseRuleBroken("application.reason.personal-number");
        }
        return List.of(new Event.Admitted(context.today(), lane));
    }

    /** By when the work on it is wanted, never later than without the lane. */
    static Optional<LocalDate> wanted(State state, Context context) {
        return Clocks.wanted(state, context.item()).map(clock -> Tasks.due(clock, context));
    }

    static State evolve(State state, Event.Admitted admitted) {
        Filing filing = Application.filing(state).in(admitted.lane().from(admitted.on()));
        return switch (state) {
            case Received _ -> new Received(filing);
            case SupplementDue(var _, var notice) -> new SupplementDue(filing, notice);
            case Supplemented(var _, var notice, var on, var materials, var at) ->
                new Supplemented(filing, notice, on, materials, at);
            case Reviewing(var _, var acceptance, var course) -> new Reviewing(filing, acceptance, course);
            case InProcedure(var _, var acceptance, var course, var halt) ->
                new InProcedure(filing, acceptance, course, halt);
            case Deciding(var _, var acceptance, var course) -> new Deciding(filing, acceptance, course);
            case ReadyToGrant(var _, var acceptance, var course, var readiness) ->
                new ReadyToGrant(filing, acceptance, course, readiness);
            case Proposed(var _, var acceptance, var course, var proposal) ->
                new Proposed(filing, acceptance, course, proposal);
            default -> throw new IllegalStateException("Not open: " + state);
        };
    }

    static Optional<Lane> lane(State state) {
        return state instanceof Draft
                ? Optional.empty()
                : Optional.ofNullable(Application.filing(state).lane());
    }
}
