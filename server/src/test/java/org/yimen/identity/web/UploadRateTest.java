package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class UploadRateTest {

    private static final byte[] FILE = new byte[10 << 20];

    private final UploadRate rate = new UploadRate(Duration.ofMillis(50));

    @Test
    void aStrangerSendsAFewFilesAndOthersGoOn() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(send("192.0.2.1", null).getStatus()).isEqualTo(200);
        }

        assertThat(send("192.0.2.1", null).getStatus()).isEqualTo(429);
        assertThat(send("192.0.2.2", null).getStatus()).isEqualTo(200);
        assertThat(send("192.0.2.1", new MockHttpSession()).getStatus())
                .as("a session is soon made")
                .isEqualTo(429);
        assertThat(send("192.0.2.1", signedIn()).getStatus())
                .as("signed in")
                .isEqualTo(200);
    }

    @Test
    void strangersAreReadTwoAtOnce() throws Exception {
        var inside = new CountDownLatch(2);
        var leave = new CountDownLatch(1);
        FilterChain slow = (_, _) -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = crowd.submit(() -> send("192.0.2.1", null, slow));
            var _ = crowd.submit(() -> send("192.0.2.2", null, slow));
            inside.await();

            assertThat(send("192.0.2.3", null).getStatus()).isEqualTo(429);
            assertThat(send("192.0.2.3", signedIn()).getStatus()).isEqualTo(200);
            leave.countDown();
        }
        assertThat(send("192.0.2.3", null).getStatus()).isEqualTo(200);
    }

    @Test
    void whoIsSignedInScansAsFastAsPeopleDo() throws Exception {
        var session = signedIn();
        int taken = 0;
        while (taken < 100 && send("192.0.2.1", session).getStatus() == 200) {
            taken++;
        }

        assertThat(taken).isBetween(20, 40);
    }

    private static MockHttpSession signedIn() {
        var session = new MockHttpSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, new SecurityContextImpl());
        return session;
    }

    private MockHttpServletResponse send(String address, @Nullable MockHttpSession session) throws Exception {
        return send(address, session, (_, _) -> {});
    }

    private MockHttpServletResponse send(String address, @Nullable MockHttpSession session, FilterChain chain)
            throws Exception {
        var request = new MockHttpServletRequest("POST", "/verify");
        request.setContentType("multipart/form-data; boundary=b");
        request.setContent(FILE);
        request.setRemoteAddr(address);
        if (session != null) {
            request.setSession(session);
        }
        var response = new MockHttpServletResponse();
        rate.doFilter(request, response, chain);
        return response;
    }
}
