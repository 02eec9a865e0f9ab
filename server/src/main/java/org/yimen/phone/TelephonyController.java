package org.yimen.phone;

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

/** Where an exchange tells what rings. Whoever can sign as the exchange may; nobody else, whoever he is. */
@RestController
class TelephonyController {

    static final String ADDRESS = "/telephony/notices";
    static final String TIMESTAMP = "Yimen-Telephony-Timestamp";
    static final String SIGNATURE = "Yimen-Telephony-Signature";

    /** Kind of the audit entries of notices that were not the exchange's. */
    static final String REFUSED = "phone.notice-refused";

    private final Switchboard switchboard;
    private final AuditLog audit;
    private final String region;
    private final SignedCalls calls = new SignedCalls(TIMESTAMP, SIGNATURE, "phone.notice.unknown");

    TelephonyController(Switchboard switchboard, AuditLog audit, @Value("${yimen.region}") String region) {
        this.switchboard = switchboard;
        this.audit = audit;
        this.region = region;
    }

    /** 200 for what was heard, also the second time, so that the exchange stops; 4xx for what never will be. */
    @PostMapping(ADDRESS + "/{exchange}")
    ResponseEntity<Map<String, String>> hear(@PathVariable String exchange, HttpServletRequest request)
            throws IOException {
        var from = switchboard.exchange(exchange);
        if (from.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return calls.answer(
                request,
                call -> switchboard.hear(exchange, from.get().read(call)),
                () -> audit.recordForged(
                        region, Actor.SYSTEM.id().toString(), REFUSED, exchange, "phone.notice.signature"));
    }
}
