package org.yimen.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may act for a legal entity.
 *
 * @param until the last day, or null while it lasts
 */
public record Operator(
        UUID person, Role role, LocalDate from, @Nullable LocalDate until) {

    /** 法定代表人 or 经办人. */
    public enum Role {
        LEGAL_REPRESENTATIVE,
        AGENT
    }

    boolean actsOn(LocalDate on) {
        return !on.isBefore(from) && (until == null || !on.isAfter(until));
    }
}
