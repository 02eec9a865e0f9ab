package org.yimen.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table whose rows enter the log. The sequencer finds it as a bean, {@code ./yimen audit} as a service without Spring,
 * hence a public class with a constructor without arguments.
 */
public interface LeafSource {

    /** One word, the same for ever: it stands beside every leaf. */
    String name();

    /**
     * The rows that transactions from {@code from} on have written and that are visible, in the order of their
     * transactions and keys.
     *
     * @param after the last one of the page before, or null for the first page
     */
    List<LogEntry> since(JdbcClient jdbc, String from, @Nullable LogEntry after, int limit);

    /** Every row with how its content stands to the digest beside it, in the same order and pages. */
    List<Content> contents(JdbcClient jdbc, @Nullable LogEntry after, int limit);

    /**
     * A row with its content checked.
     *
     * @param row what the row says now
     */
    record Content(LogEntry row, State state) {}

    /** What became of the content of a row. */
    enum State {
        WHOLE,
        /** Personal data that was deleted together with its salt: the digest stays and the log with it. */
        ERASED,
        CHANGED
    }
}
