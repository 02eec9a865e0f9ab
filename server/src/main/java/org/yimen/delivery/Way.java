package org.yimen.delivery;

import java.util.Arrays;
import java.util.Optional;

/** 送达方式: how a paper reaches whom it is for. */
public enum Way {
    WINDOW("window"),
    /** A machine or a locker in the hall. */
    TERMINAL("terminal"),
    MAIL("mail"),
    /** 电子送达: into his inbox here, with his consent. */
    ONLINE("online"),
    /** 公告送达: where no other way reached him; only the days do it, and nobody says so of himself. */
    ANNOUNCEMENT("announcement");

    private final String code;

    Way(String code) {
        this.code = code;
    }

    /** As events and the database spell it. */
    public String code() {
        return code;
    }

    /** The message key of its name. */
    public String key() {
        return "delivery.way." + code;
    }

    public static Optional<Way> find(String code) {
        return Arrays.stream(values()).filter(way -> way.code.equals(code)).findFirst();
    }

    public static Way of(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("No such way: " + code));
    }
}
