package org.yimen.platform;

import java.util.function.IntUnaryOperator;

/** What a job clears away in pieces, each a transaction of its own, so that it never holds up a request for long. */
public final class Batches {

    /** So many at once. */
    public static final int SIZE = 1000;

    private Batches() {}

    /**
     * Goes on until a batch is not full.
     *
     * @param next does at most so many and says how many it did
     * @return how many it did in all
     */
    public static int untilDone(IntUnaryOperator next) {
        int done = 0;
        int batch;
        do {
            batch = next.applyAsInt(SIZE);
            done += batch;
        } while (batch == SIZE);
        return done;
    }
}
