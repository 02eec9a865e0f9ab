package org.yimen.intake;

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

/** Where WeChat and Weibo hand over what people write. Whoever can sign as the platform may; nobody else, whoever he is. */
@RestController
class SocialController {

    static final String ADDRESS = "/social/messages";
    static final String TIMESTAMP = "Yimen-Social-Timestamp";
    static final String SIGNATURE = "Yimen-Social-Signature";

    /** Entry of the log: somebody signed as a platform and is none. */
    static final String REFUSED = "intake.social-refused";

    private final SocialInbox inbox;
    private final AuditLog audit;
    private final String region;
    private final SignedCalls calls = new SignedCalls(TIMESTAMP, SIGNATURE, "");

    SocialController(SocialInbox inbox, AuditLog audit, @Value("${yimen.region:629901}") String region) {
        this.inbox = inbox;
        this.audit = audit;
        this.region = region;
    }

    /** 200 for what was heard, also the second time, so that the platform stops. */
    @PostMapping(ADDRESS + "/{channel}")
    ResponseEntity<Map<String, String>> hear(@PathVariable String channel, HttpServletRequest request)
            throws IOException {
        var account = inbox.account(channel);
        if (account.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return calls.answer(
                request,
                call -> inbox.hear(channel, account.get().read(call)),
                () -> audit.recordForged(
                        region, Actor.SYSTEM.id().toString(), REFUSED, channel, "intake.social.signature"));
    }
}
