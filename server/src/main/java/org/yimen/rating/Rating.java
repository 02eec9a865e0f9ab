package org.yimen.rating;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * 评价, without who gave it.
 *
 * @param late it came after its period: it is shown as such and counted apart
 */
public record Rating(UUID occasion, Level level, List<String> tags, String text, boolean late, Instant at) {

    public static final int LONGEST = 500;

    public Rating {
        tags = List.copyOf(tags);
        if (!level.tags().containsAll(tags)) {
            throw new IllegalArgumentException("No tags of " + level + ": " + tags);
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("Too long");
        }
    }

    /** 差评: somebody has to look into it. Who does is not decided here. */
    public boolean needsFollowUp() {
        return level.isBad();
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "Rating[" + occasion + " " + level + "]";
    }
}
