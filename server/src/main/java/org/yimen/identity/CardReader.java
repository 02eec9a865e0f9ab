package org.yimen.identity;

import java.util.List;
import java.util.Optional;

/** 身份证阅读器 at a window or a kiosk. */
public interface CardReader {

    /**
     * A card that can be laid on a simulated reader.
     *
     * @param label who and what it is for, in Chinese like the cards themselves
     */
    record Sample(String code, String label) {}

    /** The cards to choose from where the reader is simulated; empty where it reads what lies on it. */
    List<Sample> samples();

    /**
     * The card that lies on the reader of this station; empty where none does or it cannot be read.
     *
     * @param sample the chosen card of a simulated reader, else empty
     */
    Optional<CardRead> read(String station, String sample);
}
