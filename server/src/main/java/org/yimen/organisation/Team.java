package org.yimen.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 专职队伍: the people of a department or of the centre who work on certain themes.
 *
 * @param department whose it is; the centre's own are of the centre
 * @param themes codes of the locality's themes of items
 * @param until the last day; null without an end
 * @param endedBecause why it was ended before that, or null
 */
public record Team(
        UUID id,
        String region,
        String department,
        Text name,
        List<String> themes,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable String endedBecause,
        List<Member> members) {

    public Team {
        themes = List.copyOf(themes);
        members = List.copyOf(members);
    }

    /**
     * Somebody of a team.
     *
     * @param id of this membership: who comes back has another one
     * @param endedBecause why he left before his last day, or null
     */
    public record Member(
            UUID id,
            UUID staff,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String endedBecause) {

        public boolean isOn(LocalDate day) {
            return lasts(from, until, endedBecause, day);
        }
    }

    public boolean isOn(LocalDate day) {
        return lasts(from, until, endedBecause, day);
    }

    /** Not over, though it may begin later. */
    public boolean isOpen(LocalDate day) {
        return endedBecause == null && (until == null || !day.isAfter(until));
    }

    private static boolean lasts(
            LocalDate from, @Nullable LocalDate until, @Nullable String endedBecause, LocalDate day) {
        return endedBecause == null && !day.isBefore(from) && (until == null || !day.isAfter(until));
    }
}
