package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.yimen.identity.Citizen;
import org.yimen.identity.SessionAccount;

/** Puts another principal of the same person into the session that is there. */
@Component
class SessionAccounts implements SessionAccount {

    private final SecurityContextRepository contexts;
    private final KeptForms forms;

    SessionAccounts(SecurityContextRepository contexts, KeptForms forms) {
        this.contexts = contexts;
        this.forms = forms;
    }

    @Override
    public void become(Citizen citizen, HttpServletRequest request, HttpServletResponse response) {
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        if (before == null
                || !(before.getPrincipal() instanceof Citizen signedIn)
                || !signedIn.personId().equals(citizen.personId())) {
            throw new IllegalStateException("nobody becomes another person");
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(citizen, null, before.getAuthorities()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        if (!Posts.byCode(before)) {
            forms.opened(citizen, request, response);
        }
    }
}
