package org.yimen.platform.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** How an invented firm of the demo tells this very server something: over the wire, as a real one would. */
public final class SimulatedCaller {

    private static final Logger log = LoggerFactory.getLogger(SimulatedCaller.class);

    private final Environment environment;
    private final String address;
    private final String timestamp;
    private final String signature;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    /**
     * @param timestamp the header that carries the moment of a call
     * @param signature the header that carries its signature
     */
    public SimulatedCaller(Environment environment, String address, String timestamp, String signature) {
        this.environment = environment;
        this.address = address;
        this.timestamp = timestamp;
        this.signature = signature;
    }

    /** The status of the answer, or 0 where nobody answered. */
    public int send(SignedCall call) {
        // The port is known only once the server is up, and a test takes any.
        String port = environment.getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header(timestamp, call.timestamp())
                .header(signature, call.signature())
                .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException lost) {
            log.warn("A notice was lost: {}", lost.getMessage());
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
