package org.yimen.phone;

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

/** Where an exchange tells what rings. Whoever can sign as the exchange may; nobody else, whoever he is. */
@RestController
class TelephonyController {

    static final String ADDRESS = "/telephony/notices";
    static final String TIMESTAMP = "Yimen-Telephony-Timestamp";
    static final String SIGNATURE = "Yimen-Telephony-Signature";

    /** Kind of the audit entries of notices that were not the exchange's. */
    static final String REFUSED = "phone.notice-refused";

    private static final Logger log = LoggerFactory.getLogger(TelephonyController.class);

    private final Switchboard switchboard;
    private final AuditLog audit;
    private final String region;
    private final SignedCalls calls = new SignedCalls();

    TelephonyController(Switchboard switchboard, AuditLog audit, @Value("${yimen.region}") String region) {
        this.switchboard = switchboard;
        this.audit = audit;
        this.region = region;
    }

    /** 200 for what was heard, also the second time, so that the exchange stops; 4xx for what never will be. */
    @PostMapping(ADDRESS + "/{exchange}")
    ResponseEntity<Map<String, String>> hear(
            @PathVariable String exchange,
            @RequestHeader(name = TIMESTAMP, defaultValue = "") String timestamp,
            @RequestHeader(name = SIGNATURE, defaultValue = "") String signature,
            HttpServletRequest request)
            throws IOException {
        var from = switchboard.exchange(exchange);
        if (from.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        try {
            return calls.hear(
                    request,
                    timestamp,
                    signature,
                    call -> switchboard
                            .hear(exchange, from.get().read(call))
                            .name()
                            .toLowerCase(Locale.ROOT));
        } catch (NotGenuine stranger) {
            log.debug("A notice is not {}'s: {}", exchange, stranger.getMessage());
            return calls.stranger(
                    request,
                    () -> audit.recordForged(
                            region, Actor.SYSTEM.id().toString(), REFUSED, exchange, "phone.notice.signature"));
        } catch (PhoneRefused refusal) {
            return SignedCalls.refused(refusal, "phone.notice.unknown");
        }
    }
}
