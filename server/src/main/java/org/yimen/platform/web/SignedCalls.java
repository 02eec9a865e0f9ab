package org.yimen.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.yimen.platform.RuleBroken;

/**
 * How outside systems that have neither session nor form token tell something: short, not too often, and signed. Whether
 * the signature holds is the listener's to say.
 */
public final class SignedCalls {

    private static final int LONGEST = 10_000;
    private static final double PER_SECOND = 20;
    private static final double BURST = 100;

    /** Such a system has a few things a second to tell; strangers fill no log. */
    private final TokenBuckets callers = new TokenBuckets(PER_SECOND, BURST);

    /** Of each address one forged call a quarter of an hour is written down, and forty an hour of all. */
    private final TokenBuckets written = new TokenBuckets(1 / 900.0, 1);

    private final TokenBuckets writtenOfAll = new TokenBuckets(40 / 3600.0, 40);

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

    /** @param listener what becomes of it, in a word; what he throws is the caller's to answer */
    public ResponseEntity<Map<String, String>> hear(
            HttpServletRequest request, String timestamp, String signature, Function<SignedCall, String> listener)
            throws IOException {
        if (callers.take(request.getRemoteAddr()).isPresent()) {
            return answer(HttpStatus.TOO_MANY_REQUESTS, "often");
        }
        // Whoever sends it has proven nothing yet, so no more is read than a notice is long.
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "long");
        }
        var call = new SignedCall(new String(body, StandardCharsets.UTF_8), timestamp, signature);
        return answer(HttpStatus.OK, listener.apply(call));
    }

    /** Who signs as nobody here; {@code write} is done unless the log knows enough of him already. */
    public ResponseEntity<Map<String, String>> stranger(HttpServletRequest request, Runnable write) {
        if (written.take(request.getRemoteAddr()).isEmpty()
                && writtenOfAll.take("all").isEmpty()) {
            write.run();
        }
        return answer(HttpStatus.FORBIDDEN, "signature");
    }

    /** @param unknown the code that says that there is no such thing here */
    public static ResponseEntity<Map<String, String>> refused(RuleBroken refusal, String unknown) {
        boolean missing = refusal.code().equals(unknown);
        return answer(missing ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_CONTENT, refusal.code());
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String result) {
        return ResponseEntity.status(status).body(Map.of("result", result));
    }
}
