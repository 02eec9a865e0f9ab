package org.yimen.platform;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Failures of the database that pass by themselves, and how long to wait before the next try. */
public final class Passing {

    /** Two that met, and a server that is going down or coming up; beside them class 08, a connection that broke. */
    private static final Set<String> STATES = Set.of("40001", "40P01", "55P03", "57P01", "57P02", "57P03");

    private static final long FIRST_PAUSE = 10;
    private static final long LONGEST_PAUSE = 200;

    private Passing() {}

    /** True where the same statement may succeed a moment later. It may also have succeeded unheard. */
    public static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (STATES.contains(sql.getSQLState()) || sql.getSQLState().startsWith("08"))) {
                return true;
            }
        }
        return false;
    }

    /** A pause of up to twice the last one, drawn by chance so that those who met do not meet again. */
    public static Duration pauseAfter(int tries) {
        long longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(tries, 10));
        return Duration.ofMillis(1 + ThreadLocalRandom.current().nextLong(longest));
    }
}
