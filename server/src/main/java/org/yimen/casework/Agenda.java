package org.yimen.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a state: who must act by when, and when time itself has something to say.
 *
 * @param status the state's name, for lists
 * @param tasks what posts must do now; whatever is not in the list is no longer to be done
 * @param dueOn the nearest day by which somebody must act
 * @param wakeAt when the sweeper looks again
 * @param queueAt the moment of acceptance while the case holds a place in a queue of limited numbers
 * @param ended nothing can happen any more
 */
public record Agenda(
        String status,
        List<Task> tasks,
        @Nullable LocalDate dueOn,
        @Nullable Instant wakeAt,
        @Nullable Instant queueAt,
        boolean ended,
        Mark mark) {

    /**
     * How lists set a case apart.
     *
     * @param first before everything that is not first, whatever its date
     * @param label by which lists are narrowed; what it means is the kind's own matter
     */
    public record Mark(boolean first, String label) {
        public static final Mark NONE = new Mark(false, "");
    }

    /**
     * 待办.
     *
     * @param key names the task within its case and keeps its identity while it stays open
     * @param post who must do it
     * @param act what is to be done, a message key suffix such as {@code review}
     */
    public record Task(
            String key, String post, String act, @Nullable LocalDate dueOn) {}

    public Agenda(
            String status,
            List<Task> tasks,
            @Nullable LocalDate dueOn,
            @Nullable Instant wakeAt,
            @Nullable Instant queueAt,
            boolean ended) {
        this(status, tasks, dueOn, wakeAt, queueAt, ended, Mark.NONE);
    }

    public Agenda marked(Mark next) {
        return new Agenda(status, tasks, dueOn, wakeAt, queueAt, ended, next);
    }

    public Agenda {
        tasks = List.copyOf(tasks);
    }
}
