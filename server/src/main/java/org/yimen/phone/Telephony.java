package org.yimen.phone;

import java.time.Instant;
import java.util.UUID;
import org.yimen.platform.web.SignedCall;

/**
 * 话务交换: the port to a telephone exchange. Yimen ships a simulated one; a city writes the driver of its exchange as a bean
 * of this type. An exchange tells what rings and who hangs up by signed notices and may tell it twice; what it is asked to do
 * it may be asked twice as well, under the same reference.
 */
public interface Telephony {

    /** Part of the address of its notices, e.g. {@code simulated}. */
    String code();

    /** True where no line leads anywhere. */
    boolean simulated();

    /**
     * What it tells.
     *
     * @throws SignedCall.NotGenuine where it is not its own
     */
    Notice read(SignedCall call);

    /** Puts a ringing line through to an operator. */
    void answer(String reference, UUID staff);

    /** Calls a number for an operator: of a line that was missed, or under a reference of ours to ask a reporter back. */
    void dial(String reference, String number, UUID staff);

    /** Puts the caller through to another number, e.g. 110. */
    void transfer(String reference, String number);

    /** Ends the line, if it still stands. */
    void hangUp(String reference);

    /** What happens on a line. */
    enum Kind {
        RANG,
        HUNG_UP
    }

    /**
     * A notice of the exchange.
     *
     * @param reference of the line, unique at this exchange, at most 100 characters
     * @param number who calls; empty where he withholds it
     */
    record Notice(String reference, Kind kind, String number, Instant at) {
        /** Without the number, so that none gets into a log by accident. */
        @Override
        public String toString() {
            return "Notice[" + reference + " " + kind + "]";
        }
    }
}
