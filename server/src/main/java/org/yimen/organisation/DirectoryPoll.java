package org.yimen.organisation;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for changes that other nodes made. On a thread of its own: a long job elsewhere must not keep a withdrawn letter
 * alive.
 */
@Component
class DirectoryPoll implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DirectoryPoll.class);
    private static final long EVERY_MILLIS = 500;

    private final Directory directory;
    private final CoverWatch covers;
    private volatile @Nullable ScheduledExecutorService thread;

    DirectoryPoll(Directory directory, CoverWatch covers) {
        this.directory = directory;
        this.covers = covers;
    }

    @Override
    public void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("directory-poll").factory());
        // The executor forgets a task that throws, so look() never does.
        var _ = executor.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        thread = executor;
    }

    private void look() {
        try {
            directory.refresh();
            covers.look();
        } catch (RuntimeException failed) {
            log.warn("Cannot see whether the organisation changed; asking again", failed);
        }
    }

    @Override
    public void stop() {
        var executor = thread;
        if (executor != null) {
            executor.shutdownNow();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
