package org.yimen.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Filing;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
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
        Reason.required(lane.reason());
        return List.of(new Event.Admitted(context.today(), lane));
    }

    /** By when the work on it is wanted, never later than without the lane. */
    static Optional<LocalDate> wanted(State state, Context context) {
        return Clocks.wanted(state, context.item()).map(clock -> Tasks.due(clock, context));
    }

    static State evolve(State state, Event.Admitted admitted) {
        Filing filing = Application.filing(state).in(admitted.lane().from(admitted.on()));
        return Application.with(state, filing);
    }

    static Optional<Lane> lane(State state) {
        return state instanceof Draft
                ? Optional.empty()
                : Optional.ofNullable(Application.filing(state).lane());
    }
}
