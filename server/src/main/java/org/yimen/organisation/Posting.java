package org.yimen.organisation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sits on a post.
 *
 * @param standIn B角: has the post's work when the first holder is away; his letters are his own
 * @param until the last day, or null while it lasts
 * @param area code of the {@link Unit.Area} for whose cases alone he has the post, or null for those of the whole region
 */
public record Posting(
        String region,
        String post,
        UUID staff,
        boolean standIn,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable String area) {

    /** For the whole region. */
    public Posting(String region, String post, UUID staff, boolean standIn, LocalDate from, @Nullable LocalDate until) {
        this(region, post, staff, standIn, from, until, null);
    }

    /** True where it is for the whole region. */
    public boolean isForAll() {
        return area == null;
    }

    boolean lastsOn(LocalDate on) {
        return !on.isBefore(from) && (until == null || !on.isAfter(until));
    }

    boolean isOverOn(LocalDate on) {
        return until != null && on.isAfter(until);
    }

    /** The last day of it where it is ended on that day, at once: the day before, or the one before its first. */
    LocalDate lastDayEndedOn(LocalDate day) {
        LocalDate yesterday = day.minusDays(1);
        return yesterday.isBefore(from) ? from.minusDays(1) : yesterday;
    }

    /** True where both last on one day. */
    boolean meets(Posting other) {
        return !isOverOn(other.from) && !other.isOverOn(from);
    }
}
