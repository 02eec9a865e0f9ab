package org.yimen.document;

import java.util.Locale;

/** Which of its seals an office puts on a paper; what stands in the seal's middle besides the star. */
public enum SealKind {
    /** 本机关印章 (行政许可法 art. 39). */
    OFFICE(""),
    /** 专用印章 (行政许可法 art. 32, last paragraph). */
    ACCEPTANCE("受理专用章");

    private final String inscription;

    SealKind(String inscription) {
        this.inscription = inscription;
    }

    String inscription() {
        return inscription;
    }

    /** The message key of its name. */
    public String key() {
        return "document.seal-kind." + code();
    }

    /** As the database spells it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SealKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
