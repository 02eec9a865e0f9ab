package org.yimen.desk;

import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.platform.CityTime;

/** Reads what supervision's lists are made of. */
final class Listed {

    private Listed() {}

    static Actor actor(AuditEntry entry) {
        String post = entry.detail().getOrDefault("post", "");
        boolean applicant = entry.detail().getOrDefault("kind", "").equals(Actor.Kind.APPLICANT.name());
        return uuid(entry.actor())
                .filter(id -> !id.equals(Actor.SYSTEM.id()))
                .map(id -> applicant ? Actor.applicant(id, id) : Actor.officer(id, post))
                .orElse(Actor.SYSTEM);
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    static String spell(AuditEntry last) {
        return last.at() + "~" + last.id();
    }

    static Optional<AuditLog.Cursor> cursor(String text) {
        String[] parts = text.split("~", 2);
        try {
            return parts.length < 2
                    ? Optional.empty()
                    : uuid(parts[1]).map(id -> new AuditLog.Cursor(CityTime.parseMoment(parts[0]), id));
        } catch (DateTimeParseException spoiled) {
            return Optional.empty();
        }
    }
}
