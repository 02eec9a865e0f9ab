package org.yimen.audit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.audit.LogTables.Standing;

/**
 * What this node knows of the log, in memory: asking costs a command no statement. It grows stale by itself when nobody
 * refreshes it, and stale means no.
 */
@Component
class LogState {

    /** How long a leaf may wait for its place before commands are refused. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Semaphore nudges = new Semaphore(0);
    private final AtomicLong refusals = new AtomicLong();
    // By the machine's own clock, which no replay turns: the log must keep up in real seconds.
    private volatile long caughtUpNanos;
    private volatile boolean everCaughtUp;
    private volatile @Nullable Standing standing;
    private volatile long cosignedSize;
    private volatile boolean leading;

    /** Everything that was there at this moment of {@link System#nanoTime()} is in the log. */
    void caughtUp(long nanos) {
        caughtUpNanos = nanos;
        everCaughtUp = true;
    }

    boolean keepsUp() {
        return everCaughtUp && behind().compareTo(PATIENCE) <= 0;
    }

    /**
     * Passes while the log keeps up; asks memory only.
     *
     * @throws LogBehind where what happened more than five seconds ago may not be in the log yet
     */
    void admit() {
        if (!keepsUp()) {
            nudge();
            refused();
            throw new LogBehind(LogBehind.BEHIND, PATIENCE.toSeconds());
        }
    }

    /** Where nobody has looked yet, as while a node starts: waits for the first look as long as a leaf may wait. */
    void awaitFirstLook() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!everCaughtUp && System.nanoTime() < end) {
            nudge();
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** How long ago everything was in the log. */
    Duration behind() {
        return everCaughtUp ? Duration.ofNanos(System.nanoTime() - caughtUpNanos) : Duration.ofDays(1);
    }

    void seen(Standing row, boolean ours, long cosigned) {
        standing = row;
        leading = ours;
        cosignedSize = cosigned;
    }

    void cosigned(long size) {
        cosignedSize = size;
    }

    @Nullable
    Standing standing() {
        return standing;
    }

    boolean isLeading() {
        return leading;
    }

    long cosignedSize() {
        return cosignedSize;
    }

    /** A command was refused, because the log does not keep up. */
    void refused() {
        refusals.incrementAndGet();
    }

    long refusals() {
        return refusals.get();
    }

    /** Somebody waits for a leaf. */
    void nudge() {
        nudges.release();
    }

    void awaitNudge(Duration atMost) throws InterruptedException {
        if (nudges.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            nudges.drainPermits();
        }
    }
}
