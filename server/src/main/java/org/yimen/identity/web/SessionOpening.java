package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.yimen.identity.Account;
import org.yimen.platform.Settings;
import org.yimen.platform.web.SignedIn;

/** Begins the session of whoever has just proven who he is, by whatever way. */
@Component
class SessionOpening {

    private final SecurityContextRepository contexts;
    private final Settings settings;
    private final KeptForms forms;

    SessionOpening(SecurityContextRepository contexts, Settings settings, KeptForms forms) {
        this.contexts = contexts;
        this.settings = settings;
        this.forms = forms;
    }

    /** Of who came in with a visit code: he acts and reads, and changes nothing of who he is. */
    static final String BY_CODE = "ROLE_BY_VISIT_CODE";

    /** Of whose code a clerk printed, who may have kept it: he reads and fills in, and does nothing grave. */
    static final String BY_PRINTED_CODE = SignedIn.LIMITED;

    /** As {@link #open}, for who showed a code of a verification elsewhere. */
    void openByCode(Account account, boolean printed, HttpServletRequest request, HttpServletResponse response) {
        if (printed) {
            open(account, request, response, BY_CODE, BY_PRINTED_CODE);
        } else {
            open(account, request, response, BY_CODE);
        }
        forms.forget(request, response);
    }

    /** A new session, so that neither an id nor a form token from before the sign-in is worth anything after it. */
    void open(Account account, HttpServletRequest request, HttpServletResponse response) {
        open(account, request, response, new String[0]);
        forms.opened(account, request, response);
    }

    private void open(Account account, HttpServletRequest request, HttpServletResponse response, String... further) {
        HttpSession session = anew(request);
        session.setAttribute(SessionStore.ADDRESS, request.getRemoteAddr());
        session.setAttribute(SessionStore.BROWSER, Browsers.named(request.getHeader(HttpHeaders.USER_AGENT)));
        long idle = settings.number(account.staff() ? SessionRules.DESK_IDLE : SessionRules.CITIZENS_IDLE);
        session.setMaxInactiveInterval(Math.toIntExact(Duration.ofMinutes(idle).toSeconds()));

        SecurityContext context = SecurityContextHolder.createEmptyContext();
        String role = "ROLE_" + (account.staff() ? SecurityRules.STAFF : SecurityRules.CITIZEN);
        var roles = Stream.concat(Stream.of(role), Stream.of(further)).toList();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                account, null, AuthorityUtils.createAuthorityList(roles)));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    static HttpSession anew(HttpServletRequest request) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        return request.getSession(true);
    }
}
