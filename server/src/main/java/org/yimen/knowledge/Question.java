package org.yimen.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked.
 *
 * @param sources what the answer rests on: {@link Found#source}; empty where the knowledge had none
 * @param department whose task it is to write the answer, or null where there was one
 */
public record Question(
        UUID id,
        String channel,
        String text,
        @Nullable String answer,
        List<String> sources,
        @Nullable String department,
        Instant askedAt,
        @Nullable LocalDate dueOn,
        State state) {

    public Question {
        sources = List.copyOf(sources);
    }

    /** Where a question stands. */
    public enum State {
        ANSWERED,
        /** 知识待办: a department is to write the answer. */
        OPEN,
        /** The answer was written and approved. */
        WRITTEN,
        /** Nothing that is written for everybody. */
        DISMISSED,
        /** The same is a department's task already. */
        REPEATED
    }

    /** Without what was asked, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "Question[" + id + " " + state + "]";
    }
}
