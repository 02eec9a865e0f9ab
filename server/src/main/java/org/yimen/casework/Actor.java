package org.yimen.casework;

import java.util.UUID;

/**
 * Who asks for a command: the journal keeps it with every event.
 *
 * @param id the applicant or the officer; for the system itself {@link #SYSTEM}
 * @param post the post from which an officer acts, e.g. {@code WJW/examiner}; for a legal entity the person who acts
 *     for it; empty for others
 */
public record Actor(Kind kind, UUID id, String post) {

    public enum Kind {
        APPLICANT,
        OFFICER,
        SYSTEM
    }

    /** Time itself: deemed acceptance, expiry. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, new UUID(0, 0), "");

    /**
     * @param holder whose matter it is, a person or a legal entity
     * @param person who acts for the entity; for a person himself the same
     */
    public static Actor applicant(UUID holder, UUID person) {
        return new Actor(Kind.APPLICANT, holder, person.equals(holder) ? "" : person.toString());
    }

    public static Actor officer(UUID officer, String post) {
        return new Actor(Kind.OFFICER, officer, post);
    }
}
