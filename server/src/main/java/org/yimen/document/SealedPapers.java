package org.yimen.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.Sm3;
import org.yimen.identifier.Uuid7;

/** 文书: makes the sealed file of a paper, stores it, and finds it again. */
@Repository
public class SealedPapers {

    /** A case has a dozen papers; the bound only keeps a runaway from filling a page. */
    private static final int MOST_OF_A_CASE = 200;

    // The share lock makes a revocation wait, or makes this insert see it: no paper slips through between.
    private static final String INSERT = """
              with usable as (
                     select region_code, id
                       from document.seal
                      where region_code = :region and id = :seal and revoked_at is null
                        for share),
                   made as (
                     insert into document.paper
                            (region_code, id, kind, number, case_id, title, blob_id, sm3, seal_id, verification_code,
                             made_at)
                     select region_code, :id, :kind, :number, :caseId, :title, :blob, :sm3, id, :code, :at
                       from usable
                  returning region_code, id, seal_id, case_id, sm3, made_at)
            insert into document.seal_use (region_code, paper_id, seal_id, case_id, sm3, used_at)
            select region_code, id, seal_id, case_id, sm3, made_at
              from made
            """;

    private static final String SELECT = """
            select region_code, id, kind, number, case_id, title, blob_id, sm3, seal_id, verification_code, made_at
              from document.paper
            """;

    private static final String FIND = SELECT + " where region_code = :region and id = :id";

    private static final String OF_CASE =
            SELECT + " where region_code = :region and case_id = :caseId order by made_at, id limit :limit";

    private static final String BY_CODE = SELECT + " where verification_code = :code limit 1";

    private final JdbcClient jdbc;
    private final Seals seals;
    private final PaperMaker maker;
    private final BlobStore blobs;
    private final String address;

    SealedPapers(
            JdbcClient jdbc,
            Seals seals,
            PaperMaker maker,
            BlobStore blobs,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.jdbc = jdbc;
        this.seals = seals;
        this.maker = maker;
        this.blobs = blobs;
        this.address = address;
    }

    /**
     * Seals {@code paper} with the seal that its kind bears and stores it; one insert, in the caller's transaction.
     *
     * @param department whose seal
     * @throws DocumentRuleBroken {@code document.seal.missing}, {@code .revoked} or {@code .expired}; {@code
     *     document.paper.too-long} or {@code .character-missing}
     */
    public StoredPaper make(String region, UUID caseId, Paper paper, String department, Instant at) {
        return make(Uuid7.next(at), region, caseId, paper, department, at);
    }

    /** The same under an id that an event already names. */
    public StoredPaper make(UUID id, String region, UUID caseId, Paper paper, String department, Instant at) {
        Seal seal = seals.usable(region, department, paper.kind().seal(), at);
        var code = VerificationCode.random();
        byte[] pdf = maker.make(paper, new Marks(code, address + "/verify/" + code.value()), seal, at);
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
        if (insert(stored) == 0) {
            seals.forget(region, department, paper.kind().seal());
            throw new DocumentRuleBroken("document.seal.revoked", seal.name());
        }
        return stored;
    }

    private int insert(StoredPaper paper) {
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
                .param("code", paper.code().value())
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
