package org.yimen.casework;

import java.time.Instant;
import java.util.UUID;
import org.yimen.crypto.Sealed;

/**
 * 办件: one matter that moves, as its row holds it.
 *
 * @param title the masked name by which lists show it
 * @param applicant the person or legal entity whose matter it is
 * @param snapshot the applicant as he was when he applied, encrypted by the kind that knows how to read it
 * @param department in whose name it is decided; data rights follow it
 * @param ahead where numbers are limited: how many of the same subject stand before it undecided (行政许可法 art. 57)
 * @param version number of the last event
 * @param head leaf hash of the last event, in hex; empty before the first
 */
public record CaseFile<S>(
        CaseId id,
        String kind,
        String number,
        String title,
        Subject subject,
        UUID applicant,
        Sealed snapshot,
        String department,
        String channel,
        Instant openedAt,
        S state,
        int ahead,
        long version,
        String head) {

    <T> CaseFile<T> with(T next, long nextVersion, String nextHead) {
        return new CaseFile<>(
                id,
                kind,
                number,
                title,
                subject,
                applicant,
                snapshot,
                department,
                channel,
                openedAt,
                next,
                ahead,
                nextVersion,
                nextHead);
    }
}
