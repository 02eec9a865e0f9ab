package org.yimen.payment;

/**
 * The port to the finance bureau's electronic bills (财政电子票据). There is none in the demo: only that system may issue
 * such a bill, and the receipts here do not claim to be one.
 */
public interface FiscalBills {

    /** An order was paid; the same order again is one bill. */
    void paid(FeeOrder order);
}
