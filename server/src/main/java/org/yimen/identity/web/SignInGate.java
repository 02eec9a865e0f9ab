package org.yimen.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.support.MultipartResolutionDelegate;
import org.springframework.web.util.UrlPathHelper;
import org.yimen.platform.web.Network;
import org.yimen.platform.web.Places;

/**
 * A flood of sign-ins and registrations is turned away before it costs a session, a connection or a line of the log, so that
 * whoever is signed in works on. Nobody takes the places of others: an address has a few, the staff have some of their own,
 * and who finds none waits a moment for one. It stands behind {@link FormTargets}, which has read the form: nobody holds a
 * place with a body that does not come.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 25)
final class SignInGate extends OncePerRequestFilter {

    /** So many at once on this node: passwords take all of its processors anyway, and others need the database too. */
    static final int CITIZENS = 9;

    static final int STAFF = 6;

    /** So many of them from one address; a hall full of people comes from one, and waits its turn. */
    static final int OF_AN_ADDRESS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String BUSY = "登录的人太多，请稍后再试。\nToo many people are signing in. Please try again in a moment.\n";

    private final Places citizens = new Places(CITIZENS, OF_AN_ADDRESS);
    private final Places staff = new Places(STAFF, OF_AN_ADDRESS);
    private final Duration patience;

    @Autowired
    SignInGate() {
        this(PATIENCE);
    }

    SignInGate(Duration patience) {
        this.patience = patience;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = path(request);
        return !HttpMethod.POST.matches(request.getMethod())
                || !(path.startsWith("/sign-in") || path.startsWith("/desk/sign-in"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (MultipartResolutionDelegate.isMultipartRequest(request)) {
            // No form here sends files; a slow one would hold a place.
            response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        Places places = path(request).startsWith("/desk/") ? staff : citizens;
        String address = Network.of(request.getRemoteAddr());
        if (!places.enter(address, patience)) {
            Places.turnAway(response, BUSY);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.leave(address);
        }
    }

    /** Decoded: an address has many spellings. */
    private static String path(HttpServletRequest request) {
        return UrlPathHelper.defaultInstance.getPathWithinApplication(request);
    }
}
