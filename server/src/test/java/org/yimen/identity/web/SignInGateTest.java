package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SignInGateTest {

    private static final int ADDRESSES = SignInGate.CITIZENS / SignInGate.OF_AN_ADDRESS;

    private final SignInGate gate = new SignInGate(Duration.ofMillis(50));
    private final CountDownLatch leave = new CountDownLatch(1);

    @Test
    void oneAddressTakesAFewPlacesAndNobodyElses() throws Exception {
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            fill(crowd, "/sign-in", "192.0.2.1");

            for (String path : List.of("/sign-in", "/%73ign-in", "/sign%2Din")) {
                assertThat(send("POST", path, "192.0.2.1", (_, _) -> {}).getStatus())
                        .as(path)
                        .isEqualTo(429);
            }
            assertThat(send("POST", "/sign-in", "192.0.2.2", (_, _) -> {}).getStatus())
                    .isEqualTo(200);
            leave.countDown();
        }
        assertThat(send("POST", "/sign-in", "192.0.2.1", (_, _) -> {}).getStatus())
                .isEqualTo(200);
    }

    @Test
    void aFloodFromEverywhereLeavesTheStaffTheirPlaces() throws Exception {
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ADDRESSES; i++) {
                fill(crowd, "/sign-in", "2001:db8:0:" + i + "::1");
            }

            var surplus = send("POST", "/sign-in", "192.0.2.9", (_, _) -> {});
            assertThat(surplus.getStatus()).isEqualTo(429);
            assertThat(surplus.getHeader("Retry-After")).isEqualTo("2");
            assertThat(send("POST", "/desk/sign-in", "192.0.2.9", (_, _) -> {}).getStatus())
                    .isEqualTo(200);
            assertThat(send("GET", "/sign-in", "192.0.2.9", (_, _) -> {}).getStatus())
                    .isEqualTo(200);
            assertThat(send("POST", "/desk/cases/x/do/accept", "192.0.2.9", (_, _) -> {})
                            .getStatus())
                    .isEqualTo(200);
            leave.countDown();
        }
        assertThat(send("POST", "/sign-in", "192.0.2.9", (_, _) -> {}).getStatus())
                .isEqualTo(200);
    }

    @Test
    void whoFindsNoPlaceWaitsAMomentForOne() throws Exception {
        var patient = new SignInGate(Duration.ofMinutes(1));
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            fill(patient, crowd, "/sign-in", "192.0.2.1");
            Future<MockHttpServletResponse> waiting =
                    crowd.submit(() -> send(patient, "POST", "/sign-in", "192.0.2.1", (_, _) -> {}));
            leave.countDown();

            assertThat(waiting.get().getStatus()).isEqualTo(200);
        }
    }

    private void fill(ExecutorService crowd, String path, String address) throws InterruptedException {
        fill(gate, crowd, path, address);
    }

    /** Takes all places of an address until {@link #leave}. */
    private void fill(SignInGate gate, ExecutorService crowd, String path, String address) throws InterruptedException {
        var inside = new CountDownLatch(SignInGate.OF_AN_ADDRESS);
        for (int i = 0; i < SignInGate.OF_AN_ADDRESS; i++) {
            var _ = crowd.submit(() -> send(gate, "POST", path, address, (_, _) -> {
                inside.countDown();
                try {
                    leave.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        inside.await();
    }

    private MockHttpServletResponse send(String method, String path, String address, FilterChain chain)
            throws Exception {
        return send(gate, method, path, address, chain);
    }

    private static MockHttpServletResponse send(
            SignInGate gate, String method, String path, String address, FilterChain chain) throws Exception {
        var request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(address);
        var response = new MockHttpServletResponse();
        gate.doFilter(request, response, chain);
        return response;
    }
}
