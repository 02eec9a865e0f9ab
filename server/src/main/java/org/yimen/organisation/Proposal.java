package org.yimen.organisation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one officer wants done and a second must consent to.
 *
 * @param kind which {@link FourEyes} carries it out
 * @param subject what it is about: the number of a letter, a post, the id of a machine or of a person
 * @param concerns the person who gains or loses by it; he has no say
 * @param details what the second officer reads before he consents
 * @param withheld what no page shows: the digest of a secret, or empty
 * @param settledAt null while nobody has settled it
 */
public record Proposal(
        String region,
        UUID id,
        String kind,
        String subject,
        @Nullable UUID concerns,
        Map<String, String> details,
        String withheld,
        String reason,
        Instant proposedAt,
        UUID proposedBy,
        Instant expiresAt,
        @Nullable Instant settledAt,
        @Nullable UUID settledBy,
        @Nullable Word word) {

    /** How a proposal ended. */
    public enum Word {
        CONSENTED,
        DECLINED,
        /** By who made it. */
        TAKEN_BACK
    }

    public Proposal {
        details = Map.copyOf(details);
    }

    /** True where somebody may still consent. */
    public boolean waits(Instant now) {
        return word == null && now.isBefore(expiresAt);
    }

    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "Proposal[" + kind + " " + subject + " " + id + "]";
    }
}
