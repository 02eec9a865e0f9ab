package org.yimen.custody;

/**
 * Who took an original back, and how he proved who he is.
 *
 * @param relation to the applicant, as deliveries spell it
 * @param proof as deliveries spell it
 */
public record Taker(String name, String relation, String proof) {

    /** Without the name, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "Taker[" + relation + ", " + proof + "]";
    }
}
