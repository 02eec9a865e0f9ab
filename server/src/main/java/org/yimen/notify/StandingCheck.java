package org.yimen.notify;

import java.time.Instant;
import java.util.UUID;

/** Says, just before a message goes out, whether what it says still stands. A bean for each kind of matter. */
public interface StandingCheck {

    /** What the outbox does with the message now. */
    sealed interface Standing {
        record Stands() implements Standing {}

        record NotBefore(Instant at) implements Standing {}

        /** It came to nothing: the message is dropped, never sent late. */
        record Over() implements Standing {}
    }

    /** The first word of the conditions that it knows, up to the colon. */
    String kind();

    Standing of(String region, UUID caseId, String condition);
}
