package org.yimen.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.audit.TransparencyLog;
import org.yimen.identity.Access.Field;

/**
 * 查看完整信息: shows an officer what pages mask, once, for a reason. The reason stands in the audit log and in what the
 * person can read, in the same transaction, so nothing is shown that is not on record.
 */
@Service
public class Disclosures {

    /** The reasons to choose from, as keys; another one is typed. */
    public static final List<String> REASONS = List.of("check", "call", "mail", "law");

    public static final int LONGEST_REASON = 200;
    private static final int SHORTEST_REASON = 4;

    private static final String UNMASKED = "identity.unmasked";

    private final People people;
    private final Accesses accesses;
    private final AuditLog audit;
    private final TransparencyLog log;
    private final TransactionTemplate transaction;
    private final InstantSource time;

    Disclosures(
            People people,
            Accesses accesses,
            AuditLog audit,
            TransparencyLog log,
            TransactionTemplate transaction,
            InstantSource time) {
        this.log = log;
        this.transaction = transaction;
        this.people = people;
        this.accesses = accesses;
        this.audit = audit;
        this.time = time;
    }

    /**
     * What an officer asks to see.
     *
     * @param key names this one look; sent twice it is refused, so that a reload asks for a reason again
     * @param reason one of {@link #REASONS}, or typed
     * @param text what {@link Field#ANSWERS} or {@link Field#WORDS} shows; empty for what the register knows
     */
    public record Wish(
            UUID key,
            String region,
            UUID person,
            Field field,
            String reason,
            @Nullable UUID caseId,
            Onlooker by,
            String text) {

        public Wish(
                UUID key, String region, UUID person, Field field, String reason, @Nullable UUID caseId, Onlooker by) {
            this(key, region, person, field, reason, caseId, by, "");
        }
    }

    /**
     * The value in full, once the log vouches for the line that says so; whether this officer may see it at all is the
     * caller's to check before, who holds no transaction open meanwhile.
     *
     * @throws org.yimen.audit.LogBehind where that takes longer; the look is on record then, and another one asks anew
     */
    public String show(Wish wish) {
        String value = requireNonNull(transaction.execute(_ -> recorded(wish)));
        log.demand(wish.region(), List.of(UNMASKED), wish.person().toString());
        return value;
    }

    private String recorded(Wish wish) {
        String reason = wish.reason().strip();
        if (reason.isEmpty() || (!REASONS.contains(reason) && reason.length() < SHORTEST_REASON)) {
            throw new IdentityRuleBroken("identity.disclosure.reason-missing");
        }
        if (reason.length() > LONGEST_REASON) {
            throw new IdentityRuleBroken("identity.disclosure.reason-long", LONGEST_REASON);
        }
        if (AuditLog.holdsPersonalNumber(reason)) {
            throw new IdentityRuleBroken("identity.disclosure.reason-number");
        }
        Person person =
                people.find(wish.person()).orElseThrow(() -> new IllegalStateException("no person " + wish.person()));
        Instant now = time.instant();
        var access = new Access(
                wish.key(),
                wish.person(),
                Access.Kind.UNMASKED,
                now,
                Channel.WINDOW,
                wish.by().staff(),
                wish.by().name(),
                wish.by().post(),
                wish.field(),
                reason,
                wish.caseId());
        try {
            accesses.insert(wish.region(), access);
        } catch (DuplicateKeyException again) {
            throw new IdentityRuleBroken("identity.disclosure.again");
        }
        audit.record(
                wish.region(),
                wish.by().staff().toString(),
                UNMASKED,
                wish.person().toString(),
                Map.of(
                        "field",
                        wish.field().name(),
                        "reason",
                        reason,
                        "post",
                        wish.by().post(),
                        "case",
                        wish.caseId() == null ? "" : wish.caseId().toString()));
        return switch (wish.field()) {
            case NAME -> person.name();
            case NUMBER -> person.citizenId().value();
            case PHONE -> person.phone();
            case ADDRESS -> person.address();
            case ANSWERS, WORDS -> wish.text();
        };
    }
}
