package org.yimen.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One line of the audit log.
 *
 * @param actor who did it: an id, or a word such as {@code anonymous}
 * @param kind what happened, e.g. {@code identity.sign-in}
 * @param subject what it happened to: an id or a number of a record
 * @param detail the rest, never a personal number
 */
public record AuditEntry(
        String region, UUID id, Instant at, String actor, String kind, String subject, Map<String, String> detail) {

    public AuditEntry {
        detail = Map.copyOf(detail);
    }
}
