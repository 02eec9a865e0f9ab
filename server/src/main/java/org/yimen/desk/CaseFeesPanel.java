package org.yimen.desk;

import java.util.List;
import org.yimen.catalogue.FeeLine;
import org.yimen.payment.FeeOrder;

/**
 * What a case costs, beside the case.
 *
 * @param settled nothing stands between the decision and the certificate
 * @param reopens the window may open what is owed and has no open order
 */
public record CaseFeesPanel(List<Line> lines, boolean settled, boolean reopens) {

    /** An order beside the line that it was computed from. */
    public record Line(FeeOrder order, FeeLine line) {}

    public CaseFeesPanel {
        lines = List.copyOf(lines);
    }

    public boolean shown() {
        return !lines.isEmpty() || reopens;
    }
}
