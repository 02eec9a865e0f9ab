package org.yimen.payment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.payment.PaymentProvider.NotGenuine;
import org.yimen.payment.PaymentProvider.Notice;
import org.yimen.payment.PaymentProvider.Signed;

/** Where a provider tells that something was paid. Whoever can sign as the provider may; nobody else, whoever he is. */
@RestController
class NoticesController {

    static final String ADDRESS = "/pay/notices";
    static final String TIMESTAMP = "Yimen-Pay-Timestamp";
    static final String SIGNATURE = "Yimen-Pay-Signature";

    private static final Logger log = LoggerFactory.getLogger(NoticesController.class);

    private final Cashier cashier;
    private final AuditLog audit;
    private final String region;

    NoticesController(Cashier cashier, AuditLog audit, @Value("${yimen.region:629901}") String region) {
        this.cashier = cashier;
        this.audit = audit;
        this.region = region;
    }

    /** 200 for what was heard, also the second time, so that the provider stops; 4xx for what never will be. */
    @PostMapping(ADDRESS + "/{provider}")
    ResponseEntity<Map<String, String>> hear(
            @PathVariable String provider,
            @RequestHeader(name = TIMESTAMP, defaultValue = "") String timestamp,
            @RequestHeader(name = SIGNATURE, defaultValue = "") String signature,
            @RequestBody(required = false) byte @Nullable [] body) {
        var from = cashier.provider(provider);
        if (from.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        Notice notice;
        try {
            notice = from.get().read(new Signed(text, timestamp, signature));
        } catch (NotGenuine stranger) {
            log.info("A notice is not {}'s: {}", provider, stranger.getMessage());
            audit.recordAttempt(
                    region,
                    Actor.SYSTEM.id().toString(),
                    Cashier.NOTICE_REFUSED,
                    provider,
                    Map.of("code", "payment.notice.signature", "kind", "SYSTEM", "post", ""));
            return answer(HttpStatus.FORBIDDEN, "signature");
        }
        try {
            return answer(
                    HttpStatus.OK, cashier.hear(region, provider, notice).name().toLowerCase(Locale.ROOT));
        } catch (PaymentRuleBroken refusal) {
            boolean unknown = refusal.code().equals("payment.notice.unknown");
            return answer(unknown ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_CONTENT, refusal.code());
        }
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String result) {
        return ResponseEntity.status(status).body(Map.of("result", result));
    }
}
