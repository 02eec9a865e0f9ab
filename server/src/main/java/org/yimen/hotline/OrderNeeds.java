package org.yimen.hotline;

import java.util.Optional;
import java.util.stream.Stream;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderType.Need;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.State.Handling;

/** What a plan wants to see before an answer is given: data of the type, never another state. */
final class OrderNeeds {

    private OrderNeeds() {}

    /** @throws CaseRuleBroken {@code hotline.need.*} where an answer would skip what the type asks for */
    static void check(State state, Command command, OrderContext context) {
        if (!(command instanceof Respond respond) || !(state instanceof Handling handling)) {
            return;
        }
        var needs = context.type(handling.matter()).needs();
        for (Need need : Need.values()) {
            if (needs.contains(need) && !isMet(need, handling, respond, context)) {
                throw new CaseRuleBroken("hotline.need." + OrderWords.code(need));
            }
        }
    }

    /** 说明原因: the department concerned, which is asked whoever leads; empty where it leads itself, or keeps out. */
    static Optional<String> asked(OrderType type, Matter matter, String lead) {
        return type.needs().contains(Need.REASONED)
                ? Optional.ofNullable(matter.accused())
                        .map(Accused::department)
                        .filter(department -> !department.equals(lead) && !matter.accuses(department))
                : Optional.empty();
    }

    private static boolean isMet(Need need, Handling state, Respond respond, OrderContext context) {
        return switch (need) {
            case TRACED -> !state.work().acts().isEmpty();
            case REASONED ->
                Stream.concat(
                                        state.to().assisting().stream(),
                                        asked(
                                                context.type(state.matter()),
                                                state.matter(),
                                                state.to().unit())
                                                .stream())
                                .allMatch(state.work()::hasContributionOf)
                        || OrderClocks.of(state, context)
                                .orElseThrow()
                                .read(context)
                                .isLate();
            case MEASURE -> !respond.measure().isBlank();
        };
    }
}
