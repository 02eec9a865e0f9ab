package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.crypto.Sm3;
import org.yimen.document.Verdict.Genuine;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

@HallTest
class SealedPapersTest {

    private static final String REGION = "629901";
    private static final Instant NOW = TestTime.START;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Seals seals;

    @Autowired
    private PaperVerifier verifier;

    @Autowired
    private PaperMaker maker;

    @Autowired
    private Statements statements;

    @Autowired
    private JdbcClient jdbc;

    private final UUID caseId = UUID.randomUUID();

    @Test
    void aPaperIsFoundAgainAndItsFileIsGenuine() {
        String department = department();
        Seal seal = register(department, SealKind.ACCEPTANCE);

        StoredPaper made = papers.make(REGION, caseId, Papers.acceptance(), department, NOW);

        assertThat(papers.find(REGION, made.id())).hasValue(made);
        assertThat(papers.find("629902", made.id())).isEmpty();
        assertThat(papers.byCode(made.code())).hasValue(made);
        assertThat(papers.ofCase(REGION, caseId)).containsExactly(made);
        byte[] file = papers.read(REGION, made.id()).orElseThrow();
        assertThat(Sm3.hex(file)).isEqualTo(made.sm3());
        assertThat(verifier.verify(file))
                .isInstanceOfSatisfying(
                        Genuine.class,
                        genuine -> assertThat(genuine.seal().id()).isEqualTo(seal.id()));
    }

    @Test
    void paperAndUseOfTheSealAreOneStatement() {
        String department = department();
        Seal seal = register(department, SealKind.ACCEPTANCE);

        var counted = statements.calling(() -> papers.make(REGION, caseId, Papers.acceptance(), department, NOW));

        assertThat(counted.count().statements().stream().filter(sql -> sql.contains("insert")))
                .hasSize(1);
        assertThat(jdbc.sql("""
                        select encode(sm3, 'hex')
                          from document.seal_use
                         where region_code = :region and paper_id = :paper and seal_id = :seal and case_id = :caseId
                        """)
                        .param("region", REGION)
                        .param("paper", counted.result().id())
                        .param("seal", seal.id())
                        .param("caseId", caseId)
                        .query(String.class)
                        .single())
                .isEqualTo(counted.result().sm3());
    }

    @Test
    void eachPaperBearsTheSealThatItsKindAsksFor() {
        String department = department();
        Seal office = register(department, SealKind.OFFICE);

        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> papers.make(REGION, caseId, Papers.acceptance(), department, NOW))
                .returns("document.seal.missing", DocumentRuleBroken::code);
        assertThat(papers.make(REGION, caseId, Papers.licence(), department, NOW)
                        .seal())
                .isEqualTo(office.id());
    }

    @Test
    @Proves("M-CRT-03")
    void aRevokedSealSealsNothingMore() {
        String department = department();
        Seal seal = register(department, SealKind.ACCEPTANCE);
        StoredPaper before = papers.make(REGION, caseId, Papers.acceptance(), department, NOW);

        seals.revoke(REGION, seal.id(), "印章遗失", NOW.plusSeconds(60));

        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> papers.make(REGION, caseId, Papers.acceptance(), department, NOW.plusSeconds(60)))
                .returns("document.seal.revoked", DocumentRuleBroken::code);
        assertThat(papers.ofCase(REGION, caseId)).containsExactly(before);
        assertThat(verifier.verify(papers.read(REGION, before.id()).orElseThrow()))
                .isInstanceOf(Genuine.class);
    }

    @Test
    @Proves("M-CRT-03")
    void aRevocationBetweenTheLookAndTheInsertStopsThePaper() {
        String department = department();
        Seal seal = register(department, SealKind.ACCEPTANCE);
        // Somebody revokes while the file is being drawn: this store revokes just before it answers.
        BlobStore revoking = new BlobStore() {
            @Override
            public BlobId put(String holder, byte[] content) {
                seals.revoke(REGION, seal.id(), "印章遗失", NOW);
                return new BlobId("0".repeat(64));
            }

            @Override
            public Optional<byte[]> read(BlobId id) {
                return Optional.empty();
            }
        };
        var racing = new SealedPapers(jdbc, seals, maker, revoking, "https://zwfw.example");

        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> racing.make(REGION, caseId, Papers.acceptance(), department, NOW))
                .returns("document.seal.revoked", DocumentRuleBroken::code);
        assertThat(papers.ofCase(REGION, caseId)).isEmpty();
    }

    @Test
    void aNewSealTakesOverFromARevokedOne() {
        String department = department();
        Seal old = register(department, SealKind.OFFICE);
        seals.revoke(REGION, old.id(), "换发新印章", NOW);
        Seal fresh = register(department, SealKind.OFFICE);

        assertThat(seals.usable(REGION, department, SealKind.OFFICE, NOW)).isEqualTo(fresh);
        assertThat(seals.ofDepartment(REGION, department, SealKind.OFFICE))
                .extracting(Seal::id)
                .containsExactlyInAnyOrder(old.id(), fresh.id());
        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> seals.revoke(REGION, old.id(), "再次", NOW))
                .returns("document.seal.revoked", DocumentRuleBroken::code);
    }

    @Test
    void aSealIsUsableFromItsFirstToItsLastDayInShanghai() {
        String department = department();
        var seal = seals.register(REGION, SealKind.OFFICE, department, Papers.ORGAN, TODAY, TODAY, NOW);

        // 2026-11-18 in Shanghai is 16:00 of the 17th to 16:00 of the 18th, UTC.
        assertThat(seals.usable(REGION, department, SealKind.OFFICE, Instant.parse("2026-11-17T16:00:00Z")))
                .isEqualTo(seal);
        for (String outside : new String[] {"2026-11-17T15:59:59Z", "2026-11-18T16:00:00Z"}) {
            assertThatExceptionOfType(DocumentRuleBroken.class)
                    .isThrownBy(() -> seals.usable(REGION, department, SealKind.OFFICE, Instant.parse(outside)))
                    .returns("document.seal.expired", DocumentRuleBroken::code);
        }
    }

    /** Of this test alone: the database is shared. */
    private static String department() {
        return "T" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Seal register(String department, SealKind kind) {
        return seals.register(REGION, kind, department, Papers.ORGAN, TODAY.minusDays(1), TODAY.plusYears(2), NOW);
    }
}
