package org.yimen.organisation;

/** 双人复核的一类事项: one kind of act that a security administrator only proposes. */
public interface FourEyes {

    /** Its name in the register and in message keys. */
    String kind();

    /** The post of the second officer. */
    default String role() {
        return Administrator.SECURITY;
    }

    /** Does it, in the name of who proposed it and in the transaction of the consent. What no longer fits is refused. */
    void carryOut(Proposal proposal);
}
