package org.yimen.portal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.FeeLine;
import org.yimen.document.Qr;
import org.yimen.payment.Checkout;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.LedgerEntry;
import org.yimen.payment.Refund;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;

/**
 * One fee order for who owes it.
 *
 * @param checkout where it is being paid now, if a code is out
 * @param simulated no money moves here
 * @param down the provider could not be reached when a code was asked for
 */
public record FeePage(
        FeeOrder order,
        FeeLine line,
        List<LedgerEntry> ledger,
        List<Refund> refunds,
        @Nullable Checkout checkout,
        boolean takesOnline,
        boolean simulated,
        boolean down) {

    public FeePage {
        ledger = List.copyOf(ledger);
        refunds = List.copyOf(refunds);
    }

    public String base() {
        return "/me/cases/" + order.caseId().value() + "/fees/" + order.id();
    }

    public String caseAddress() {
        return "/me/cases/" + order.caseId().value();
    }

    public Qr.SvgPath code(String address) {
        return Qr.svgPath(address);
    }

    public boolean over() {
        return !order.isOpen() && !order.settles();
    }

    public List<SummaryRow> rows(Words words) {
        var rows = new ArrayList<SummaryRow>();
        rows.add(SummaryRow.of(words.say("portal.fee.name"), words.text(line.name())));
        rows.add(SummaryRow.of(
                words.say("portal.fee.basis"),
                line.basis().cited() + (line.verified() ? "" : " · " + words.say("portal.fee.unverified"))));
        rows.add(SummaryRow.of(words.say("portal.fee.standard"), words.text(line.standard())));
        rows.add(SummaryRow.of(
                words.say("portal.fee.quantity"), order.quantity().toPlainString() + " " + words.text(line.unit())));
        rows.add(SummaryRow.of(words.say("portal.fee.payee"), words.text(line.payee())));
        rows.add(SummaryRow.of(words.say("portal.fee.number"), order.number()));
        if (order.isOpen()) {
            rows.add(SummaryRow.of(words.say("portal.fee.until"), words.dateTime(order.expiresAt())));
        }
        return rows;
    }
}
