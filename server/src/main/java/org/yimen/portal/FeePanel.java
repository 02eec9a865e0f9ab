package org.yimen.portal;

import java.util.List;
import org.yimen.catalogue.FeeLine;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.Fen;

/** What somebody owes and has paid, of one case or of all of his. */
public record FeePanel(List<Line> lines) {

    /** An order beside the line of the list that it was computed from. */
    public record Line(FeeOrder order, FeeLine line) {
        public String address() {
            return "/me/cases/" + order.caseId().value() + "/fees/" + order.id();
        }
    }

    public FeePanel {
        lines = List.copyOf(lines);
    }

    /** The orders that wait for money. */
    public List<Line> owed() {
        return lines.stream().filter(line -> line.order().isOpen()).toList();
    }

    public boolean isOwed() {
        return !owed().isEmpty();
    }

    /** What they come to, in yuan. */
    public String sum() {
        return Fen.yuan(owed().stream().mapToLong(line -> line.order().fen()).sum());
    }
}
