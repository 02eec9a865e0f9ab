package org.yimen.hotline;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Accept;
import org.yimen.hotline.WorkOrder.Command.Confirm;
import org.yimen.hotline.WorkOrder.Command.Hasten;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.State;

/**
 * 规则交办: orders that a rule raises, so that something which is done elsewhere has a day and climbs when that passes. The rule
 * ends them itself, as soon as that is done, by whoever may do it there.
 */
@Service
public class RuledOrders {

    private final Raising raising;
    private final OrderDesk desk;

    RuledOrders(Raising raising, OrderDesk desk) {
        this.raising = raising;
        this.desk = desk;
    }

    /**
     * Raises it, in the transaction of whoever calls.
     *
     * @param post in whose name it is raised: none of the unit's
     * @param key names this one order: the same sent twice is one
     * @throws CaseRuleBroken as {@link Raising#raise}
     */
    public UUID raise(Wish wish, String post, String key) {
        return raising.raise(wish, post, Actor.SYSTEM, key).id().value();
    }

    /**
     * 销号, because what it was raised for is done; nothing where it is closed.
     *
     * @param text the answer: what was done, without anybody's name
     */
    public void finish(CaseId order, String text) {
        if (desk.find(order).state() instanceof State.Dispatched) {
            act(order, new Accept());
        }
        if (desk.find(order).state() instanceof State.Handling) {
            act(order, new Respond(text, null, ""));
        }
        if (desk.find(order).state() instanceof State.Replied) {
            act(order, new Confirm(Outcome.SATISFIED, ""));
        }
    }

    /**
     * 升级缩短时限: what it is about became more serious, so from now on it has the limits of what is urgent; nothing where it has
     * ended, or nobody is waited for any more.
     *
     * @param reason for its journal: what became of it, without anybody's name
     */
    public void hasten(CaseId order, String reason) {
        var command = new Hasten(reason);
        if (WorkOrder.TRANSITIONS.allows(desk.find(order).state(), command)) {
            act(order, command);
        }
    }

    private void act(CaseId order, Command command) {
        CaseFile<State> file = desk.find(order);
        desk.act(order, Actor.SYSTEM, "ruled:" + order.value() + ":" + file.version(), file.version(), command);
    }
}
