package org.yimen.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;

/** 文书: makes the sealed file of a paper, stores it, and finds it again. */
@Repository
public class SealedPapers {

    /** The column with the copies for reading, as its cipher names it. */
    static final String READING = "document.paper.reading";

    /** A case has a dozen papers; the bound only keeps a runaway from filling a page. */
    private static final int MOST_OF_A_CASE = 200;

    // The share lock makes a revocation wait, or makes this insert see it: no paper slips through between. The journal
    // itself says whether the act is recorded that the paper tells of.
    private static final String INSERT = """
              with usable as (
                     select region_code, id
                       from document.seal
                      where region_code = :region and id = :seal and revoked_at is null and custodian_id = :custodian
                        for share),
                   recorded as (
                     select casework.number_if_recorded(
                              :region, :caseId, cast(:events as text[]), :theAct) as case_number),
                   made as (
                     insert into document.paper
                            (region_code, id, kind, number, case_id, title, blob_id, sm3, seal_id, verification_code,
                             made_at, reading_sealed)
                     select region_code, :id, :kind, :number, :caseId, :title, :blob, :sm3, id, :code, :at, :reading
                       from usable, recorded
                      where case_number is not null
                  returning region_code, id, seal_id, case_id, sm3, made_at)
            insert into document.seal_use
                   (region_code, paper_id, seal_id, case_id, sm3, used_at, case_number, actor_id, actor_post)
            select region_code, id, seal_id, case_id, sm3, made_at, case_number, :actor, :post
              from made, recorded
            """;

    private static final String USES = """
            select u.paper_id, p.kind, p.number, p.title, u.case_id, u.case_number, u.actor_id, u.actor_post, u.used_at
              from document.seal_use u
                   join document.paper p on p.region_code = u.region_code and p.id = u.paper_id
             where u.region_code = :region and u.seal_id = :seal and (u.used_at, u.paper_id) < (:at, :paper)
             order by u.used_at desc, u.paper_id desc
             limit :limit
            """;

    private static final String COUNT = """
            select count(*)
              from document.seal_use
             where region_code = :region and seal_id = :seal
            """;

    // The largest id, and a moment after any that the register will see.
    private static final SealUse.Cursor TOP =
            new SealUse.Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    /** Kind of the audit entries of what a seal was refused for. */
    public static final String SEAL_REFUSED = "document.seal-refused";

    /** The same refusal to the same person on the same case is listed once in this time. */
    private static final Duration SAME_INTENT = Duration.ofHours(12);

    private static final String SELECT = """
            select region_code, id, kind, number, case_id, title, blob_id, sm3, seal_id, verification_code, made_at
              from document.paper
            """;

    private static final String FIND = SELECT + " where region_code = :region and id = :id";

    private static final String KEPT = """
            select reading_sealed
              from document.paper
             where region_code = :region and id = :id and reading_sealed is not null
            """;

    private static final String OF_CASE =
            SELECT + " where region_code = :region and case_id = :caseId order by made_at, id limit :limit";

    private static final String BY_CODE = SELECT + " where verification_code = :code limit 1";

    private final Json json = Json.of();
    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Seals seals;
    private final PaperMaker maker;
    private final BlobStore blobs;
    private final Directory directory;
    private final AuditLog audit;
    private final String address;

    SealedPapers(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Seals seals,
            PaperMaker maker,
            BlobStore blobs,
            Directory directory,
            AuditLog audit,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.seals = seals;
        this.maker = maker;
        this.blobs = blobs;
        this.directory = directory;
        this.audit = audit;
        this.address = address;
    }

    /**
     * Seals {@code paper} with the seal that its kind bears and stores it; one insert, in the caller's transaction. What is
     * refused is listed for supervision.
     *
     * @param department whose seal
     * @throws DocumentRuleBroken {@code document.seal.missing}, {@code .revoked}, {@code .expired}, {@code .no-custodian},
     *     {@code .not-entrusted} or {@code .nothing-recorded}; {@code document.paper.too-long} or {@code
     *     .character-missing}
     */
    public StoredPaper make(String region, UUID caseId, Paper paper, String department, Sealing sealing, Instant at) {
        return make(Uuid7.next(at), region, caseId, paper, department, sealing, at);
    }

    /** The same under an id that an event already names. */
    public StoredPaper make(
            UUID id, String region, UUID caseId, Paper paper, String department, Sealing sealing, Instant at) {
        return make(id, region, caseId, paper, null, department, sealing, at);
    }

    /** The same with a file inside, which the seal covers too. */
    public StoredPaper enclosing(
            UUID id,
            String region,
            UUID caseId,
            Paper paper,
            Enclosure enclosed,
            String department,
            Sealing sealing,
            Instant at) {
        return make(id, region, caseId, paper, enclosed, department, sealing, at);
    }

    private StoredPaper make(
            UUID id,
            String region,
            UUID caseId,
            Paper paper,
            @Nullable Enclosure enclosed,
            String department,
            Sealing sealing,
            Instant at) {
        try {
            return sealed(id, region, caseId, paper, enclosed, department, sealing, at);
        } catch (DocumentRuleBroken refusal) {
            if (refusal.code().startsWith("document.seal.")) {
                list(refusal, region, caseId, paper.kind(), department, sealing, at);
            }
            throw refusal;
        }
    }

    private StoredPaper sealed(
            UUID id,
            String region,
            UUID caseId,
            Paper paper,
            @Nullable Enclosure enclosed,
            String department,
            Sealing sealing,
            Instant at) {
        Seal seal = seals.usable(region, department, paper.kind().seal(), at);
        UUID custodian = entrusted(seal, paper.kind(), sealing, at);
        var code = VerificationCode.random();
        byte[] pdf = maker.make(paper, new Marks(code, address + "/verify/" + code.value()), seal, at, enclosed);
        BlobId blob = blobs.put("paper/" + region + "/" + caseId, pdf);
        var stored = new StoredPaper(
                region,
                id,
                paper.kind(),
                paper.number(),
                caseId,
                paper.title(),
                blob,
                Sm3.hex(pdf),
                seal.id(),
                code,
                at.truncatedTo(ChronoUnit.MICROS));
        Sealed reading = cipher.seal(READING, region, id.toString(), json.write(paper.masked()));
        if (insert(stored, reading, custodian, sealing.by()) == 0) {
            seals.forget(region, department, paper.kind().seal());
            throw refusal(seal, custodian);
        }
        return stored;
    }

    /** The custodian, if whoever acts keeps the seal himself or holds a post that the plan names. */
    private UUID entrusted(Seal seal, PaperKind kind, Sealing sealing, Instant at) {
        UUID custodian = seal.custodian();
        LocalDate today = CityTime.day(at);
        if (custodian == null || hasLeft(custodian, today)) {
            throw new DocumentRuleBroken("document.seal.no-custodian", seal.name());
        }
        Actor by = sealing.by();
        if (by.equals(Actor.SYSTEM) && kind.isAutomatic()) {
            return custodian;
        }
        if (by.kind() != Actor.Kind.OFFICER) {
            throw new DocumentRuleBroken("document.seal.not-entrusted", seal.name());
        }
        Officer officer = directory.officer(by.id(), today);
        boolean entrusted = by.id().equals(custodian)
                || sealing.standsIn()
                // Whose post is for one place seals what he decided there: the case asked already.
                || sealing.posts().stream().anyMatch(officer.everywhere()::holds);
        // A post of the same code elsewhere is no post here.
        if (!entrusted || !officer.region().equals(seal.region())) {
            throw new DocumentRuleBroken("document.seal.not-entrusted", seal.name());
        }
        return custodian;
    }

    private boolean hasLeft(UUID staff, LocalDate today) {
        try {
            LocalDate left = directory.staff(staff).leftOn();
            return left != null && !today.isBefore(left);
        } catch (NoSuchElementException unknown) {
            return true;
        }
    }

    /** Why nothing was stored: the seal ended or changed hands meanwhile, or the journal does not know of the act. */
    private DocumentRuleBroken refusal(Seal seal, UUID custodian) {
        Seal now = seals.find(seal.region(), seal.id()).orElse(seal);
        if (now.revocation() != null) {
            return new DocumentRuleBroken("document.seal.revoked", seal.name());
        }
        return custodian.equals(now.custodian())
                ? new DocumentRuleBroken("document.seal.nothing-recorded", seal.name())
                : new DocumentRuleBroken("document.seal.handed-over", seal.name());
    }

    private void list(
            DocumentRuleBroken refusal,
            String region,
            UUID caseId,
            PaperKind kind,
            String department,
            Sealing sealing,
            Instant at) {
        Actor by = sealing.by();
        boolean told = audit.recent(region, List.of(SEAL_REFUSED), null, AuditLog.MOST).stream()
                .takeWhile(entry -> entry.at().isAfter(at.minus(SAME_INTENT)))
                .anyMatch(entry -> entry.actor().equals(by.id().toString())
                        && entry.subject().equals(caseId.toString())
                        && refusal.code().equals(entry.detail().get("code")));
        if (!told) {
            audit.recordAttempt(
                    region,
                    by.id().toString(),
                    SEAL_REFUSED,
                    caseId.toString(),
                    Map.of(
                            "code", refusal.code(),
                            "0",
                                    refusal.arguments().isEmpty()
                                            ? department
                                            : refusal.arguments().getFirst().toString(),
                            "command", kind.key(),
                            "kind", by.kind().name(),
                            "post", by.post()));
        }
    }

    /** The uses of a seal, newest first. */
    public List<SealUse> uses(String region, UUID seal, SealUse.@Nullable Cursor before, int limit) {
        SealUse.Cursor from = before == null ? TOP : before;
        return jdbc.sql(USES)
                .param("region", region)
                .param("seal", seal)
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("paper", from.paper())
                .param("limit", Math.min(limit, MOST_OF_A_CASE))
                .query(SealedPapers::toUse)
                .list();
    }

    /** How often a seal was used. */
    public long countUses(String region, UUID seal) {
        return jdbc.sql(COUNT)
                .param("region", region)
                .param("seal", seal)
                .query(Long.class)
                .single();
    }

    private static SealUse toUse(ResultSet row, int index) throws SQLException {
        UUID actor = row.getObject("actor_id", UUID.class);
        return new SealUse(
                row.getObject("paper_id", UUID.class),
                PaperKind.of(row.getString("kind")),
                row.getString("number"),
                row.getString("title"),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                actor == null
                        ? null
                        : actor.equals(Actor.SYSTEM.id())
                                ? Actor.SYSTEM
                                : Actor.officer(actor, row.getString("actor_post")),
                row.getObject("used_at", OffsetDateTime.class).toInstant());
    }

    private int insert(StoredPaper paper, Sealed reading, UUID custodian, Actor by) {
        return jdbc.sql(INSERT)
                .param("region", paper.region())
                .param("id", paper.id())
                .param("kind", paper.kind().code())
                .param("number", paper.number())
                .param("caseId", paper.caseId())
                .param("title", paper.title())
                .param("blob", paper.blob().value())
                .param("sm3", HexFormat.of().parseHex(paper.sm3()))
                .param("seal", paper.seal())
                .param("custodian", custodian)
                .param("events", paper.kind().events().toArray(String[]::new))
                .param("theAct", paper.kind().isTheAct())
                .param("actor", by.id())
                .param("post", by.post())
                .param("code", paper.code().value())
                .param("reading", reading.bytes())
                .param("at", paper.madeAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<StoredPaper> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query(SealedPapers::toPaper)
                .optional();
    }

    /** The papers of a case in the order in which they were made. */
    public List<StoredPaper> ofCase(String region, UUID caseId) {
        return jdbc.sql(OF_CASE)
                .param("region", region)
                .param("caseId", caseId)
                .param("limit", MOST_OF_A_CASE)
                .query(SealedPapers::toPaper)
                .list();
    }

    /** The paper that bears this code, in whatever region of this database. */
    public Optional<StoredPaper> byCode(VerificationCode code) {
        return jdbc.sql(BY_CODE)
                .param("code", code.value())
                .query(SealedPapers::toPaper)
                .optional();
    }

    /** The sealed PDF. */
    public Optional<byte[]> read(String region, UUID id) {
        return find(region, id).flatMap(paper -> blobs.read(paper.blob()));
    }

    /**
     * 查阅本: the paper as everybody may read it who sees its case, drawn from what was kept when it was made; with names and
     * numbers masked, without seal, signature and code.
     *
     * @throws DocumentRuleBroken {@code document.paper.no-reading} for a paper of which nothing of the kind was kept
     */
    public Optional<byte[]> reading(String region, UUID id, Instant now) {
        return find(region, id)
                .map(_ -> jdbc.sql(KEPT)
                        .param("region", region)
                        .param("id", id)
                        .query((row, _) -> Sealed.of(row.getBytes("reading_sealed")))
                        .optional()
                        .map(kept -> json.read(cipher.open(READING, region, id.toString(), kept), Paper.class))
                        .map(paper -> maker.reading(paper, now))
                        .orElseThrow(() -> new DocumentRuleBroken("document.paper.no-reading")));
    }

    private static StoredPaper toPaper(ResultSet row, int index) throws SQLException {
        return new StoredPaper(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                PaperKind.of(row.getString("kind")),
                row.getString("number"),
                row.getObject("case_id", UUID.class),
                row.getString("title"),
                new BlobId(row.getString("blob_id")),
                HexFormat.of().formatHex(row.getBytes("sm3")),
                row.getObject("seal_id", UUID.class),
                new VerificationCode(row.getString("verification_code")),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
