package org.yimen.identity.web;

import java.util.Objects;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.test.web.support.WebTestUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * The form tokens of the application in the application. Whoever asks for a token by Spring's {@code csrf()} leaves its own
 * keeper of tokens behind, for whatever class runs next in the same process.
 */
final class OwnFormTokens {

    private OwnFormTokens() {}

    static void putBack(WebApplicationContext application) {
        for (String page : new String[] {"/sign-in", "/kiosk"}) {
            var request =
                    new MockHttpServletRequest(Objects.requireNonNull(application.getServletContext()), "GET", page);
            request.setServletPath(page);
            WebTestUtils.setCsrfTokenRepository(request, new FormTokens());
        }
    }
}
