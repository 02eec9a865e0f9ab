package org.yimen.payment;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.platform.web.SignedCall.NotGenuine;
import org.yimen.platform.web.SignedCalls;

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
    private final SignedCalls calls = new SignedCalls();

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
            HttpServletRequest request)
            throws IOException {
        var from = cashier.provider(provider);
        if (from.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        try {
            return calls.hear(
                    request,
                    timestamp,
                    signature,
                    call -> cashier.hear(region, provider, from.get().read(call))
                            .name()
                            .toLowerCase(Locale.ROOT));
        } catch (NotGenuine stranger) {
            log.debug("A notice is not {}'s: {}", provider, stranger.getMessage());
            return calls.stranger(
                    request,
                    () -> audit.recordForged(
                            region,
                            Actor.SYSTEM.id().toString(),
                            Cashier.NOTICE_REFUSED,
                            provider,
                            "payment.notice.signature"));
        } catch (PaymentRuleBroken refusal) {
            return SignedCalls.refused(refusal, "payment.notice.unknown");
        }
    }
}
