package org.yimen.payment;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.platform.web.SignedCalls;

/** Where a provider tells that something was paid. Whoever can sign as the provider may; nobody else, whoever he is. */
@RestController
class NoticesController {

    static final String ADDRESS = "/pay/notices";
    static final String TIMESTAMP = "Yimen-Pay-Timestamp";
    static final String SIGNATURE = "Yimen-Pay-Signature";

    private final Cashier cashier;
    private final AuditLog audit;
    private final String region;
    private final SignedCalls calls = new SignedCalls(TIMESTAMP, SIGNATURE, "payment.notice.unknown");

    NoticesController(Cashier cashier, AuditLog audit, @Value("${yimen.region:629901}") String region) {
        this.cashier = cashier;
        this.audit = audit;
        this.region = region;
    }

    /** 200 for what was heard, also the second time, so that the provider stops; 4xx for what never will be. */
    @PostMapping(ADDRESS + "/{provider}")
    ResponseEntity<Map<String, String>> hear(@PathVariable String provider, HttpServletRequest request)
            throws IOException {
        var from = cashier.provider(provider);
        if (from.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return calls.answer(
                request,
                call -> cashier.hear(region, provider, from.get().read(call)),
                () -> audit.recordForged(
                        region,
                        Actor.SYSTEM.id().toString(),
                        Cashier.NOTICE_REFUSED,
                        provider,
                        "payment.notice.signature"));
    }
}
