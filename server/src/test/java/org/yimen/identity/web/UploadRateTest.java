package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.yimen.identity.Account;
import org.yimen.identity.StaffMember;

class UploadRateTest {

    private static final byte[] FILE = new byte[10 << 20];

    private static final Account CLERK = new StaffMember(new UUID(0, 1), "629901", "孟小雨");

    private final UploadRate rate = new UploadRate();

    @Test
    void aStrangerSendsAFewFilesAndOthersGoOn() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(send("192.0.2.1", null).getStatus()).isEqualTo(200);
        }

        assertThat(send("192.0.2.1", null).getStatus()).isEqualTo(429);
        assertThat(send("192.0.2.2", null).getStatus()).isEqualTo(200);
        assertThat(send("192.0.2.1", signedIn()).getStatus()).as("signed in").isEqualTo(200);
    }

    @Test
    void strangersFromEverywhereLeaveTheProcessorsToOthers() throws Exception {
        int taken = 0;
        for (int i = 1; i <= 30; i++) {
            taken += send("192.0.2." + i, null).getStatus() == 200 ? 1 : 0;
        }

        assertThat(taken).isBetween(4, 8);
        assertThat(send("192.0.2.1", signedIn()).getStatus()).isEqualTo(200);
    }

    @Test
    void whoIsSignedInScansAsFastAsPeopleDoHoweverManySessionsHeHas() throws Exception {
        int taken = 0;
        while (taken < 100 && send("192.0.2.1", signedIn()).getStatus() == 200) {
            taken++;
        }

        assertThat(taken).isBetween(20, 40);
    }

    private static MockHttpSession signedIn() {
        var session = new MockHttpSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(new TestingAuthenticationToken(CLERK, "")));
        return session;
    }

    private MockHttpServletResponse send(String address, @Nullable MockHttpSession session) throws Exception {
        var request = new MockHttpServletRequest("POST", "/verify");
        request.setContentType("multipart/form-data; boundary=b");
        request.setContent(FILE);
        request.setRemoteAddr(address);
        if (session != null) {
            request.setSession(session);
        }
        var response = new MockHttpServletResponse();
        rate.doFilter(request, response, (_, _) -> {});
        return response;
    }
}
