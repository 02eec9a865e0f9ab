package org.yimen.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.yimen.platform.Json;

/** An outer OpenID provider on this machine, with keys of its own and answers as the test wants them. */
public final class OuterStub {

    public static final String CLIENT = "yimen-here";
    public static final String SECRET = "a-secret-of-the-stub";
    public static final String LEVEL = "L3";

    private static final Json JSON = Json.of();
    private static final OuterStub SHARED = new OuterStub();

    /** What is handed out for a code, once. */
    private record Prepared(String challenge, String idToken) {}

    private final HttpServer server;
    private final RSAKey key = newKey("one");
    private final Map<String, Prepared> codes = new ConcurrentHashMap<>();
    private final Map<String, Object> described = new LinkedHashMap<>();
    private volatile boolean down;
    private volatile long slowMillis;
    private final AtomicInteger tokenCalls = new AtomicInteger();

    public OuterStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        described.put("issuer", issuer());
        described.put("authorization_endpoint", issuer() + "/authorize");
        described.put("token_endpoint", issuer() + "/token");
        described.put("jwks_uri", issuer() + "/jwks");
        described.put("response_types_supported", List.of("code"));
        described.put("subject_types_supported", List.of("public"));
        described.put("id_token_signing_alg_values_supported", List.of("RS256"));
        described.put("grant_types_supported", List.of("authorization_code"));
    }

    /** The one that the shared context of the tests is configured with. */
    public static OuterStub shared() {
        return SHARED;
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether it answers at all. */
    public void down(boolean away) {
        down = away;
    }

    /** How long it takes to answer. */
    public void slow(long millis) {
        slowMillis = millis;
    }

    /** How many times somebody wanted a token. */
    public int tokenCalls() {
        return tokenCalls.get();
    }

    /** Changes what it says of itself. */
    public OuterStub describing(String what, Object as) {
        described.put(what, as);
        return this;
    }

    /** From now on this code is good for this token, once, for whoever has the proof of this challenge. */
    public void hands(String code, String challenge, String idToken) {
        codes.put(code, new Prepared(challenge, idToken));
    }

    public String signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    /** Signed by a key that nobody has published. */
    public String signedByAnother(JWTClaimsSet claims) {
        return signed(claims, newKey("one"));
    }

    /** With the name of an algorithm and without a signature. */
    public static String unsigned(JWTClaimsSet claims) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(US_ASCII)) + "."
                + encoder.encodeToString(claims.toString().getBytes(UTF_8)) + ".";
    }

    public void stop() {
        server.stop(0);
    }

    private static String signed(JWTClaimsSet claims, RSAKey by) {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        try {
            token.sign(new RSASSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (slowMillis > 0) {
            try {
                Thread.sleep(slowMillis);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        if (down) {
            send(exchange, 503, Map.of("error", "temporarily_unavailable"));
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> send(exchange, 200, described);
            case "/jwks" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
            case "/token" -> token(exchange);
            default -> send(exchange, 404, Map.of());
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        tokenCalls.incrementAndGet();
        String expected = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        Map<String, String> form = Arrays.stream(
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], UTF_8)));
        Prepared prepared = codes.remove(form.getOrDefault("code", ""));
        if (prepared == null || !prepared.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
            send(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        send(
                exchange,
                200,
                Map.of(
                        "access_token",
                        "an-access-token",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        prepared.idToken()));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.write(body).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
