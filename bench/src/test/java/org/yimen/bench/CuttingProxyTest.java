package org.yimen.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.yimen.bench.CuttingProxy.Cut;

class CuttingProxyTest {

    private static final int REQUESTS = 600;

    @Test
    void aThirdOfTheAnswersIsCutAndTheServerHasDoneTheirWork() throws Exception {
        var served = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            served.incrementAndGet();
            byte[] answer = "done".repeat(50).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        int heard = 0;

        try (var proxy = new CuttingProxy(server.getAddress().getPort(), 7)) {
            var door = new Door(proxy.port());
            for (int i = 0; i < REQUESTS; i++) {
                heard += isHeard(door) ? 1 : 0;
            }

            int cut = proxy.count(Cut.BEFORE_THE_ANSWER)
                    + proxy.count(Cut.IN_THE_ANSWER)
                    + proxy.count(Cut.AFTER_THE_ANSWER);
            assertThat(cut).isBetween(REQUESTS / 4, REQUESTS * 5 / 12);
            assertThat(served.get()).isEqualTo(REQUESTS - proxy.count(Cut.IN_THE_REQUEST));
            // A reset after the answer may or may not overtake it.
            assertThat(heard)
                    .isBetween(proxy.count(Cut.NONE), proxy.count(Cut.NONE) + proxy.count(Cut.AFTER_THE_ANSWER));
        } finally {
            server.stop(0);
        }
    }

    private static boolean isHeard(Door door) {
        try {
            return door.post("/", Map.of("key", "k")).status() == 200;
        } catch (IOException _) {
            return false;
        }
    }
}
