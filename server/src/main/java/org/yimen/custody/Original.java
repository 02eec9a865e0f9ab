package org.yimen.custody;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.CaseId;
import org.yimen.identifier.OriginalNumber;
import org.yimen.organisation.Officer;
import org.yimen.platform.Text;

/**
 * 原件: a paper, or several under one label, that the centre has or had in its hands.
 *
 * @param holder whose matter the case is
 * @param material of the case's item, or null for something else
 * @param what it is
 * @param takenBy who took it in
 * @param moves how many lines its history has
 */
public record Original(
        UUID id,
        OriginalNumber number,
        CaseId caseId,
        String caseNumber,
        UUID holder,
        @Nullable String material,
        Text what,
        int sheets,
        UUID takenBy,
        Instant takenAt,
        Standing standing,
        @Nullable Instant caseEndedAt,
        int moves) {

    public String region() {
        return caseId.region();
    }

    /** True while the centre has it and has not put it away for good. */
    public boolean isHere() {
        return !(standing instanceof Standing.Closed) && !isLost();
    }

    public boolean isLost() {
        return standing instanceof Standing.Lost;
    }

    /** True while its owner can fetch it before it is destroyed. */
    public boolean isDoomed() {
        return standing instanceof Standing.Doomed;
    }

    public boolean isOnTheWay() {
        return standing instanceof Standing.OnTheWay;
    }

    /**
     * True where this officer may take it over: whoever serves the place that it was sent to, and for the archive who looks
     * after the papers of where it comes from.
     */
    public boolean comesTo(Officer officer) {
        return standing instanceof Standing.OnTheWay way
                && (way.to().equals(Place.ARCHIVE)
                        ? officer.posts().stream().anyMatch(post -> Custody.isSecond(post, way.at()))
                        : Place.servedBy(officer).contains(way.to()));
    }

    Original with(Standing next) {
        return new Original(
                id,
                number,
                caseId,
                caseNumber,
                holder,
                material,
                what,
                sheets,
                takenBy,
                takenAt,
                next,
                caseEndedAt,
                moves + 1);
    }
}
