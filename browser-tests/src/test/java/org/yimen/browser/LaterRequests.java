package org.yimen.browser;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import org.yimen.platform.ReplayTime;

/**
 * A browser that lives some days later: what it asks for is answered as if it were then, everybody else stays in the present.
 * Only the application under test has it.
 */
final class LaterRequests implements Filter {

    /** How much later, as {@link Duration#toString} writes it. */
    static final String HEADER = "X-Test-Later";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String later = ((HttpServletRequest) request).getHeader(HEADER);
        if (later == null) {
            chain.doFilter(request, response);
            return;
        }
        ReplayTime.at(InstantSource.system().instant().plus(Duration.parse(later)), () -> {
            try {
                chain.doFilter(request, response);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ServletException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
