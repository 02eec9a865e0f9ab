package org.yimen.identity;

import org.yimen.identifier.CitizenId;

/** 实名核验: the state's register of persons, asked whether name, number and phone belong together. */
public interface RealNameCheck {

    /** What the register says; never more than this. */
    enum Answer {
        MATCHED,
        NO_MATCH,
        UNREACHABLE
    }

    /** @param phone empty where only name and number are compared */
    Answer compare(String name, CitizenId number, String phone);

    /** True where invented people stand in for the register; the pages say so. */
    boolean simulated();
}
