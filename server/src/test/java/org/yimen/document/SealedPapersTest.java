package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sm3;
import org.yimen.document.Verdict.Genuine;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

@HallTest
class SealedPapersTest {

    private static final String REGION = "629901";
    private static final String HYGIENE = "public-place-hygiene";
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
    private ColumnCipher cipher;

    @Autowired
    private Statements statements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private City city;

    @Autowired
    private Directory directory;

    @Autowired
    private AuditLog audit;

    @Test
    void aPaperIsFoundAgainAndItsFileIsGenuine() {
        String department = department();
        Seal seal = register(department, SealKind.ACCEPTANCE);

        StoredPaper made = accepting(department);

        assertThat(papers.find(REGION, made.id())).hasValue(made);
        assertThat(papers.find("629902", made.id())).isEmpty();
        assertThat(papers.byCode(made.code())).hasValue(made);
        assertThat(papers.ofCase(REGION, made.caseId())).contains(made);
        byte[] file = papers.read(REGION, made.id()).orElseThrow();
        assertThat(Sm3.hex(file)).isEqualTo(made.sm3());
        assertThat(verifier.verify(file))
                .isInstanceOfSatisfying(
                        Genuine.class,
                        genuine -> assertThat(genuine.seal().id()).isEqualTo(seal.id()));
    }

    @Test
    void aCopyForReadingIsDrawnFromWhatWasKeptAndAnOlderPaperHasNone() {
        String department = department();
        register(department, SealKind.ACCEPTANCE);
        StoredPaper made = accepting(department);

        byte[] copy = papers.reading(REGION, made.id(), NOW).orElseThrow();
        jdbc.sql("update document.paper set reading_sealed = null where region_code = :region and id = :id")
                .param("region", REGION)
                .param("id", made.id())
                .update();

        assertThat(verifier.verify(copy)).isInstanceOf(Verdict.NotOurs.class);
        assertThat(papers.reading(REGION, UUID.randomUUID(), NOW)).isEmpty();
        refused("document.paper.no-reading", () -> papers.reading(REGION, made.id(), NOW));
    }

    @Test
    @Proves("M-CRT-04")
    void eachUseIsLoggedWithCaseNumberPaperPersonPostAndMoment() {
        String department = department();
        Seal seal = register(department, SealKind.ACCEPTANCE);

        StoredPaper made = accepting(department);

        assertThat(papers.countUses(REGION, seal.id())).isOne();
        assertThat(papers.uses(REGION, seal.id(), null, 10)).singleElement().satisfies(use -> {
            assertThat(use.paper()).isEqualTo(made.id());
            assertThat(use.caseId()).isEqualTo(made.caseId());
            assertThat(use.caseNumber()).startsWith("629901");
            assertThat(use.by()).isEqualTo(chief());
            assertThat(use.at()).isEqualTo(NOW);
        });
    }

    @Test
    void paperAndUseOfTheSealAreOneStatement() {
        String department = department();
        register(department, SealKind.ACCEPTANCE);

        var counted = city.accepting(
                HYGIENE, id -> statements.calling(() -> make(id.value(), Papers.acceptance(), department, chief())));

        assertThat(counted.count().statements().stream().filter(sql -> sql.contains("insert")))
                .hasSize(1);
    }

    @Test
    void eachPaperBearsTheSealThatItsKindAsksFor() {
        String department = department();
        Seal office = register(department, SealKind.OFFICE);

        refused("document.seal.missing", () -> accepting(department));
        UUID decided = city.granted(HYGIENE).id().value();
        assertThat(make(decided, Papers.licence(), department, chief()).seal()).isEqualTo(office.id());
    }

    @Test
    @Proves("M-CRT-04")
    void outsideADecidedCaseNoCertificateIsSealedAndSupervisionHearsOfTheAttempt() {
        String department = department();
        Seal seal = register(department, SealKind.OFFICE);
        UUID open = city.accepted(HYGIENE).id().value();

        for (UUID undecided : List.of(open, UUID.randomUUID())) {
            refused("document.seal.nothing-recorded", () -> make(undecided, Papers.licence(), department, chief()));
            refused("document.seal.nothing-recorded", () -> make(undecided, Papers.licence(), department, chief()));
            assertThat(Trail.of(audit, REGION, List.of(SealedPapers.SEAL_REFUSED)))
                    .filteredOn(entry -> entry.subject().equals(undecided.toString()))
                    .as("once for each intent")
                    .hasSize(1);
        }
        assertThat(papers.countUses(REGION, seal.id())).isZero();
    }

    @Test
    @Proves("M-CRT-04")
    void anAcceptancePaperIsSealedWithItsEventOrNotAtAll() {
        String department = department();
        register(department, SealKind.ACCEPTANCE);
        UUID acceptedBefore = city.accepted(HYGIENE).id().value();

        refused("document.seal.nothing-recorded", () -> make(acceptedBefore, Papers.acceptance(), department, chief()));
        assertThat(city.<String>accepting(
                        HYGIENE,
                        id -> make(id.value(), Papers.acceptance(), department, chief())
                                .number()))
                .isNotBlank();
    }

    @Test
    @Proves("M-CRT-04")
    void onlyTheCustodianOrWhomThePlanNamesUsesASeal() {
        String department = department();
        register(department, SealKind.ACCEPTANCE);
        Actor clerk = city.at("ZX/window");
        Actor examiner = city.at("SJ/examiner");
        Actor applicant = Actor.applicant(UUID.randomUUID(), UUID.randomUUID());

        for (Actor stranger : List.of(examiner, applicant, Actor.SYSTEM)) {
            refused("document.seal.not-entrusted", () -> accepting(department, stranger, "ZX/window"));
        }
        refused("document.seal.not-entrusted", () -> accepting(department, clerk));
        assertThat(accepting(department, clerk, "ZX/window")).isNotNull();
        assertThat(accepting(department, chief())).isNotNull();
    }

    @Test
    @Proves("M-CRT-04")
    void aSealWhoseCustodianIsUnknownSealsNothing() {
        String department = department();
        seals.enter(entry(department, SealKind.ACCEPTANCE, UUID.randomUUID()), NOW);

        refused("document.seal.no-custodian", () -> accepting(department, city.at("ZX/window"), "ZX/window"));
    }

    @Test
    @Proves("M-CRT-04")
    void fromItsHandoverASealSignsUnderTheNewCustodian() {
        String department = department();
        Seal seal = register(department, SealKind.ACCEPTANCE);
        Actor other = city.at("SJ/chief");

        seals.entrust(REGION, seal.id(), other.id(), "轮岗", "test");

        refused("document.seal.not-entrusted", () -> accepting(department, chief()));
        assertThat(accepting(department, other)).isNotNull();
    }

    @Test
    @Proves({"M-CRT-03", "M-CRT-04"})
    void aRevokedSealSealsNothingMore() {
        String department = department();
        Seal seal = register(department, SealKind.ACCEPTANCE);
        StoredPaper before = accepting(department);

        seals.revoke(REGION, seal.id(), "印章遗失", "test", NOW.plusSeconds(60));

        refused(
                "document.seal.revoked",
                () -> city.accepting(
                        HYGIENE,
                        id -> papers.make(
                                REGION,
                                id.value(),
                                Papers.acceptance(),
                                department,
                                new Sealing(chief(), Set.of()),
                                NOW.plusSeconds(60))));
        assertThat(papers.countUses(REGION, seal.id())).isOne();
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
                seals.revoke(REGION, seal.id(), "印章遗失", "test", NOW);
                return new BlobId("0".repeat(64));
            }

            @Override
            public Optional<byte[]> read(BlobId id) {
                return Optional.empty();
            }

            @Override
            public boolean keep(BlobId id) {
                throw new IllegalStateException("Nothing leads to it twice");
            }

            @Override
            public void delete(BlobId id) {
                throw new IllegalStateException("Papers are kept");
            }

            @Override
            public void storedBefore(Instant before, int most, Consumer<Set<BlobId>> batch) {
                throw new IllegalStateException("Nobody sweeps here");
            }

            @Override
            public boolean deleteOld(BlobId id, Instant before) {
                throw new IllegalStateException("Papers are kept");
            }
        };
        var racing = new SealedPapers(jdbc, cipher, seals, maker, revoking, directory, audit, "https://zwfw.example");

        refused(
                "document.seal.revoked",
                () -> city.accepting(
                        HYGIENE,
                        id -> racing.make(
                                REGION,
                                id.value(),
                                Papers.acceptance(),
                                department,
                                new Sealing(chief(), Set.of()),
                                NOW)));
        assertThat(papers.countUses(REGION, seal.id())).isZero();
    }

    @Test
    void aNewSealTakesOverFromARevokedOne() {
        String department = department();
        Seal old = register(department, SealKind.OFFICE);
        seals.revoke(REGION, old.id(), "换发新印章", "test", NOW);
        Seal fresh = register(department, SealKind.OFFICE);

        assertThat(seals.usable(REGION, department, SealKind.OFFICE, NOW)).isEqualTo(fresh);
        assertThat(seals.ofDepartment(REGION, department, SealKind.OFFICE))
                .extracting(Seal::id)
                .containsExactlyInAnyOrder(old.id(), fresh.id());
        refused("document.seal.revoked", () -> seals.revoke(REGION, old.id(), "再次", "test", NOW));
    }

    @Test
    void whatIsEnteredTwiceUnderOneIdIsOneSeal() {
        Seals.Entry entry = entry(department(), SealKind.OFFICE, chief().id());

        Seal first = seals.enter(entry, NOW);
        Seal second = seals.enter(entry, NOW);

        assertThat(second).isEqualTo(first);
    }

    @Test
    @Proves("M-CRT-04")
    void aSealIsUsableFromItsFirstToItsLastDayInShanghai() {
        String department = department();
        var seal = seals.enter(
                new Seals.Entry(
                        REGION,
                        UUID.randomUUID(),
                        SealKind.OFFICE,
                        department,
                        Papers.ORGAN,
                        chief().id(),
                        TODAY,
                        TODAY,
                        "test"),
                NOW);

        // 2026-11-18 in Shanghai is 16:00 of the 17th to 16:00 of the 18th, UTC.
        assertThat(seals.usable(REGION, department, SealKind.OFFICE, Instant.parse("2026-11-17T16:00:00Z")))
                .isEqualTo(seal);
        for (String outside : new String[] {"2026-11-17T15:59:59Z", "2026-11-18T16:00:00Z"}) {
            refused(
                    "document.seal.expired",
                    () -> seals.usable(REGION, department, SealKind.OFFICE, Instant.parse(outside)));
        }
    }

    /** Of this test alone: the database is shared. */
    private static String department() {
        return "T" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(DocumentRuleBroken.class).isThrownBy(call).returns(code, DocumentRuleBroken::code);
    }

    /** Keeps the seals of these tests. */
    private Actor chief() {
        return city.at("WJW/chief");
    }

    private Seal register(String department, SealKind kind) {
        return seals.enter(entry(department, kind, chief().id()), NOW);
    }

    private static Seals.Entry entry(String department, SealKind kind, UUID custodian) {
        return new Seals.Entry(
                REGION,
                UUID.randomUUID(),
                kind,
                department,
                Papers.ORGAN,
                custodian,
                TODAY.minusDays(1),
                TODAY.plusYears(2),
                "test");
    }

    private StoredPaper accepting(String department) {
        return accepting(department, chief());
    }

    private StoredPaper accepting(String department, Actor by, String... posts) {
        return city.accepting(HYGIENE, id -> make(id.value(), Papers.acceptance(), department, by, posts));
    }

    private StoredPaper make(UUID caseId, Paper paper, String department, Actor by, String... posts) {
        return papers.make(REGION, caseId, paper, department, new Sealing(by, Set.of(posts)), NOW);
    }
}
