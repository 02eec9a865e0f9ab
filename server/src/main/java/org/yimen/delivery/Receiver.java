package org.yimen.delivery;

/** 签收人: who took a paper, and by what that is known. */
public record Receiver(Relation relation, String name, Proof proof) {

    public static final int LONGEST_NAME = 60;

    public Receiver {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A receiver has a name");
        }
    }

    /** Without the name, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "Receiver[" + relation + ", " + proof + "]";
    }
}
