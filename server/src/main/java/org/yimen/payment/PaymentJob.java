package org.yimen.payment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What nobody has to press a button for: lost notices, ends, refunds, receipts and the comparison of each day. */
@Component
class PaymentJob {

    private static final Logger log = LoggerFactory.getLogger(PaymentJob.class);

    private final Cashier cashier;
    private final FeeReceipts receipts;
    private final Reconciliation reconciliation;
    private final String region;

    PaymentJob(
            Cashier cashier,
            FeeReceipts receipts,
            Reconciliation reconciliation,
            @Value("${yimen.region:629901}") String region) {
        this.cashier = cashier;
        this.receipts = receipts;
        this.reconciliation = reconciliation;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "${yimen.payment.every:PT5S}")
    void turn() {
        try {
            cashier.turn(region);
            receipts.turn(region);
            reconciliation.makeUp(region);
        } catch (RuntimeException failure) {
            log.error("Payments could not be looked after; the next turn tries again", failure);
        }
    }
}
