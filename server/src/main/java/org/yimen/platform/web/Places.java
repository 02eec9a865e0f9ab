package org.yimen.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * How many on this node are at something that costs much, and how many of them from one address: nobody takes the places of
 * others. Who finds none waits a moment for one.
 */
public final class Places {

    /** So many of an address stand in line; more are sent away at once. */
    private static final int IN_LINE = 64;

    private final Semaphore all;
    private final int ofAnAddress;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /** @param present how many of this address have a place or wait for one */
    private record Line(Semaphore places, int present) {}

    public Places(int all, int ofAnAddress) {
        this.all = new Semaphore(all);
        this.ofAnAddress = ofAnAddress;
    }

    /** True where a place was found in time; whoever has one gives it back by {@link #leave}. */
    public boolean enter(String address, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        Line line = lines.merge(
                address,
                new Line(new Semaphore(ofAnAddress), 1),
                (before, _) -> new Line(before.places(), before.present() + 1));
        if (line.present() <= IN_LINE && waits(line.places(), until)) {
            if (waits(all, until)) {
                return true;
            }
            line.places().release();
        }
        depart(address);
        return false;
    }

    public void leave(String address) {
        all.release();
        Line line = lines.get(address);
        if (line != null) {
            line.places().release();
        }
        depart(address);
    }

    /** Says so in plain text: a page would cost more than what is refused. */
    public static void turnAway(HttpServletResponse response, String why) throws IOException {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream().write(why.getBytes(StandardCharsets.UTF_8));
    }

    private void depart(String address) {
        lines.computeIfPresent(
                address, (_, line) -> line.present() == 1 ? null : new Line(line.places(), line.present() - 1));
    }

    private static boolean waits(Semaphore places, long until) {
        try {
            return places.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
