package org.yimen.platform.web;

import org.springframework.security.web.csrf.CsrfToken;

/** The hidden field that every form carries. Even asking for its name costs a session, so only a form asks. */
public record Csrf(CsrfToken source) {

    public String parameterName() {
        return source.getParameterName();
    }

    public String token() {
        return source.getToken();
    }
}
