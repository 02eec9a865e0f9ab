package org.yimen.payment;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Lets the invented city pay: through the simulated provider and the same notices as anybody. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
public class DemoPayers {

    private final Cashier cashier;
    private final SimulatedProvider provider;

    DemoPayers(Cashier cashier, SimulatedProvider provider) {
        this.cashier = cashier;
        this.provider = provider;
    }

    /** Somebody pays with his phone. */
    public void pay(FeeOrder order) {
        Checkout open = cashier.checkout(order.caseId().region(), order.id());
        var _ = cashier.hear(open.region(), SimulatedProvider.CODE, provider.pay(open.id(), open.fen()));
    }

    /** Somebody pays one fen less than he was asked for: it is not taken, and the comparison of the day finds it. */
    public void payLess(FeeOrder order) {
        Checkout open = cashier.checkout(order.caseId().region(), order.id());
        try {
            var _ = cashier.hear(open.region(), SimulatedProvider.CODE, provider.pay(open.id(), open.fen() - 1));
        } catch (PaymentRuleBroken differs) {
            // As it should be.
            return;
        }
        throw new IllegalStateException("A wrong amount was taken for " + order.number());
    }
}
