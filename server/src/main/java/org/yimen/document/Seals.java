package org.yimen.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.Sm2PublicKey;
import org.yimen.document.Seal.Revocation;
import org.yimen.document.Seal.Standing;

/** 印章登记: the seals of the offices; who may sign is decided here and once more when the paper is stored. */
@Repository
public class Seals implements SealRegister {

    /** A seal is renewed every few years; more than this many of one kind means that somebody plays. */
    private static final int MOST_OF_A_KIND = 50;

    private static final int MOST_OF_A_PAGE = 100;

    private static final String INSERT = """
            insert into document.seal
                   (region_code, id, kind, department_code, name, key_id, public_key, valid_from, valid_until,
                    custodian_id, entered_by, entered_at)
            values (:region, :id, :kind, :department, :name, :key, :publicKey, :from, :until, :custodian, :by, :at)
                on conflict (region_code, id) do nothing
            """;

    private static final String FIND = """
            select region_code, id, kind, department_code, name, key_id, public_key, valid_from, valid_until,
                   revoked_at, revoked_reason, custodian_id
              from document.seal
             where region_code = :region and id = :id
            """;

    private static final String OF_DEPARTMENT = """
            select region_code, id, kind, department_code, name, key_id, public_key, valid_from, valid_until,
                   revoked_at, revoked_reason, custodian_id
              from document.seal
             where region_code = :region and department_code = :department and kind = :kind
             order by valid_from desc, id desc
             limit :limit
            """;

    private static final String OF_DEPARTMENTS = """
            select region_code, id, kind, department_code, name, key_id, public_key, valid_from, valid_until,
                   revoked_at, revoked_reason, custodian_id
              from document.seal
             where region_code = :region and (:all or department_code = any(:departments))
               and (department_code, kind, id) > (:department, :kind, :id)
             order by department_code, kind, id
             limit :limit
            """;

    private static final String ENTRUST = """
            update document.seal
               set custodian_id = :custodian
             where region_code = :region and id = :id and revoked_at is null
            """;

    private static final String REVOKE = """
            update document.seal
               set revoked_at = :at, revoked_reason = :reason, revoked_by = :by
             where region_code = :region and id = :id and revoked_at is null
            """;

    private final JdbcClient jdbc;
    private final KeyStore keys;
    private final AuditLog audit;

    // Whoever signs with a seal from here is checked once more by the statement that stores the paper.
    private final ConcurrentMap<Place, List<Seal>> known = new ConcurrentHashMap<>();

    private record Place(String region, String department, SealKind kind) {}

    Seals(JdbcClient jdbc, KeyStore keys, AuditLog audit) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * A seal to be entered.
     *
     * @param id chosen by who asks, the same for every retry: however often it arrives, one seal is entered
     * @param name the organ's name on the arc
     * @param custodian who keeps it, a chief representative
     * @param until the last day on which it signs
     * @param by who enters it: a staff id or a name
     */
    public record Entry(
            String region,
            UUID id,
            SealKind kind,
            String department,
            String name,
            UUID custodian,
            LocalDate from,
            LocalDate until,
            String by) {}

    /** Enters a new seal with a new key. */
    @Transactional
    public Seal enter(Entry entry, Instant now) {
        Optional<Seal> known = find(entry.region(), entry.id());
        if (known.isPresent()) {
            return known.get();
        }
        KeyId key = keys.newSigningKey();
        var seal = new Seal(
                entry.region(),
                entry.id(),
                entry.kind(),
                entry.department(),
                entry.name(),
                key,
                keys.publicKey(key),
                entry.from(),
                entry.until(),
                null,
                entry.custodian());
        jdbc.sql(INSERT)
                .param("region", seal.region())
                .param("id", seal.id())
                .param("kind", seal.kind().code())
                .param("department", seal.department())
                .param("name", seal.name())
                .param("key", key.value())
                .param("publicKey", seal.publicKey().encoded())
                .param("from", seal.validFrom())
                .param("until", seal.validUntil())
                .param("custodian", entry.custodian())
                .param("by", entry.by())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        audit.record(
                seal.region(),
                entry.by(),
                "document.seal-entered",
                seal.id().toString(),
                Map.of(
                        "department", seal.department(),
                        "seal", seal.kind().code(),
                        "custodian", entry.custodian().toString(),
                        "from", seal.validFrom().toString(),
                        "until", seal.validUntil().toString()));
        return seal;
    }

    /** Gives a seal into other hands; from then on it signs under the new custodian. */
    @Transactional
    public void entrust(String region, UUID id, UUID custodian, String reason, String by) {
        Seal seal = found(region, id);
        int handed = jdbc.sql(ENTRUST)
                .param("region", region)
                .param("id", id)
                .param("custodian", custodian)
                .update();
        known.clear();
        if (handed == 0) {
            throw new DocumentRuleBroken("document.seal.revoked", seal.name());
        }
        UUID before = seal.custodian();
        audit.record(
                region,
                by,
                "document.seal-entrusted",
                id.toString(),
                Map.of("from", before == null ? "" : before.toString(), "to", custodian.toString(), "reason", reason));
    }

    /** The seals of these departments, or of all, by department and kind, after the one given. */
    public List<Seal> in(String region, boolean all, Collection<String> departments, @Nullable Seal after, int limit) {
        return jdbc.sql(OF_DEPARTMENTS)
                .param("region", region)
                .param("all", all)
                .param("departments", departments.toArray(String[]::new))
                .param("department", after == null ? "" : after.department())
                .param("kind", after == null ? "" : after.kind().code())
                .param("id", after == null ? new UUID(0, 0) : after.id())
                .param("limit", Math.min(limit, MOST_OF_A_PAGE))
                .query(Seals::toSeal)
                .list();
    }

    private Seal found(String region, UUID id) {
        return find(region, id).orElseThrow(() -> new IllegalStateException("no seal " + id + " in " + region));
    }

    /**
     * The seal that a department signs with at {@code at}.
     *
     * @throws DocumentRuleBroken {@code document.seal.missing}, {@code .revoked} or {@code .expired}
     */
    public Seal usable(String region, String department, SealKind kind, Instant at) {
        var place = new Place(region, department, kind);
        return known.getOrDefault(place, List.of()).stream()
                .filter(seal -> seal.standingAt(at) == Standing.USABLE)
                .findFirst()
                .orElseGet(() -> reread(place, at));
    }

    private Seal reread(Place place, Instant at) {
        List<Seal> seals = ofDepartment(place.region(), place.department(), place.kind());
        known.put(place, seals);
        return seals.stream()
                .filter(seal -> seal.standingAt(at) == Standing.USABLE)
                .findFirst()
                .orElseThrow(() -> refusal(place.department(), seals, at));
    }

    void forget(String region, String department, SealKind kind) {
        known.remove(new Place(region, department, kind));
    }

    private static DocumentRuleBroken refusal(String department, List<Seal> seals, Instant at) {
        if (seals.isEmpty()) {
            return new DocumentRuleBroken("document.seal.missing", department);
        }
        // The newest says why: an older one has run out anyhow.
        Seal newest = seals.getFirst();
        String code = newest.standingAt(at) == Standing.REVOKED ? "document.seal.revoked" : "document.seal.expired";
        return new DocumentRuleBroken(code, newest.name());
    }

    /** All seals of one kind that the department has or had, the newest first. */
    public List<Seal> ofDepartment(String region, String department, SealKind kind) {
        return jdbc.sql(OF_DEPARTMENT)
                .param("region", region)
                .param("department", department)
                .param("kind", kind.code())
                .param("limit", MOST_OF_A_KIND)
                .query(Seals::toSeal)
                .list();
    }

    @Override
    public Optional<Seal> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query(Seals::toSeal)
                .optional();
    }

    /**
     * From {@code at} on the seal signs nothing; what it signed before stays genuine.
     *
     * @throws DocumentRuleBroken {@code document.seal.revoked} where it is revoked already
     */
    @Transactional
    public void revoke(String region, UUID id, String reason, String by, Instant at) {
        int revoked = jdbc.sql(REVOKE)
                .param("region", region)
                .param("id", id)
                .param("reason", reason)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        known.clear();
        if (revoked == 0) {
            throw new DocumentRuleBroken(
                    "document.seal.revoked", found(region, id).name());
        }
        audit.record(region, by, "document.seal-stopped", id.toString(), Map.of("reason", reason));
    }

    private static Seal toSeal(ResultSet row, int index) throws SQLException {
        var revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
        return new Seal(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                SealKind.of(row.getString("kind")),
                row.getString("department_code"),
                row.getString("name"),
                new KeyId(row.getString("key_id")),
                Sm2PublicKey.decode(row.getBytes("public_key")).orElseThrow(),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                revokedAt == null ? null : new Revocation(revokedAt.toInstant(), row.getString("revoked_reason")),
                row.getObject("custodian_id", UUID.class));
    }
}
