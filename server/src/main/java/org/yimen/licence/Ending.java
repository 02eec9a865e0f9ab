package org.yimen.licence;

import java.util.List;
import java.util.Locale;

/** How a licence ends before its term, or is struck off after it: different ends with different bases. */
public enum Ending {
    /** 撤销: it should never have been granted (行政许可法 art. 69). */
    RESCINDED,
    /** 撤回: the law or the facts changed; with compensation (art. 8). */
    WITHDRAWN,
    /** 吊销: a penalty (行政处罚法 art. 9). */
    REVOKED,
    /** 换发: another certificate of the same right stands in its place, after a change, a renewal or a loss. */
    REPLACED,
    /** 注销: struck off the register (art. 70); it follows each of the others, expiry, death, dissolution. */
    CANCELLED;

    /** The message key of its name. */
    public String key() {
        return "licence.ending." + code();
    }

    /** As the database spells it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Ending of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The stored states that this end may follow. */
    List<String> follows() {
        return switch (this) {
            case RESCINDED, WITHDRAWN, REVOKED, REPLACED -> List.of(Licence.VALID);
            case CANCELLED -> List.of(Licence.VALID, RESCINDED.code(), WITHDRAWN.code(), REVOKED.code());
        };
    }
}
