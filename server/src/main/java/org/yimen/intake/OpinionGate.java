package org.yimen.intake;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderGate;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Conclude;
import org.yimen.hotline.WorkOrder.Command.Confirm;
import org.yimen.hotline.WorkOrder.Command.Decline;
import org.yimen.hotline.WorkOrder.Command.HandOver;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Command.Withdraw;
import org.yimen.hotline.WorkOrder.Outcome;

/** 舆情 (M-STD-11): neither its order nor the task that urges it ends before everybody can read the answer. */
@Component
class OpinionGate implements OrderGate {

    private final JdbcClient jdbc;

    OpinionGate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void check(OrderRow order, Command command) {
        boolean task = order.raised() != null;
        boolean ends = switch (command) {
            case Respond _, Withdraw _ -> task;
            case Confirm(var outcome, var _) -> !task && outcome != Outcome.UNSATISFIED;
            case Decline _, HandOver _, Conclude _ -> !task;
            default -> false;
        };
        if (ends && (task || order.type().equals(Opinions.TYPE)) && isUnpublished(order)) {
            throw new CaseRuleBroken("intake.opinion.publish-first");
        }
    }

    private boolean isUnpublished(OrderRow order) {
        return jdbc.sql("""
                        select exists (
                               select from intake.opinion
                                where region_code = :region and (order_id = :order or task_id = :order)
                                  and published_at is null)
                        """)
                .param("region", order.region())
                .param("order", order.id())
                .query(Boolean.class)
                .single();
    }
}
