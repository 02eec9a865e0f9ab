package org.yimen.application;

import java.util.UUID;

/**
 * 更正: a slip of the pen in a decision's paper or in a certificate, found by the office: a name, a number, a day. What was decided
 * stays; whoever wants it otherwise takes a measure or decides anew.
 *
 * @param of the paper, or the licence
 * @param number of it
 * @param licence true of a certificate, of which another edition is issued; a paper is read with its correction
 * @param where what it is: the label of a fact, or which line of the paper
 */
public record Correction(
        UUID of, String number, boolean licence, String where, String wrong, String right, String reason) {

    /** Where the holder's name stands on a certificate. */
    public static final String HOLDER = "持证主体名称";

    public static final int LONGEST = 200;

    /** Without the words, which may be somebody's name: as the journal keeps it. */
    Correction named() {
        return new Correction(of, number, licence, where, "", "", reason);
    }
}
