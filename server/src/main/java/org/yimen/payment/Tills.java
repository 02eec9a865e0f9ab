package org.yimen.payment;

import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** Who may do what with money. */
public final class Tills {

    /** The post that keeps the books: it decides refunds and looks after the daily comparison. */
    public static final String FINANCE = "finance";

    private Tills() {}

    /** Money is taken where the applicant stands. */
    public static boolean mayTake(Officer officer) {
        return officer.holdsAny("window");
    }

    /** A refund is asked for at the window or by the books. */
    public static boolean mayAskBack(Officer officer) {
        return officer.holdsAny("window") || officer.holdsAny(FINANCE);
    }

    /** What leaves the till, and what explains a difference, is the matter of the books alone. */
    public static boolean mayDecide(Officer officer) {
        return officer.holdsAny(FINANCE);
    }

    @Guard
    public static void mustTake(Officer officer) {
        if (!mayTake(officer)) {
            throw new PaymentRuleBroken("payment.may-not.take");
        }
    }

    @Guard
    static void mustAskBack(Officer officer) {
        if (!mayAskBack(officer)) {
            throw new PaymentRuleBroken("payment.may-not.ask-back");
        }
    }

    @Guard
    static void mustDecide(Officer officer) {
        if (!mayDecide(officer)) {
            throw new PaymentRuleBroken("payment.may-not.decide");
        }
    }
}
