package org.yimen.desk;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yimen.application.CaseFees;
import org.yimen.application.CaseView;
import org.yimen.organisation.Officer;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.Tills;

/** Puts the orders of a case beside the lines that they come from. */
@Component
class CaseFeesPanels {

    private final FeeDesk fees;
    private final CaseFees cases;

    CaseFeesPanels(FeeDesk fees, CaseFees cases) {
        this.fees = fees;
        this.cases = cases;
    }

    CaseFeesPanel of(Officer officer, CaseView view) {
        if (view.item().fee().lines().isEmpty()) {
            return new CaseFeesPanel(List.of(), true, false);
        }
        var orders = cases.orders(view.file().id());
        boolean settled = cases.isSettled(view.file());
        return new CaseFeesPanel(
                orders.stream()
                        .map(order -> new CaseFeesPanel.Line(order, fees.line(order)))
                        .toList(),
                settled,
                Tills.mayTake(officer)
                        && !settled
                        && cases.subject(view.file()).chargeable()
                        && orders.stream().noneMatch(FeeOrder::isOpen));
    }
}
