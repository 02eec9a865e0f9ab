package org.yimen.desk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yimen.organisation.Directory;
import org.yimen.phone.Switchboard;
import org.yimen.platform.CityTime;

/**
 * Tells open pages of the desk that somebody's rights or presence changed, and the phone desk that something rings. One
 * thread per node looks at what the directory and the switchboard have in memory and asks the database nothing; what it sends says only that a page should look again, so that what a page
 * may show is decided where it always is.
 */
@Component
class LiveStreams implements SmartLifecycle {

    /** The most pages of one node that are told; the others stay as they are until they are loaded again. */
    static final int MOST = 1000;

    /** The most pages of one person; whoever opens one more ends his oldest. */
    static final int MOST_OF_ONE = 20;

    /** Shorter than a session of the staff: a stream does not outlive it for long, and carries nothing. */
    private static final Duration LASTS = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final long EVERY_MILLIS = 200;
    private static final int SILENT_LOOKS = 75;

    private final Directory directory;
    private final Switchboard switchboard;
    private final InstantSource time;
    private final Map<SseEmitter, Reader> streams = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();
    private volatile @Nullable ScheduledExecutorService thread;
    private volatile String told = "";
    private volatile String toldOfCalls = "";
    private int silent;

    /**
     * @param number the how manieth stream of this node it is
     * @param hearsCalls true where it is told too that something rings
     */
    private record Reader(UUID staff, long number, boolean hearsCalls) {}

    LiveStreams(Directory directory, Switchboard switchboard, InstantSource time) {
        this.directory = directory;
        this.switchboard = switchboard;
        this.time = time;
    }

    /** A stream for one page, or null where there are too many. */
    @Nullable
    SseEmitter open(UUID staff) {
        return open(staff, false);
    }

    /** The same for the phone desk: it alone looks again whenever something begins or stops to ring. */
    @Nullable
    SseEmitter openForCalls(UUID staff) {
        return open(staff, true);
    }

    private @Nullable SseEmitter open(UUID staff, boolean hearsCalls) {
        endOldest(staff);
        if (streams.size() >= MOST) {
            return null;
        }
        var stream = new SseEmitter(LASTS.toMillis());
        stream.onCompletion(() -> streams.remove(stream));
        stream.onTimeout(stream::complete);
        stream.onError(_ -> streams.remove(stream));
        streams.put(stream, new Reader(staff, opened.incrementAndGet(), hearsCalls));
        send(stream, hearsCalls ? callsMark() : mark());
        return stream;
    }

    private void endOldest(UUID staff) {
        var own = streams.entrySet().stream()
                .filter(stream -> stream.getValue().staff().equals(staff))
                .sorted(Comparator.comparingLong(stream -> stream.getValue().number()))
                .toList();
        own.stream().limit(Math.max(0, own.size() - MOST_OF_ONE + 1)).forEach(stream -> {
            streams.remove(stream.getKey());
            stream.getKey().complete();
        });
    }

    int size() {
        return streams.size();
    }

    /** What changes whenever somebody may do more or less than before: a change, a day, an absence that starts or ends. */
    private String mark() {
        Instant now = time.instant();
        return directory.revision()
                + "-" + CityTime.day(now).toEpochDay()
                + "-"
                + Integer.toHexString(directory.covers(directory.region(), now).hashCode());
    }

    private String callsMark() {
        return mark() + "-" + switchboard.mark();
    }

    void look() {
        String mark = mark();
        String calls = callsMark();
        boolean rings = !calls.equals(toldOfCalls);
        toldOfCalls = calls;
        if (rings) {
            streams.forEach((stream, reader) -> {
                if (reader.hearsCalls()) {
                    send(stream, calls);
                }
            });
        }
        boolean changed = !mark.equals(told);
        told = mark;
        silent = changed ? 0 : silent + 1;
        if (changed) {
            streams.forEach((stream, reader) -> {
                send(stream, reader.hearsCalls() ? calls : mark);
                boolean out = directory
                        .appointee(reader.staff(), CityTime.day(time.instant()))
                        .hasNoPost();
                if (out) {
                    stream.complete();
                }
            });
        } else if (silent % SILENT_LOOKS == 0) {
            // Finds out which pages are gone.
            streams.forEach((stream, reader) -> send(stream, reader.hearsCalls() ? calls : mark));
        }
    }

    private void send(SseEmitter stream, String mark) {
        try {
            stream.send(SseEmitter.event().data(mark));
        } catch (IOException | IllegalStateException gone) {
            streams.remove(stream);
        }
    }

    @Override
    public void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("desk-live").factory());
        var _ = executor.scheduleWithFixedDelay(this::lookSafely, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        thread = executor;
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException failed) {
            log.warn("Cannot tell open pages of a change; trying again", failed);
        }
    }

    @Override
    public void stop() {
        var executor = thread;
        if (executor != null) {
            executor.shutdownNow();
        }
        thread = null;
        streams.keySet().forEach(SseEmitter::complete);
        streams.clear();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
