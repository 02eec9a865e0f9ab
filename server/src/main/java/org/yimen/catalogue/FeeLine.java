package org.yimen.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.form.Claim;
import org.yimen.platform.Text;

/**
 * 收费标准: one charge of the fee list of an item. What is not such a line costs nothing.
 *
 * @param basis the law that allows the charge, not the paper that sets its amount
 * @param standard the paper that sets the amount, and what it says
 * @param unit what is counted, e.g. 件
 * @param count the number question whose answer is counted; without one it is one unit for each case
 * @param rates what the units cost, band by band
 * @param onlyIf charged only where the answers say so
 * @param payee whose money it is
 */
public record FeeLine(
        String code,
        Text name,
        Basis basis,
        Text standard,
        Text unit,
        @Nullable String count,
        List<Rate> rates,
        @Nullable Claim onlyIf,
        Text payee) {

    /**
     * The price of each unit of one band.
     *
     * @param upTo the last unit of the band, or null for all that are left
     */
    public record Rate(@Nullable Integer upTo, long fen) {}

    public FeeLine {
        rates = List.copyOf(rates);
    }

    /** True where both the law and its article were read; pages say 未核实 otherwise. */
    public boolean verified() {
        return basis.verified();
    }
}
