package org.yimen.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole audit log of a region. Tests share one city and a clock that stands still, so what one of them wrote may lie
 * behind any number of lines of the same instant.
 */
public final class Trail {

    private Trail() {}

    /**
     * Every line, the newest first.
     *
     * @param kinds only these; empty for all
     */
    public static List<AuditEntry> of(AuditLog audit, String region, Collection<String> kinds) {
        var trail = new ArrayList<AuditEntry>();
        AuditLog.@Nullable Cursor cursor = null;
        while (true) {
            List<AuditEntry> page = audit.recent(region, kinds, cursor, AuditLog.MOST);
            if (page.isEmpty()) {
                return trail;
            }
            trail.addAll(page);
            cursor = new AuditLog.Cursor(page.getLast().at(), page.getLast().id());
        }
    }
}
