package org.yimen.rating;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** 好差评: the five levels of the country, the last two of which are bad ones. */
public enum Level {
    VERY_SATISFIED(5),
    SATISFIED(4),
    FAIR(3),
    DISSATISFIED(2),
    VERY_DISSATISFIED(1);

    private static final List<String> PRAISE = List.of("quick", "clear-guide", "friendly", "few-trips", "easy-online");
    private static final List<String> FAULTS =
            List.of("slow", "unclear-guide", "unfriendly", "many-trips", "hard-online", "extra-papers", "fees");

    private final int stars;

    Level(int stars) {
        this.stars = stars;
    }

    public int stars() {
        return stars;
    }

    /** {@code very-dissatisfied}, as message keys spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The level that a form names, if it is one. */
    public static Optional<Level> ofCode(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    static Level of(int stars) {
        for (Level level : values()) {
            if (level.stars == stars) {
                return level;
            }
        }
        throw new IllegalArgumentException("No level with " + stars + " stars");
    }

    /** 差评. */
    public boolean isBad() {
        return stars <= 2;
    }

    /** 好评率 counts the first three. */
    public boolean isGood() {
        return stars >= 3;
    }

    /** What one may say of a service on this level, as codes: praise on the upper ones, faults on the lower. */
    public List<String> tags() {
        return switch (this) {
            case VERY_SATISFIED, SATISFIED -> PRAISE;
            case FAIR -> List.of("quick", "friendly", "slow", "unclear-guide", "many-trips", "hard-online");
            case DISSATISFIED, VERY_DISSATISFIED -> FAULTS;
        };
    }
}
