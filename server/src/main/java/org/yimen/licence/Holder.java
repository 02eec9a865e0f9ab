package org.yimen.licence;

import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Masks;

/** 持证主体: who holds a licence. Prints masked. */
public sealed interface Holder {

    String name();

    /** The number that finds the holder's licences. */
    String number();

    /** For whoever is not the holder. */
    String masked();

    /** 自然人. */
    record Person(String name, CitizenId id) implements Holder {

        @Override
        public String number() {
            return id.value();
        }

        /** The name as every screen shows it, and the ends of the number. */
        @Override
        public String masked() {
            return Masks.name(name) + "（" + id.masked() + "）";
        }

        @Override
        public String toString() {
            return masked();
        }
    }

    /** 法人 or 非法人组织: its name is public. */
    record Entity(String name, CreditCode code) implements Holder {

        @Override
        public String number() {
            return code.value();
        }

        @Override
        public String masked() {
            return name + "（" + code.masked() + "）";
        }

        @Override
        public String toString() {
            return masked();
        }
    }
}
