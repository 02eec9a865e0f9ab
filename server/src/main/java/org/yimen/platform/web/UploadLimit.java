package org.yimen.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what is too large before anything reads it. Later the token of the form would be looked for in a body that the
 * container no longer parses, and the page would say that the form is forged. What turns out to be unreadable further on is
 * refused here too, without a line in the log: strangers would fill it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class UploadLimit extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(UploadLimit.class);

    private final DataSize most;
    private final DataSize mostOfForm;
    private final Problems problems;

    UploadLimit(
            @Value("${spring.servlet.multipart.max-request-size}") DataSize most,
            @Value("${server.tomcat.max-http-form-post-size:2MB}") DataSize mostOfForm,
            Problems problems) {
        this.most = most;
        this.mostOfForm = mostOfForm;
        this.problems = problems;
    }

    /** The page of an error is made from the same request, with the same body. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > longest(request).toBytes()) {
            refuse(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            OptionalInt status = Unreadable.status(failure);
            if (status.isEmpty()) {
                throw failure;
            }
            LOG.debug("Request not understood", failure);
            if (!response.isCommitted()) {
                response.resetBuffer();
                refuse(request, response, status.getAsInt());
            }
        }
    }

    private DataSize longest(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                ? mostOfForm
                : most;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException, ServletException {
        var unread = new Unread(request);
        if (Problems.isForMachine(request)) {
            problems.write(unread, response, problems.of(unread, status));
            return;
        }
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.getRequestDispatcher("/error").forward(unread, response);
    }

    /** The request without its body: whoever asked for a parameter would make the container parse it, and fail. */
    private static final class Unread extends HttpServletRequestWrapper {

        Unread(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }
    }
}
