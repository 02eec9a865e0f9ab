package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.catalogue.FeeLine;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.Fen;
import org.yimen.payment.LedgerEntry;
import org.yimen.payment.Refund;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Words;

/**
 * One fee order at the desk: what was computed and why, what happened, and what this officer may do about it.
 *
 * @param refusal why the last thing that was asked for was not done
 */
public record FeeOrderPage(
        DeskFrame frame,
        FeeOrder order,
        FeeLine line,
        List<LedgerEntry> ledger,
        List<Refund> refunds,
        EventWords events,
        String key,
        boolean takes,
        boolean asksBack,
        boolean decides,
        boolean seesCase,
        @Nullable RuleBroken refusal) {

    public FeeOrderPage {
        ledger = List.copyOf(ledger);
        refunds = List.copyOf(refunds);
    }

    public String base() {
        return "/desk/fees/orders/" + order.id();
    }

    /** What could still go back, in yuan. */
    public String rest() {
        return Fen.yuan(order.refundable());
    }

    public boolean mayTake() {
        return takes && order.isOpen();
    }

    public boolean mayAskBack() {
        return asksBack && order.refundable() > 0 && refunds.stream().noneMatch(FeeOrderPage::underWay);
    }

    private static boolean underWay(Refund refund) {
        return !refund.automatic() && (refund.state() == Refund.State.ASKED || refund.state() == Refund.State.APPROVED);
    }

    /** Approved by another person only. */
    public boolean mayDecide(Refund refund) {
        return decides
                && refund.state() == Refund.State.ASKED
                && !refund.askedBy().equals(frame.officer().id());
    }

    public String who(LedgerEntry entry, Words words) {
        return events.who(entry.actor(), words);
    }

    public @Nullable String problem(Words words) {
        return refusal == null
                ? null
                : words.say(refusal.code(), refusal.arguments().toArray());
    }
}
