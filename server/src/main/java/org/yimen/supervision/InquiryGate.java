package org.yimen.supervision;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderGate;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.Command.Withdraw;
import org.yimen.hotline.WorkOrder.Verdict;

/** An answer to a complaint does not overtake its inquiry, and nothing is upheld against somebody of the offices without one. */
@Component
class InquiryGate implements OrderGate {

    private final JdbcClient jdbc;
    private final ConductRules rules;

    InquiryGate(JdbcClient jdbc, ConductRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    @Override
    public void check(OrderRow order, Command command) {
        boolean ends = command instanceof Respond || command instanceof Withdraw;
        if (ends && order.raised() != null && isDoneElsewhere(order)) {
            throw new CaseRuleBroken("supervision.task.elsewhere");
        }
        if (!(command instanceof Respond(var _, var verdict, var _))) {
            return;
        }
        switch (standing(order)) {
            case "under-way" -> throw new CaseRuleBroken("supervision.inquiry.answer-first");
            case "none" -> {
                boolean against = verdict == Verdict.UPHELD || verdict == Verdict.PARTLY_UPHELD;
                if (against && rules.gates(order)) {
                    throw new CaseRuleBroken("supervision.inquiry.answer-without");
                }
            }
            default -> {}
        }
    }

    /**
     * True of the task of an inquiry, of a training or of who asks to be restored, while that is not done: its own page ends it, and no
     * word on the order's.
     */
    private boolean isDoneElsewhere(OrderRow order) {
        return jdbc.sql("""
                        select exists (
                                 select from supervision.inquiry_task
                                  where region_code = :region and order_id = :order and done_on is null)
                            or exists (
                                 select from supervision.training
                                  where region_code = :region and order_id = :order and done_on is null)
                            or exists (
                                 select from supervision.restoration_task
                                  where region_code = :region and order_id = :order and done_on is null)
                        """)
                .param("region", order.region())
                .param("order", order.id())
                .query(Boolean.class)
                .single();
    }

    private String standing(OrderRow order) {
        return jdbc.sql("""
                        select case when exists (
                                 select 1
                                   from supervision.inquiry_entry e
                                  where e.region_code = i.region_code and e.inquiry_id = i.id
                                    and e.kind in ('Decided', 'Transferred')) then 'done' else 'under-way' end
                          from supervision.inquiry i
                         where i.region_code = :region and i.order_id = :order
                        """)
                .param("region", order.region())
                .param("order", order.id())
                .query(String.class)
                .optional()
                .orElse("none");
    }
}
