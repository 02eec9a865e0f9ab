package org.yimen.improvement;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderGate;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Command.Withdraw;

/** 待认定 (M-CAT-11): the ruling ends the task that asks for it, and no word on the order's page does. */
@Component
class RulingGate implements OrderGate {

    private final JdbcClient jdbc;

    RulingGate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void check(OrderRow order, Command command) {
        boolean ends = command instanceof Respond || command instanceof Withdraw;
        if (ends && order.raised() != null && isUnruled(order)) {
            throw new CaseRuleBroken("improvement.ruling-elsewhere");
        }
    }

    private boolean isUnruled(OrderRow order) {
        return jdbc.sql("""
                        select exists (
                               select from improvement.occasion
                                where region_code = :region and task_id = :order and verdict is null)
                        """)
                .param("region", order.region())
                .param("order", order.id())
                .query(Boolean.class)
                .single();
    }
}
