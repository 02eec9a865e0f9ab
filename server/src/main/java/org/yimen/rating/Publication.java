package org.yimen.rating;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 公开的评价: what was written, as somebody read it before it went out, and what was answered.
 *
 * @param item code, or empty
 * @param answer what the office says to it; null where there is nothing to answer
 * @param named somebody gave it in his name; his name is never in it
 * @param mended of a bad one: it was put right; {@code ended}: and the order is closed
 */
public record Publication(
        UUID occasion,
        String department,
        String item,
        Text name,
        Level level,
        List<String> tags,
        String text,
        @Nullable String answer,
        boolean named,
        boolean mended,
        boolean ended,
        Instant ratedAt,
        Instant publishedAt) {

    public Publication {
        tags = List.copyOf(tags);
    }

    /** How far a bad one is, as a message key; empty for the others. */
    public String stage() {
        if (!level.isBad()) {
            return "";
        }
        return "rating.published." + (ended ? "ended" : mended ? "mended" : "open");
    }
}
