package org.yimen.delivery;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.delivery.Courier.NotGenuine;
import org.yimen.delivery.Courier.Notice;
import org.yimen.delivery.Courier.Signed;
import org.yimen.platform.web.TokenBuckets;

/** Where a courier tells what became of a parcel. Whoever can sign as the courier may; nobody else, whoever he is. */
@RestController
class CourierController {

    private static final int LONGEST = 10_000;
    private static final double PER_SECOND = 20;
    private static final double BURST = 100;

    static final String ADDRESS = "/courier/notices";
    static final String TIMESTAMP = "Yimen-Courier-Timestamp";
    static final String SIGNATURE = "Yimen-Courier-Signature";

    private static final Logger log = LoggerFactory.getLogger(CourierController.class);

    private final Mailroom mailroom;
    private final AuditLog audit;
    private final String region;

    /** A courier tells of a few parcels a second; strangers fill no log. */
    private final TokenBuckets callers = new TokenBuckets(PER_SECOND, BURST);

    CourierController(Mailroom mailroom, AuditLog audit, @Value("${yimen.region:629901}") String region) {
        this.mailroom = mailroom;
        this.audit = audit;
        this.region = region;
    }

    /** 200 for what was heard, also the second time, so that the courier stops; 4xx for what never will be. */
    @PostMapping(ADDRESS + "/{courier}")
    ResponseEntity<Map<String, String>> hear(
            @PathVariable String courier,
            @RequestHeader(name = TIMESTAMP, defaultValue = "") String timestamp,
            @RequestHeader(name = SIGNATURE, defaultValue = "") String signature,
            HttpServletRequest request)
            throws IOException {
        var from = mailroom.courier(courier);
        if (from.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        if (callers.take(request.getRemoteAddr()).isPresent()) {
            return answer(HttpStatus.TOO_MANY_REQUESTS, "often");
        }
        // Whoever sends it has proven nothing yet, so no more is read than a notice is long.
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "long");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        Notice notice;
        try {
            notice = from.get().read(new Signed(text, timestamp, signature));
        } catch (NotGenuine stranger) {
            log.info("A notice is not {}'s: {}", courier, stranger.getMessage());
            audit.recordAttempt(
                    region,
                    Actor.SYSTEM.id().toString(),
                    Mailroom.NOTICE_REFUSED,
                    courier,
                    Map.of("code", "delivery.notice.signature", "kind", "SYSTEM", "post", ""));
            return answer(HttpStatus.FORBIDDEN, "signature");
        }
        try {
            return answer(
                    HttpStatus.OK, mailroom.hear(region, courier, notice).name().toLowerCase(Locale.ROOT));
        } catch (DeliveryRuleBroken refusal) {
            boolean unknown = refusal.code().equals("delivery.notice.unknown");
            return answer(unknown ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_CONTENT, refusal.code());
        }
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String result) {
        return ResponseEntity.status(status).body(Map.of("result", result));
    }
}
