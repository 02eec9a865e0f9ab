package org.yimen.casework;

import java.time.Instant;

/**
 * 记录: one thing that happened, as the journal keeps it.
 *
 * @param payload canonical JSON of the event; kept apart from the leaf by a salted digest, so that deleting personal data
 *     leaves the log verifiable
 * @param salt 16 random bytes in hex
 * @param previous leaf of the event before it in the case, in hex; empty for the first
 * @param leaf what the log commits to, in hex
 */
public record CaseEvent(
        long seq,
        Instant at,
        String type,
        Actor actor,
        String payload,
        String salt,
        String payloadDigest,
        String previous,
        String leaf) {}
