package org.yimen.rating;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderGate;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Command.Withdraw;

/** A task about ratings ends on the page of what it is about, and no word on the order's ends it. */
@Component
class RatingGate implements OrderGate {

    private final JdbcClient jdbc;

    RatingGate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void check(OrderRow order, Command command) {
        boolean ends = command instanceof Respond || command instanceof Withdraw;
        if (ends && order.raised() != null && isOpen(order)) {
            throw new CaseRuleBroken("rating.task.elsewhere");
        }
    }

    private boolean isOpen(OrderRow order) {
        return jdbc.sql("""
                        select exists (
                               select from rating.task
                                where region_code = :region and order_id = :order and done_on is null)
                        """)
                .param("region", order.region())
                .param("order", order.id())
                .query(Boolean.class)
                .single();
    }
}
