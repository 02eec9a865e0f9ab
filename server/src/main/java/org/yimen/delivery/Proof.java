package org.yimen.delivery;

import java.util.Arrays;

/** By what it is known who took a paper. */
public enum Proof {
    /** A reader, at the window or in a machine, found his identity card to be the right one. */
    CARD("card"),
    /** The clerk looked at his identity card. */
    SEEN("seen"),
    /** It lies in the inbox of the account that is his, or he showed the code of that account. */
    ACCOUNT("account"),
    /** The courier says so. */
    COURIER("courier"),
    /** He stood at the window and said so; nobody looked at a card. */
    SAID("said"),
    /** Nobody was there: he is told by a message. */
    MESSAGE("message"),
    /** Nobody took it: the days of its announcement are over. */
    ANNOUNCED("announced");

    private final String code;

    Proof(String code) {
        this.code = code;
    }

    /** As rows spell it. */
    public String code() {
        return code;
    }

    /** The message key of its name. */
    public String key() {
        return "delivery.proof." + code;
    }

    public static Proof of(String code) {
        return Arrays.stream(values())
                .filter(proof -> proof.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such proof: " + code));
    }
}
