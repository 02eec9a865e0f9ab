package org.yimen.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.SignedCall.NotGenuine;

/**
 * How outside systems that have neither session nor form token tell something: short, not too often, and signed. Whether
 * the signature holds is the listener's to say.
 */
public final class SignedCalls {

    private static final Logger log = LoggerFactory.getLogger(SignedCalls.class);

    private static final int LONGEST = 10_000;
    private static final double PER_SECOND = 20;
    private static final double BURST = 100;

    /** Such a system has a few things a second to tell; strangers fill no log. */
    private final TokenBuckets callers = new TokenBuckets(PER_SECOND, BURST);

    /** Of each address one forged call a quarter of an hour is written down, and forty an hour of all. */
    private final TokenBuckets written = new TokenBuckets(1 / 900.0, 1);

    private final TokenBuckets writtenOfAll = new TokenBuckets(40 / 3600.0, 40);

    private final String timestamp;
    private final String signature;
    private final String unknown;

    /**
     * The calls of one kind of system.
     *
     * @param timestamp the header that says when it was signed
     * @param signature the header that proves who signed
     * @param unknown the code of the refusal that there is no such thing here; empty where there is none
     */
    public SignedCalls(String timestamp, String signature, String unknown) {
        this.timestamp = timestamp;
        this.signature = signature;
        this.unknown = unknown;
    }

    /** What security asks of these addresses: nothing, because the signature is all there is and the listener reads it. */
    public static SecurityFilterChain rules(HttpSecurity http, String... addresses) {
        return http.securityMatcher(addresses)
                .authorizeHttpRequests(address -> address.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    /**
     * Answers one: 200 for what was heard, also the second time, so that whoever tells it stops; 4xx for what never will be.
     *
     * @param listener what becomes of it
     * @param forged writes down that somebody signs who is nobody here; left out where the log knows enough of him already
     */
    public ResponseEntity<Map<String, String>> answer(
            HttpServletRequest request, Function<SignedCall, Enum<?>> listener, Runnable forged) throws IOException {
        if (callers.take(request.getRemoteAddr()).isPresent()) {
            return answer(HttpStatus.TOO_MANY_REQUESTS, "often");
        }
        // Whoever sends it has proven nothing yet, so no more is read than a notice is long.
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "long");
        }
        var call = new SignedCall(
                new String(body, StandardCharsets.UTF_8), header(request, timestamp), header(request, signature));
        try {
            return answer(HttpStatus.OK, listener.apply(call).name().toLowerCase(Locale.ROOT));
        } catch (NotGenuine stranger) {
            log.debug("A call to {} is not genuine: {}", request.getRequestURI(), stranger.getMessage());
            return stranger(request, forged);
        } catch (RuleBroken refusal) {
            if (refusal.isPassing()) {
                throw refusal;
            }
            boolean missing = refusal.code().equals(unknown);
            return answer(missing ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_CONTENT, refusal.code());
        }
    }

    private static String header(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "");
    }

    /** Who signs as nobody here; {@code write} is done unless the log knows enough of him already. */
    private ResponseEntity<Map<String, String>> stranger(HttpServletRequest request, Runnable write) {
        if (written.take(request.getRemoteAddr()).isEmpty()
                && writtenOfAll.take("all").isEmpty()) {
            write.run();
        }
        return answer(HttpStatus.FORBIDDEN, "signature");
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String result) {
        return ResponseEntity.status(status).body(Map.of("result", result));
    }
}
