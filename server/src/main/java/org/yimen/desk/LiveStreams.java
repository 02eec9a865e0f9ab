package org.yimen.desk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yimen.identity.Sessions;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.phone.Switchboard;
import org.yimen.platform.CityTime;

/**
 * Tells open pages of desk and console that somebody's rights or presence changed, and the phone desk that something rings. One
 * thread per node looks at what the directory and the switchboard have in memory and asks the database nothing; another asks it,
 * in one statement for all pages, which of their sessions still last. What is sent says only that a page should look again, what
 * its reader still holds, or that it is over for him; what a page may show is decided where it always is.
 */
@Component
class LiveStreams implements SmartLifecycle {

    /** The most pages of one node that are told; the others stay as they are until they are loaded again. */
    static final int MOST = 1000;

    /** The most pages of one person; whoever opens one more ends his oldest. */
    static final int MOST_OF_ONE = 20;

    /** A stream ends with its session; this is for one of which no session is known. */
    private static final Duration LASTS = Duration.ofHours(12);

    /** The event after which a page offers nothing any more. */
    private static final String OVER = "over";

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final long EVERY_MILLIS = 200;
    private static final long SESSIONS_EVERY_MILLIS = 400;
    private static final int SILENT_LOOKS = 75;

    private final Directory directory;
    private final Switchboard switchboard;
    private final Sessions sessions;
    private final InstantSource time;
    private final Map<SseEmitter, Reader> streams = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();
    private volatile @Nullable ScheduledExecutorService threads;
    private volatile String told = "";
    private volatile String toldOfCalls = "";
    private int silent;

    /**
     * @param session the handle of the session in which it was opened, or null where there is none
     * @param number the how manieth stream of this node it is
     * @param hearsCalls true where it is told too that something rings
     */
    private record Reader(UUID staff, @Nullable UUID session, long number, boolean hearsCalls) {}

    LiveStreams(Directory directory, Switchboard switchboard, Sessions sessions, InstantSource time) {
        this.directory = directory;
        this.switchboard = switchboard;
        this.sessions = sessions;
        this.time = time;
    }

    /**
     * A stream for one page, or null where there are too many.
     *
     * @param cookie the id of the session in which the page is open, or null
     */
    @Nullable
    SseEmitter open(UUID staff, @Nullable String cookie) {
        return open(staff, cookie, false);
    }

    /** The same for the phone desk: it alone looks again whenever something begins or stops to ring. */
    @Nullable
    SseEmitter openForCalls(UUID staff, @Nullable String cookie) {
        return open(staff, cookie, true);
    }

    private @Nullable SseEmitter open(UUID staff, @Nullable String cookie, boolean hearsCalls) {
        // A session that ended just now is one that does not last: the next look says so.
        UUID session = cookie == null ? null : sessions.handle(cookie).orElseGet(UUID::randomUUID);
        endOldest(staff);
        if (streams.size() >= MOST) {
            return null;
        }
        var stream = new SseEmitter(LASTS.toMillis());
        stream.onCompletion(() -> streams.remove(stream));
        stream.onTimeout(stream::complete);
        stream.onError(_ -> streams.remove(stream));
        var reader = new Reader(staff, session, opened.incrementAndGet(), hearsCalls);
        streams.put(stream, reader);
        send(stream, (hearsCalls ? callsMark() : mark()) + held(reader));
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

    /** True while the page behind this stream is told of changes. */
    boolean tells(SseEmitter stream) {
        return streams.containsKey(stream);
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

    /** What its reader holds, each a word that a page only compares: whatever is no longer among it was taken from him. */
    private String held(Reader reader) {
        LocalDate today = CityTime.day(time.instant());
        Officer officer = directory.appointee(reader.staff(), today).everywhere();
        Stream<String> posts = officer.posts().stream();
        Stream<String> letters = officer.letters().stream()
                .filter(letter -> letter.validOn(today))
                .map(letter -> letter.number()
                        + letter.items().stream().sorted().toList()
                        + letter.rights().stream().map(Enum::name).sorted().toList());
        return Stream.concat(posts, letters)
                .map(each -> " " + Integer.toHexString(each.hashCode()))
                .sorted()
                .collect(Collectors.joining());
    }

    void look() {
        String mark = mark();
        String calls = callsMark();
        boolean rings = !calls.equals(toldOfCalls);
        toldOfCalls = calls;
        boolean changed = !mark.equals(told);
        told = mark;
        silent = changed ? 0 : silent + 1;
        // The last finds out which pages are gone.
        if (changed || rings || silent % SILENT_LOOKS == 0) {
            boolean all = changed || silent % SILENT_LOOKS == 0;
            streams.forEach((stream, reader) -> {
                if (all && isOut(reader)) {
                    end(stream);
                } else if (all || reader.hearsCalls()) {
                    send(stream, (reader.hearsCalls() ? calls : mark) + held(reader));
                }
            });
        }
    }

    private boolean isOut(Reader reader) {
        return directory.appointee(reader.staff(), CityTime.day(time.instant())).hasNoPost();
    }

    /** Whoever signed out elsewhere, was locked, got a new password or was away too long: his open pages are told. */
    void lookAtSessions() {
        Set<UUID> held = streams.values().stream()
                .map(Reader::session)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toCollection(HashSet::new));
        if (held.isEmpty()) {
            return;
        }
        Set<UUID> lasting = sessions.lasting(held);
        held.removeAll(lasting);
        streams.forEach((stream, reader) -> {
            if (reader.session() != null && held.contains(reader.session())) {
                end(stream);
            }
        });
    }

    private void end(SseEmitter stream) {
        streams.remove(stream);
        try {
            stream.send(SseEmitter.event().name(OVER).data(OVER));
        } catch (IOException | IllegalStateException gone) {
            return;
        }
        stream.complete();
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
        var executor = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("desk-live-", 0).factory());
        var _ = executor.scheduleWithFixedDelay(
                () -> safely(this::look), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        var _ = executor.scheduleWithFixedDelay(
                () -> safely(this::lookAtSessions),
                SESSIONS_EVERY_MILLIS,
                SESSIONS_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        threads = executor;
    }

    private static void safely(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException failed) {
            log.warn("Cannot tell open pages of a change; trying again", failed);
        }
    }

    @Override
    public void stop() {
        var executor = threads;
        if (executor != null) {
            executor.shutdownNow();
        }
        threads = null;
        streams.keySet().forEach(SseEmitter::complete);
        streams.clear();
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
