package org.yimen.desk;

import java.util.List;
import java.util.Locale;
import org.yimen.payment.FeeFigures;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.Fen;
import org.yimen.payment.Refund;
import org.yimen.platform.Text;

/**
 * 收费: what came in by item, which refunds wait, and the orders.
 *
 * @param free how many published items cost nothing here
 * @param state the one state that is shown, or empty for all
 */
public record FeesPage(
        DeskFrame frame,
        List<Figure> figures,
        int free,
        List<Waiting> waiting,
        List<Row> orders,
        String state,
        int differences) {

    /** What one item brought in. */
    public record Figure(Text item, FeeFigures figures) {
        public String paid() {
            return Fen.yuan(figures.paid());
        }

        public String refunded() {
            return Fen.yuan(figures.refunded());
        }
    }

    /** A refund that somebody must decide. */
    public record Waiting(Refund refund, FeeOrder order) {}

    /** One order with the name of its line. */
    public record Row(FeeOrder order, Text fee) {}

    public FeesPage {
        figures = List.copyOf(figures);
        waiting = List.copyOf(waiting);
        orders = List.copyOf(orders);
    }

    public List<FeeOrder.State> states() {
        return List.of(FeeOrder.State.values());
    }

    public boolean shows(FeeOrder.State each) {
        return each.name().toLowerCase(Locale.ROOT).equals(state);
    }

    public String address(FeeOrder.State each) {
        return "/desk/fees?state=" + each.name().toLowerCase(Locale.ROOT);
    }
}
