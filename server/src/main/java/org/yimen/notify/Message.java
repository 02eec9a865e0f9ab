package org.yimen.notify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * A message of the outbox on one way.
 *
 * @param arguments empty once nobody needs them any more
 * @param why of a message that did not get there: a word of the provider's, or of ours
 * @param round how often a clerk had it sent again, from 1
 */
public record Message(
        String region,
        UUID id,
        UUID holder,
        UUID person,
        String cause,
        Way way,
        String template,
        List<Text> arguments,
        String link,
        @Nullable UUID caseId,
        String sender,
        String condition,
        boolean askedFor,
        Instant madeAt,
        @Nullable Instant expiresAt,
        State state,
        @Nullable String why,
        int tries,
        int round,
        Instant nextAt,
        @Nullable Instant sentAt,
        @Nullable Instant reportedAt,
        @Nullable Instant readAt) {

    /** What became of it. */
    public enum State {
        WAITING,
        /** Handed over to the provider; of the inbox: it is there. */
        SENT,
        /** The provider says that it arrived. */
        DELIVERED,
        /** The provider says that it did not. */
        UNDELIVERED,
        /** Tried as often as is tried. */
        DEAD,
        /** Not sent, on purpose: overtaken, unwanted, no address, too late. */
        DROPPED
    }

    public Message {
        arguments = List.copyOf(arguments);
    }

    public boolean mayGoAgain() {
        return state == State.DEAD || state == State.UNDELIVERED;
    }

    /** What a provider knows it by: the same at every try of a round. */
    String reference() {
        return id + "-" + round;
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "Message[" + id + " " + way + " " + state + "]";
    }
}
