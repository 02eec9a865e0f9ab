package org.yimen.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 审计日志: append-only, and free of personal numbers. */
@Service
public class AuditLog {

    /** The most entries that one question gets. */
    public static final int MOST = 200;

    /** Where a page of the log ended: the next one holds what is older. */
    public record Cursor(Instant at, UUID id) {}

    /** Digits, as somebody writes his number. */
    private static final Pattern NUMBER = Pattern.compile("[0-9Xx\\p{Z}\\p{Pd}.+]+");

    private static final Pattern SOMEBODY =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final AuditEntries entries;
    private final LogState log;
    private final InstantSource time;

    AuditLog(AuditEntries entries, LogState log, InstantSource time) {
        this.entries = entries;
        this.log = log;
        this.time = time;
    }

    /**
     * Writes a line in the caller's transaction: it stands or falls with what it tells of.
     *
     * @throws LogBehind for what somebody may not do while the log stands still; what was to be done falls with it
     */
    @Transactional
    public void record(String region, String actor, String kind, String subject, Map<String, String> detail) {
        if (Grave.is(kind) && SOMEBODY.matcher(actor).matches()) {
            log.awaitFirstLook();
            log.admit();
        }
        write(region, actor, kind, subject, detail);
    }

    /** Writes down that a call was not signed by whom it names, whatever becomes of the caller's transaction. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordForged(String region, String actor, String kind, String sender, String code) {
        write(region, actor, kind, sender, Map.of("code", code, "kind", "SYSTEM", "post", ""));
    }

    /** Writes a line that stays even where the caller's transaction fails: what was attempted and refused. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordAttempt(String region, String actor, String kind, String subject, Map<String, String> detail) {
        write(region, actor, kind, subject, detail);
    }

    /**
     * The newest lines of a region.
     *
     * @param kinds only these; empty for all
     * @param cursor where the page before ended, or null for the first
     */
    public List<AuditEntry> recent(String region, Collection<String> kinds, @Nullable Cursor cursor, int limit) {
        return entries.recent(region, kinds, cursor, Math.min(limit, MOST));
    }

    /** True where a text holds what the log refuses: check what people type before it gets here. */
    public static boolean holdsPersonalNumber(String text) {
        return PersonalNumbers.isIn(text);
    }

    /** The text with stars in every such number, for whoever reads what people typed. */
    public static String withoutPersonalNumbers(String text) {
        return PersonalNumbers.masked(text);
    }

    /** True of a subject that is somebody's number: fingerprints and ids hold rows of digits, too, and are nobody's. */
    static boolean isPersonalNumber(String subject) {
        return NUMBER.matcher(subject).matches() && holdsPersonalNumber(subject);
    }

    private void write(String region, String actor, String kind, String subject, Map<String, String> detail) {
        if (isPersonalNumber(subject) || detail.values().stream().anyMatch(AuditLog::holdsPersonalNumber)) {
            throw new NumberRefused();
        }
        entries.append(new AuditEntry(region, UUID.randomUUID(), time.instant(), actor, kind, subject, detail));
    }
}
