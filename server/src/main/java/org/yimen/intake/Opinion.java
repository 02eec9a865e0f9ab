package org.yimen.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 舆情: an issue that people talk about, with the order by which offices deal with it.
 *
 * @param title as the public reads it
 * @param link where it was seen, or empty
 * @param first the level with which it began, an index into {@link OpinionRules#levels}
 * @param level where it stands now
 * @param again how often it was seen once more
 * @param answer as it is published, or null before
 */
public record Opinion(
        UUID order,
        String title,
        String source,
        String link,
        int first,
        int level,
        Instant foundAt,
        Instant respondBy,
        int again,
        List<String> departments,
        @Nullable String answer,
        @Nullable Instant publishedAt) {

    public Opinion {
        departments = List.copyOf(departments);
    }

    public boolean isPublished() {
        return publishedAt != null;
    }

    /** True where the answer came after its hour, or is not there although the hour is past. */
    public boolean isLate(Instant now) {
        Instant published = publishedAt;
        return (published == null ? now : published).isAfter(respondBy);
    }
}
