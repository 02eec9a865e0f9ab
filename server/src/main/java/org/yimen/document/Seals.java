package org.yimen.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.Sm2PublicKey;
import org.yimen.document.Seal.Revocation;
import org.yimen.document.Seal.Standing;
import org.yimen.identifier.Uuid7;

/** 印章登记: the seals of the offices; who may sign is decided here and once more when the paper is stored. */
@Repository
public class Seals implements SealRegister {

    /** A seal is renewed every few years; more than this many of one kind means that somebody plays. */
    private static final int MOST_OF_A_KIND = 50;

    private static final String INSERT = """
            insert into document.seal
                   (region_code, id, kind, department_code, name, key_id, public_key, valid_from, valid_until)
            values (:region, :id, :kind, :department, :name, :key, :publicKey, :from, :until)
            """;

    private static final String FIND = """
            select region_code, id, kind, department_code, name, key_id, public_key, valid_from, valid_until,
                   revoked_at, revoked_reason
              from document.seal
             where region_code = :region and id = :id
            """;

    private static final String OF_DEPARTMENT = """
            select region_code, id, kind, department_code, name, key_id, public_key, valid_from, valid_until,
                   revoked_at, revoked_reason
              from document.seal
             where region_code = :region and department_code = :department and kind = :kind
             order by valid_from desc, id desc
             limit :limit
            """;

    private static final String REVOKE = """
            update document.seal
               set revoked_at = :at, revoked_reason = :reason
             where region_code = :region and id = :id and revoked_at is null
            """;

    private final JdbcClient jdbc;
    private final KeyStore keys;

    // Whoever signs with a seal from here is checked once more by the statement that stores the paper.
    private final ConcurrentMap<Place, List<Seal>> known = new ConcurrentHashMap<>();

    private record Place(String region, String department, SealKind kind) {}

    Seals(JdbcClient jdbc, KeyStore keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /**
     * Enters a new seal with a new key.
     *
     * @param name the organ's name on the arc
     * @param until the last day on which it signs
     */
    public Seal register(
            String region,
            SealKind kind,
            String department,
            String name,
            LocalDate from,
            LocalDate until,
            Instant now) {
        KeyId key = keys.newSigningKey();
        var seal =
                new Seal(region, Uuid7.next(now), kind, department, name, key, keys.publicKey(key), from, until, null);
        jdbc.sql(INSERT)
                .param("region", region)
                .param("id", seal.id())
                .param("kind", kind.code())
                .param("department", department)
                .param("name", name)
                .param("key", key.value())
                .param("publicKey", seal.publicKey().encoded())
                .param("from", from)
                .param("until", until)
                .update();
        return seal;
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
    public void revoke(String region, UUID id, String reason, Instant at) {
        int revoked = jdbc.sql(REVOKE)
                .param("region", region)
                .param("id", id)
                .param("reason", reason)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        known.clear();
        if (revoked == 0) {
            Seal seal =
                    find(region, id).orElseThrow(() -> new IllegalStateException("no seal " + id + " in " + region));
            throw new DocumentRuleBroken("document.seal.revoked", seal.name());
        }
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
                revokedAt == null ? null : new Revocation(revokedAt.toInstant(), row.getString("revoked_reason")));
    }
}
