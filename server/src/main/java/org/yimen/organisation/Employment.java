package org.yimen.organisation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** 用工性质: on what terms somebody of the staff works. */
public enum Employment {
    /** 编制内. */
    ESTABLISHED("编制"),
    /** 聘用. */
    CONTRACT("聘用"),
    /** 劳务派遣. */
    DISPATCHED("劳务派遣"),
    /** 外包: receives and keys in, and never acts in an organ's name. */
    OUTSOURCED("外包");

    private final String zh;

    Employment(String zh) {
        this.zh = zh;
    }

    /** By its Chinese or its English name, as lists spell it. */
    public static Optional<Employment> of(String text) {
        return Stream.of(values())
                .filter(each -> each.zh.equals(text.strip()) || each.name().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    public String key() {
        return "organisation.employment." + name().toLowerCase(Locale.ROOT);
    }

    /** 行政许可法 art. 24: only organs act in an organ's name; whoever is hired from a firm does not. */
    boolean admits(Right right) {
        return this != OUTSOURCED || right == Right.ENTER;
    }
}
