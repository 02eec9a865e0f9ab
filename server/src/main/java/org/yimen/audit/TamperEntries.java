package org.yimen.audit;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.platform.web.PagesChanged;

/** What was seen of altered pages stays in the log, also after somebody has put them right. */
@Component
class TamperEntries {

    private static final int LONGEST = 500;

    private final AuditLog audit;
    private final String region;

    TamperEntries(AuditLog audit, @Value("${yimen.region}") String region) {
        this.audit = audit;
        this.region = region;
    }

    @EventListener
    void pagesChanged(PagesChanged seen) {
        String findings = String.join("; ", seen.findings());
        audit.recordAttempt(
                region,
                "system",
                "platform.pages-changed",
                "pages",
                Map.of("findings", findings.substring(0, Math.min(LONGEST, findings.length()))));
    }
}
