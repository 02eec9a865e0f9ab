package org.yimen.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yimen.platform.web.Problems;
import org.yimen.platform.web.TokenBuckets;

/** How much and how often a machine may ask: the size of a body before it is read, and the rate of its requests. */
@Component
class ApiLimits extends OncePerRequestFilter {

    /** Enough for any command without files. */
    static final long PLAIN_BODY = 64 * 1024L;

    /** Files in base64 grow by a third; the container refuses more than this anyway. */
    static final long BODY_WITH_FILES = 11L * 1024 * 1024;

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Problems problems;
    private final TokenBuckets rate;
    private final double perSecond;
    private final double burst;

    ApiLimits(
            Problems problems,
            @Value("${yimen.api.requests-per-second:20}") double perSecond,
            @Value("${yimen.api.burst:100}") double burst) {
        this.problems = problems;
        this.rate = new TokenBuckets(perSecond, burst);
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** Requests a second of one machine. */
    double perSecond() {
        return perSecond;
    }

    /** Requests of one machine at once. */
    double burst() {
        return burst;
    }

    /** It belongs to the chain of the API only, not to every request. */
    @Configuration(proxyBeanMethods = false)
    static class NotForPages {
        @Bean
        FilterRegistrationBean<ApiLimits> apiLimitsStayInTheirChain(ApiLimits limits) {
            var registration = new FilterRegistrationBean<>(limits);
            registration.setEnabled(false);
            return registration;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Who bears no token is refused without a word to the database.
        Optional<Duration> wait =
                SecurityContextHolder.getContext().getAuthentication() instanceof BearerTokenAuthentication known
                        ? rate.take(known.getName())
                        : Optional.empty();
        if (wait.isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds() + 1));
            refuse(request, response, HttpStatus.TOO_MANY_REQUESTS);
            return;
        }
        boolean ofUnknownLength = request.getContentLengthLong() < 0
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                && WITH_BODY.contains(request.getMethod());
        if (ofUnknownLength) {
            refuse(request, response, HttpStatus.LENGTH_REQUIRED);
            return;
        }
        boolean files = Arrays.stream(Door.values())
                .anyMatch(door -> door.takesFiles() && door.matcher().matches(request));
        if (request.getContentLengthLong() > (files ? BODY_WITH_FILES : PLAIN_BODY)) {
            refuse(request, response, HttpStatus.CONTENT_TOO_LARGE);
            return;
        }
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
            throws IOException {
        problems.write(request, response, problems.of(request, status.value()));
    }
}
