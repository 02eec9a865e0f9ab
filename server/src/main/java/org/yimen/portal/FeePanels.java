package org.yimen.portal;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseId;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;

/** Puts orders beside the lines of the lists that they come from. */
@Component
class FeePanels {

    private final FeeDesk fees;

    FeePanels(FeeDesk fees) {
        this.fees = fees;
    }

    FeePanel ofCase(CaseId id) {
        return panel(fees.ofCase(id));
    }

    /** What waits for money, over all cases that the visitor may see. */
    FeePanel owed(String region, Visitor visitor) {
        return panel(fees.of(region, visitor.holder()).stream()
                .filter(FeeOrder::isOpen)
                .filter(order -> visitor.covers(order.item()))
                .toList());
    }

    private FeePanel panel(List<FeeOrder> orders) {
        return new FeePanel(orders.stream()
                .map(order -> new FeePanel.Line(order, fees.line(order)))
                .toList());
    }
}
