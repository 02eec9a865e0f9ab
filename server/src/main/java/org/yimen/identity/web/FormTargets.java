package org.yimen.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.support.MultipartResolutionDelegate;
import org.yimen.identity.RelyingParties;

/**
 * Browsers hold {@code form-action} against the redirects after a form too. Of the forms whose end is a registered address
 * of a system, and of these only, the origin of that address is let through.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class FormTargets extends OncePerRequestFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final String OWN = "form-action 'self'";

    private final RelyingParties parties;
    private final String region;

    FormTargets(RelyingParties parties, @Value("${yimen.region:629901}") String region) {
        this.parties = parties;
        this.region = region;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String policy = response.getHeader(POLICY);
        if (policy != null) {
            target(request).ifPresent(origin -> response.setHeader(POLICY, policy.replace(OWN, OWN + " " + origin)));
        }
        chain.doFilter(request, response);
    }

    private Optional<String> target(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean question = path.equals(AgreementController.ASK);
        if (!question && !path.startsWith("/sign-in") && !path.startsWith("/desk/sign-in")) {
            return Optional.empty();
        }
        // A form that comes back with errors carries it in its fields.
        Optional<Query> asked = question
                ? Optional.ofNullable(request.getQueryString()).flatMap(Query::of)
                : MultipartResolutionDelegate.isMultipartRequest(request)
                        ? Optional.empty()
                        : behind(request.getParameter("next"));
        return asked.flatMap(query -> query.once("client_id")
                        .flatMap(client -> query.once("redirect_uri")
                                .flatMap(back -> OpenIdRules.party(parties, region, client, back)
                                        .map(_ -> back))))
                .map(FormTargets::origin);
    }

    private static Optional<Query> behind(@Nullable String next) {
        String begin = OpenIdRules.AUTHORIZE + "?";
        return next != null && next.startsWith(begin) ? Query.of(next.substring(begin.length())) : Optional.empty();
    }

    private static String origin(String registered) {
        URI address = URI.create(registered);
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
