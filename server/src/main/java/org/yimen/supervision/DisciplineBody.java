package org.yimen.supervision;

import java.util.Optional;

/** 纪检监察机关, to which clues are handed over. A region without a connection has none; then it is done on paper, and whoever decides notes the receipt. */
public interface DisciplineBody {

    /** Its name, as receipts have it. */
    String name();

    /**
     * Hands a clue over, and only its number and kind with it: the file follows on the way that both have agreed on.
     *
     * @param id the same however often it is sent
     * @return the number of the receipt, the same for the same id; empty where it was not taken in
     */
    Optional<String> receive(String id, String number, String kind);
}
