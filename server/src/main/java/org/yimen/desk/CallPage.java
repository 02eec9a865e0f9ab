package org.yimen.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.hall.Tickets;
import org.yimen.organisation.Unit;
import org.yimen.platform.RuleBroken;

/**
 * The window and its line.
 *
 * @param window where the clerk sits, or null before he has said
 * @param windows where he can sit
 * @param queues the groups that the window calls from, and how many wait
 * @param standingIn other windows that are his now, because their clerks are away
 * @param turn the number that is called, or null
 * @param colleague whose visitor still stands at this window, or null
 * @param refusal why nothing was called, or null
 * @param nobody true where nobody waited when he called
 */
public record CallPage(
        DeskFrame frame,
        Unit.@Nullable Window window,
        List<Unit.Window> windows,
        List<Tickets.Queue> queues,
        List<HallSides.Standing> standingIn,
        HallSide.@Nullable Turn turn,
        @Nullable UUID holder,
        @Nullable String colleague,
        @Nullable RuleBroken refusal,
        boolean nobody) {

    public CallPage {
        windows = List.copyOf(windows);
        queues = List.copyOf(queues);
        standingIn = List.copyOf(standingIn);
    }
}
