package org.yimen.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yimen.platform.web.Network;

/**
 * A flood of sign-ins and registrations is turned away before it costs a session, a connection or a line of the log, so that
 * whoever is signed in works on. Nobody takes the places of others: an address has a few, the staff have some of their own,
 * and who finds none waits a moment for one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class SignInGate extends OncePerRequestFilter {

    /** So many at once on this node: passwords take all of its processors anyway, and others need the database too. */
    static final int CITIZENS = 9;

    static final int STAFF = 6;

    /** So many of them from one address; a hall full of people comes from one, and waits its turn. */
    static final int OF_AN_ADDRESS = 3;

    /** So many of an address stand in line; more are sent away at once. */
    private static final int IN_LINE = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final byte[] BUSY = "登录的人太多，请稍后再试。\nToo many people are signing in. Please try again in a moment.\n"
            .getBytes(StandardCharsets.UTF_8);

    private final Places citizens = new Places(CITIZENS);
    private final Places staff = new Places(STAFF);
    private final Duration patience;

    @Autowired
    SignInGate() {
        this(PATIENCE);
    }

    SignInGate(Duration patience) {
        this.patience = patience;
    }

    /** The places of one area, those of an address among them. */
    private static final class Places {

        private final Semaphore all;
        private final Map<String, Line> lines = new ConcurrentHashMap<>();

        Places(int atOnce) {
            this.all = new Semaphore(atOnce);
        }

        /** @param present how many of this address have a place or wait for one */
        private record Line(Semaphore places, int present) {}

        boolean enter(String address, Duration patience) throws InterruptedException {
            long until = System.nanoTime() + patience.toNanos();
            Line line = lines.merge(
                    address,
                    new Line(new Semaphore(OF_AN_ADDRESS), 1),
                    (before, _) -> new Line(before.places(), before.present() + 1));
            Semaphore own = line.places();
            if (line.present() <= IN_LINE && own.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                if (all.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return true;
                }
                own.release();
            }
            depart(address);
            return false;
        }

        void leave(String address) {
            all.release();
            Line line = lines.get(address);
            if (line != null) {
                line.places().release();
            }
            depart(address);
        }

        private void depart(String address) {
            lines.computeIfPresent(
                    address, (_, line) -> line.present() == 1 ? null : new Line(line.places(), line.present() - 1));
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !HttpMethod.POST.matches(request.getMethod())
                || !(path.startsWith("/sign-in") || path.startsWith("/desk/sign-in"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Places places = request.getRequestURI().startsWith("/desk/") ? staff : citizens;
        String address = Network.of(request.getRemoteAddr());
        if (!enters(places, address)) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getOutputStream().write(BUSY);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.leave(address);
        }
    }

    private boolean enters(Places places, String address) {
        try {
            return places.enter(address, patience);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
