package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SignInGateTest {

    private final SignInGate gate = new SignInGate();

    @Test
    void aFloodOfSignInsIsTurnedAwayAndOthersPass() throws Exception {
        var inside = new CountDownLatch(SignInGate.AT_ONCE);
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
            for (int i = 0; i < SignInGate.AT_ONCE; i++) {
                var _ = crowd.submit(() -> {
                    send("POST", "/desk/sign-in", slow);
                    return null;
                });
            }
            inside.await();

            var surplus = send("POST", "/sign-in", (_, _) -> {});
            assertThat(surplus.getStatus()).isEqualTo(503);
            assertThat(surplus.getHeader("Retry-After")).isEqualTo("2");
            assertThat(send("GET", "/sign-in", (_, _) -> {}).getStatus()).isEqualTo(200);
            assertThat(send("POST", "/desk/cases/x/do/accept", (_, _) -> {}).getStatus())
                    .isEqualTo(200);
            leave.countDown();
        }
        assertThat(send("POST", "/sign-in", (_, _) -> {}).getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse send(String method, String path, FilterChain chain) throws Exception {
        var response = new MockHttpServletResponse();
        gate.doFilter(new MockHttpServletRequest(method, path), response, chain);
        return response;
    }
}
