package org.yimen.hotline;

import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.WorkOrder.Command;

/** A module above that has something to do with an order before it may go on; asked before every command. */
public interface OrderGate {

    /**
     * Lets the command pass.
     *
     * @param order as lists know it: its type, and whom it accuses
     * @throws CaseRuleBroken where something must be done first
     */
    void check(OrderRow order, Command command);
}
