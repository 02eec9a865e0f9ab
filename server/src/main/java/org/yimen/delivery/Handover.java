package org.yimen.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Actor;
import org.yimen.identity.Masks;

/**
 * 送达回证: that one paper reached somebody.
 *
 * @param paper what it was: {@code result}, {@code refusal}, or the kind of a notice
 * @param number what stands on it
 * @param actor who handed it over, or wrote down that it came
 * @param round the parcel that carried it; 0 for a letter
 * @param slip 邮政回执: the number of the slip that came back with a letter
 */
public record Handover(
        String paper,
        String number,
        Way way,
        Instant servedAt,
        Receiver receiver,
        Actor.Kind actor,
        @Nullable Integer round,
        @Nullable String slip) {

    /** Of what went by no letter. */
    public Handover(
            String paper,
            String number,
            Way way,
            Instant servedAt,
            Receiver receiver,
            Actor.Kind actor,
            @Nullable Integer round) {
        this(paper, number, way, servedAt, receiver, actor, round, null);
    }

    /** What the case was for: a licence or another certificate. */
    public static final String RESULT = "result";

    /** The decision that refuses it. */
    public static final String REFUSAL = "refusal";

    public boolean isTheEnd() {
        return paper.equals(RESULT) || paper.equals(REFUSAL);
    }

    /** 公告送达: it counts as served, and nobody took it; the name is that of whom it was for. */
    public boolean isAnnounced() {
        return way == Way.ANNOUNCEMENT;
    }

    public String maskedName() {
        return Masks.name(receiver.name());
    }
}
