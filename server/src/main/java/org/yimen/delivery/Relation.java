package org.yimen.delivery;

import java.util.Arrays;

/** How who took a paper stands to whom it is for. */
public enum Relation {
    /** 本人. */
    HOLDER("holder"),
    /** 法定代表人 of a legal entity. */
    REPRESENTATIVE("representative"),
    /** 代理人: who applied for him, or to whom he has delegated. */
    AGENT("agent"),
    /** 同住成年家属 (民事诉讼法 art. 88), of a parcel. */
    HOUSEHOLD("household"),
    /** 收发: whoever takes a firm's parcels. */
    MAIL_ROOM("mail-room"),
    /** 利害关系人 (行政许可法 art. 36), of what is written to himself. */
    PARTY("party");

    private final String code;

    Relation(String code) {
        this.code = code;
    }

    /** As events, couriers and the database spell it. */
    public String code() {
        return code;
    }

    /** The message key of its name. */
    public String key() {
        return "delivery.relation." + code;
    }

    public static Relation of(String code) {
        return Arrays.stream(values())
                .filter(relation -> relation.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such relation: " + code));
    }
}
