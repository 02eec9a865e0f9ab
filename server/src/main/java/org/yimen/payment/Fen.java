package org.yimen.payment;

import java.math.BigDecimal;

/** Money is counted in whole fen; only people read yuan. */
public final class Fen {

    private static final int PLACES = 2;

    private Fen() {}

    /** As people write it, e.g. {@code 80.00}. */
    public static String yuan(long fen) {
        return BigDecimal.valueOf(fen, PLACES).toPlainString();
    }
}
