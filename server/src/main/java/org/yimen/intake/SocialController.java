package org.yimen.intake;

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
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.web.SignedCall.NotGenuine;
import org.yimen.platform.web.SignedCalls;

/** Where WeChat and Weibo hand over what people write. Whoever can sign as the platform may; nobody else, whoever he is. */
@RestController
class SocialController {

    static final String ADDRESS = "/social/messages";
    static final String TIMESTAMP = "Yimen-Social-Timestamp";
    static final String SIGNATURE = "Yimen-Social-Signature";

    /** Entry of the log: somebody signed as a platform and is none. */
    static final String REFUSED = "intake.social-refused";

    private static final Logger log = LoggerFactory.getLogger(SocialController.class);

    private final SocialInbox inbox;
    private final AuditLog audit;
    private final String region;
    private final SignedCalls calls = new SignedCalls();

    SocialController(SocialInbox inbox, AuditLog audit, @Value("${yimen.region:629901}") String region) {
        this.inbox = inbox;
        this.audit = audit;
        this.region = region;
    }

    /** 200 for what was heard, also the second time, so that the platform stops. */
    @PostMapping(ADDRESS + "/{channel}")
    ResponseEntity<Map<String, String>> hear(
            @PathVariable String channel,
            @RequestHeader(name = TIMESTAMP, defaultValue = "") String timestamp,
            @RequestHeader(name = SIGNATURE, defaultValue = "") String signature,
            HttpServletRequest request)
            throws IOException {
        var account = inbox.account(channel);
        if (account.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        try {
            return calls.hear(
                    request,
                    timestamp,
                    signature,
                    call -> inbox.hear(channel, account.get().read(call)).name().toLowerCase(Locale.ROOT));
        } catch (NotGenuine stranger) {
            log.debug("A message is not {}'s: {}", channel, stranger.getMessage());
            return calls.stranger(
                    request,
                    () -> audit.recordForged(
                            region, Actor.SYSTEM.id().toString(), REFUSED, channel, "intake.social.signature"));
        } catch (CaseRuleBroken refusal) {
            return SignedCalls.refused(refusal, "");
        }
    }
}
