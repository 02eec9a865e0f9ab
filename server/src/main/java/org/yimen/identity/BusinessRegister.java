package org.yimen.identity;

import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;

/** 市场主体登记: the register of legal entities, asked who represents one. */
public interface BusinessRegister {

    /** What the register says. */
    sealed interface Answer {
        /** @param address the registered address; empty where there is none */
        record Confirmed(String name, String address) implements Answer {}

        /** No entity with this code and this name. */
        record Unknown() implements Answer {}

        /** There is one, and somebody else represents it. */
        record OtherRepresentative() implements Answer {}

        record Unreachable() implements Answer {}
    }

    Answer ask(CreditCode code, String name, String representative, CitizenId number);

    /** Whether code and name belong together, whoever represents it. */
    Answer ask(CreditCode code, String name);

    /** True where invented firms stand in for the register; the pages say so. */
    boolean simulated();
}
