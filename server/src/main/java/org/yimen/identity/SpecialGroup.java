package org.yimen.identity;

import java.util.Arrays;
import java.util.stream.Stream;

/** 特殊群体: for whom a hall keeps the short way. */
public enum SpecialGroup {
    /** 老 */
    AGED,
    /** 弱 */
    FRAIL,
    /** 病 */
    ILL,
    /** 残 */
    DISABLED,
    /** 孕 */
    PREGNANT,
    /** 军人及优抚对象 */
    SOLDIER;

    /** Those that somebody notes; old age follows from the citizen number. */
    public static Stream<SpecialGroup> noted() {
        return Arrays.stream(values()).filter(group -> group != AGED);
    }
}
