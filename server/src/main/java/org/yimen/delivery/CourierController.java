package org.yimen.delivery;

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

/** Where a courier tells what became of a parcel. Whoever can sign as the courier may; nobody else, whoever he is. */
@RestController
class CourierController {

    static final String ADDRESS = "/courier/notices";
    static final String TIMESTAMP = "Yimen-Courier-Timestamp";
    static final String SIGNATURE = "Yimen-Courier-Signature";

    private final Mailroom mailroom;
    private final AuditLog audit;
    private final String region;
    private final SignedCalls calls = new SignedCalls(TIMESTAMP, SIGNATURE, "delivery.notice.unknown");

    CourierController(Mailroom mailroom, AuditLog audit, @Value("${yimen.region:629901}") String region) {
        this.mailroom = mailroom;
        this.audit = audit;
        this.region = region;
    }

    /** 200 for what was heard, also the second time, so that the courier stops; 4xx for what never will be. */
    @PostMapping(ADDRESS + "/{courier}")
    ResponseEntity<Map<String, String>> hear(@PathVariable String courier, HttpServletRequest request)
            throws IOException {
        var from = mailroom.courier(courier);
        if (from.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return calls.answer(
                request,
                call -> mailroom.hear(region, courier, from.get().read(call)),
                () -> audit.recordForged(
                        region,
                        Actor.SYSTEM.id().toString(),
                        Mailroom.NOTICE_REFUSED,
                        courier,
                        "delivery.notice.signature"));
    }
}
