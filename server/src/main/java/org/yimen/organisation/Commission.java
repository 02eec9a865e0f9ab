package org.yimen.organisation;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * 委托受理 of one item: what must be true before an organ lets another accept in its name.
 *
 * @param publishedIn where the public can read of it
 * @param met the conditions that were found true
 */
public record Commission(LocalDate publishedOn, String publishedIn, Set<Condition> met) {

    /** One thing to be checked; each says no by itself. */
    public enum Condition {
        /** The clerk acts in the commissioning organ's own name (行政许可法 art. 24). */
        OWN_NAME,
        /** Nobody commissions in turn what was commissioned (art. 24). */
        NOT_PASSED_ON,
        /** 简单即办件. */
        SIMPLE_INSTANT,
        /** 不涉及公共安全. */
        NO_PUBLIC_SAFETY,
        /** 不涉及生态环境保护. */
        NO_ECOLOGY,
        /** 不直接关系人身健康. */
        NO_HEALTH,
        /** 不直接关系生命财产安全. */
        NO_LIFE_AND_PROPERTY,
        /** 可以通过事中事后监管纠正. */
        CORRECTABLE,
        /** 风险可控. */
        CONTROLLABLE;

        public String key() {
            return "organisation.commission." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Commission {
        met = Set.copyOf(met);
    }

    /** The conditions that are not met, in order. */
    public Set<Condition> missing() {
        var missing = EnumSet.allOf(Condition.class);
        missing.removeAll(met);
        return missing;
    }
}
