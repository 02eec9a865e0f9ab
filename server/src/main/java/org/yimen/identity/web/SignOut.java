package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;
import org.yimen.identity.Account;
import org.yimen.identity.SignIn;

/** Leaves a line in the log and leads to a page that is open to everybody. */
@Component
class SignOut implements LogoutHandler, LogoutSuccessHandler {

    private final SignIn signIn;
    private final KeptForms forms;

    SignOut(SignIn signIn, KeptForms forms) {
        this.signIn = signIn;
        this.forms = forms;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        forms.forget(request, response);
        if (authentication != null && authentication.getPrincipal() instanceof Account account) {
            signIn.leaves(account, request.getRemoteAddr());
        }
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        boolean desk =
                authentication != null && authentication.getPrincipal() instanceof Account account && account.staff();
        response.sendRedirect(desk ? Area.DESK.signIn() : "/");
    }
}
