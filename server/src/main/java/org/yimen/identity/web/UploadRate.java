package org.yimen.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yimen.platform.web.Network;
import org.yimen.platform.web.Places;
import org.yimen.platform.web.TokenBuckets;

/**
 * Files cost work before anybody has looked at what they are, so whoever sends them does so at a measured pace: strangers, who
 * have a paper checked, two at once; whoever is signed in as fast as people scan. Machines have their own bounds.
 */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER + 10)
final class UploadRate extends OncePerRequestFilter {

    /** What an unknown length counts as: the longest request there is. */
    private static final long UNKNOWN = DataSize.ofMegabytes(11).toBytes();

    private static final int STRANGERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String TOO_MUCH =
            "上传的文件太多，请稍后再试。\nToo many files are being sent. Please try again in a moment.\n";

    private final TokenBuckets strangers = new TokenBuckets(
            DataSize.ofKilobytes(256).toBytes(), DataSize.ofMegabytes(44).toBytes());
    private final TokenBuckets known = new TokenBuckets(
            DataSize.ofMegabytes(2).toBytes(), DataSize.ofMegabytes(220).toBytes());
    private final Places places = new Places(STRANGERS, 1);
    private final Duration patience;

    @Autowired
    UploadRate() {
        this(PATIENCE);
    }

    UploadRate(Duration patience) {
        this.patience = patience;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                || request.getRequestURI().startsWith("/api/");
    }

    /** A stranger has a session while he registers, or asks for a new password, and may have many. */
    private static boolean isSignedIn(HttpSession session) {
        return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        long length = request.getContentLengthLong() < 0 ? UNKNOWN : request.getContentLengthLong();
        if (session != null && isSignedIn(session)) {
            if (known.take(session.getId(), length).isPresent()) {
                Places.turnAway(response, TOO_MUCH);
                return;
            }
            chain.doFilter(request, response);
            return;
        }
        String address = Network.of(request.getRemoteAddr());
        if (strangers.take(address, length).isPresent() || !places.enter(address, patience)) {
            Places.turnAway(response, TOO_MUCH);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.leave(address);
        }
    }
}
