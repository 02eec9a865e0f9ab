package org.yimen.casework;

import java.util.UUID;

/**
 * Who asks for a command: the journal keeps it with every event.
 *
 * @param id the person or the officer; for the system itself {@link #SYSTEM}
 * @param post the post from which an officer acts, e.g. {@code WJW/examiner}; empty for others
 */
public record Actor(Kind kind, UUID id, String post) {

    public enum Kind {
        APPLICANT,
        OFFICER,
        SYSTEM
    }

    /** Time itself: deemed acceptance, expiry. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, new UUID(0, 0), "");

    public static Actor applicant(UUID person) {
        return new Actor(Kind.APPLICANT, person, "");
    }

    public static Actor officer(UUID officer, String post) {
        return new Actor(Kind.OFFICER, officer, post);
    }
}
