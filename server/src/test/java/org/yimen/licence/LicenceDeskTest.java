package org.yimen.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.document.DocumentRuleBroken;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.document.SealKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.Sealing;
import org.yimen.document.Seals;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.Statements;
import org.yimen.testing.TestTime;

@HallTest
class LicenceDeskTest {

    private static final String REGION = "629901";
    private static final String ORGAN = "安澜市卫生健康委员会";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final CreditCode OFFICE = CreditCode.of("11629901MA0000170Q");
    private static final LicenceType TYPE = new LicenceType("公共场所卫生许可证", OFFICE, 17);

    @Autowired
    private LicenceDesk desk;

    @Autowired
    private Seals seals;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    @Autowired
    private OldHolders old;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    private final String department = "T" + UUID.randomUUID().toString().substring(0, 8);
    private UUID caseId = UUID.randomUUID();

    @BeforeEach
    void aDecidedCaseAndASealForItsCertificate() {
        caseId = city.granted("public-place-hygiene").id().value();
        register(SealKind.OFFICE);
    }

    private void register(SealKind kind) {
        seals.enter(
                new Seals.Entry(
                        REGION,
                        UUID.randomUUID(),
                        kind,
                        department,
                        ORGAN,
                        chief().id(),
                        TODAY.minusDays(1),
                        TODAY.plusYears(3),
                        "test"),
                TestTime.START);
    }

    /** Who keeps the seals of this test. */
    private Actor chief() {
        return city.at("WJW/chief");
    }

    @Test
    @Proves("M-CRT-01")
    void anIssuedLicenceIsFoundByItsHolderAndItsCode() {
        Holder holder = person(11);
        Licence licence = desk.issue(draft(holder), chief());

        assertThat(desk.find(REGION, licence.id())).hasValue(licence);
        assertThat(desk.heldBy(REGION, holder.number())).containsExactly(licence);
        assertThat(desk.heldBy(REGION, " " + holder.number() + " ")).containsExactly(licence);
        assertThat(desk.heldBy("629902", holder.number())).isEmpty();
        assertThat(desk.heldBy(REGION, person(12).number())).isEmpty();
        assertThat(desk.ofCase(REGION, caseId)).containsExactly(licence);
        assertThat(desk.byCode(licence.code().grouped())).hasValue(licence);
        assertThat(desk.byCode("7KMP-4XQ2-9TB0")).isEmpty();
    }

    @Test
    @Proves("M-IDA-06")
    void theHoldersNameLiesSealedAndOneFromBeforeIsSealedAtTheNextStart() {
        Holder holder = person(13);
        Licence licence = desk.issue(draft(holder), chief());
        assertThat(row(licence)).doesNotContain(holder.name());

        jdbc.sql("""
                        update licence.licence
                           set holder_name = :name, holder_sealed = null
                         where region_code = :region and id = :id
                        """)
                .param("name", holder.name())
                .param("region", REGION)
                .param("id", licence.id())
                .update();
        assertThat(desk.find(REGION, licence.id())).as("read as it was").hasValue(licence);
        old.run(new DefaultApplicationArguments());

        assertThat(row(licence)).doesNotContain(holder.name());
        assertThat(desk.find(REGION, licence.id())).hasValue(licence);
        assertThat(desk.heldBy(REGION, holder.number())).containsExactly(licence);
    }

    private String row(Licence licence) {
        return jdbc.sql("select l::text from licence.licence l where region_code = :region and id = :id")
                .param("region", REGION)
                .param("id", licence.id())
                .query(String.class)
                .single();
    }

    @Test
    @Proves("M-CRT-01")
    void theCheckTellsValidExpiredAndEnded() {
        Licence licence = desk.issue(draft(person(21)), chief());

        assertThat(standing(licence)).isEqualTo(new Standing.InForce());

        time.set(TestTime.START.plus(Duration.ofDays(365)));
        assertThat(standing(licence)).isEqualTo(new Standing.InForce());

        time.set(TestTime.START.plus(Duration.ofDays(366)));
        assertThat(standing(licence)).isEqualTo(new Standing.Expired(TODAY.plusDays(365)));

        time.set(TestTime.START);
        desk.end(REGION, licence.id(), Ending.REVOKED, "提供虚假材料");
        assertThat(standing(licence)).isEqualTo(new Standing.Ended(Ending.REVOKED, TODAY, "提供虚假材料"));
        assertThat(desk.verify(licence.code().value()))
                .isInstanceOfSatisfying(
                        LicenceCheck.Genuine.class,
                        check -> assertThat(check.inForce()).isFalse());
    }

    @Test
    void aLicenceWhoseTermIsToComeIsNotInForceYet() {
        LicenceDraft draft = draft(person(31), new Term(TODAY.plusDays(1), null));
        Licence licence = desk.issue(draft, chief());

        assertThat(standing(licence)).isEqualTo(new Standing.NotYet(TODAY.plusDays(1)));

        time.advance(Duration.ofDays(20_000));
        assertThat(standing(licence)).isEqualTo(new Standing.InForce());
    }

    @Test
    @Proves({"M-CRT-01", "M-CRT-03"})
    void theFileIsGenuineAndOneChangedByteIsNot() {
        Licence licence = desk.issue(draft(person(41)), chief());
        byte[] file = desk.file(licence).orElseThrow();

        assertThat(desk.verify(file)).isEqualTo(desk.verify(licence.code().value()));
        for (int at = 0; at < file.length; at += file.length / 40) {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            assertThat(desk.verify(changed)).as("byte %d", at).isNotInstanceOf(LicenceCheck.Genuine.class);
        }
    }

    @Test
    void aFileThatWeSealedButThatIsNoLicenceIsUnknown() {
        register(SealKind.ACCEPTANCE);
        var notice = papers.make(
                REGION,
                caseId,
                Paper.of(PaperKind.RECEIPT, "收件〔2026〕1号", "收件凭证", "王小明", ORGAN, TODAY),
                department,
                new Sealing(chief(), Set.of()),
                TestTime.START);

        assertThat(desk.verify(papers.read(REGION, notice.id()).orElseThrow()))
                .isEqualTo(new LicenceCheck.Unknown("licence.verify.no-licence"));
        assertThat(desk.verify(new byte[0])).isEqualTo(new LicenceCheck.Unknown("document.verify.not-pdf"));
        assertThat(desk.verify("不是核验码")).isEqualTo(new LicenceCheck.Unknown("licence.verify.code-unknown"));
    }

    @Test
    void aStrangerLearnsNothingPersonal() {
        Holder holder = person(51);
        Licence licence = desk.issue(draft(holder), chief());

        LicenceCheck check = desk.verify(licence.code().value());

        assertThat(check.toString())
                .contains("欧**月", TYPE.name(), ORGAN)
                .doesNotContain(holder.name())
                .doesNotContain(holder.number())
                .doesNotContain("滨河大道");
        assertThat(licence.toString()).doesNotContain(holder.name());
        assertThat(draft(holder).toString()).doesNotContain(holder.name()).doesNotContain(holder.number());
    }

    @Test
    @Proves("M-CRT-03")
    void anOfficeWhoseSealIsRevokedIssuesNothing() {
        var seal = seals.usable(REGION, department, SealKind.OFFICE, TestTime.START);
        seals.revoke(REGION, seal.id(), "印章遗失", "test", TestTime.START);

        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> desk.issue(draft(person(61)), chief()))
                .returns("document.seal.revoked", DocumentRuleBroken::code);
        assertThat(desk.ofCase(REGION, caseId)).isEmpty();
    }

    @Test
    void oneIdentifierIsGivenOnceAndTheSecondFileDoesNotStay() {
        LicenceDraft draft = draft(person(71));
        desk.issue(draft, chief());

        assertThatExceptionOfType(LicenceRuleBroken.class)
                .isThrownBy(() -> desk.issue(draft, chief()))
                .returns("licence.identifier.taken", LicenceRuleBroken::code);
        assertThat(papers.ofCase(REGION, caseId))
                .filteredOn(paper -> paper.kind() == PaperKind.LICENCE)
                .hasSize(1);
    }

    @Test
    void strikingOffFollowsEveryOtherEndAndNothingFollowsIt() {
        Licence licence = desk.issue(draft(person(81)), chief());
        desk.end(REGION, licence.id(), Ending.RESCINDED, "以欺骗手段取得");

        assertThatExceptionOfType(LicenceRuleBroken.class)
                .isThrownBy(() -> desk.end(REGION, licence.id(), Ending.REVOKED, "处罚"))
                .returns("licence.end.not-open", LicenceRuleBroken::code);

        desk.end(REGION, licence.id(), Ending.CANCELLED, "许可被撤销，依法注销");

        assertThat(standing(licence)).isEqualTo(new Standing.Ended(Ending.CANCELLED, TODAY, "许可被撤销，依法注销"));
        for (Ending any : Ending.values()) {
            assertThatExceptionOfType(LicenceRuleBroken.class)
                    .isThrownBy(() -> desk.end(REGION, licence.id(), any, "再次"));
        }
    }

    @Test
    void paperAndLicenceAreTwoInsertsAndOneCommit() {
        var count = statements.during(() -> desk.issue(draft(person(91)), chief()));

        assertThat(count.statements().stream().filter(sql -> sql.contains("insert")))
                .hasSize(2);
        assertThat(count.commits()).isOne();
    }

    @Test
    void aFirmIsShownByItsNameAndFoundByItsCode() {
        Holder firm = new Holder.Entity("安澜市云水间餐饮管理有限责任公司", CreditCode.of("91629901MA0YMN174U"));
        Licence licence = desk.issue(draft(firm), chief());

        assertThat(desk.heldBy(REGION, "91629901ma0ymn174u")).contains(licence);
        assertThat(licence.holderMasked()).isEqualTo("安澜市云水间餐饮管理有限责任公司（9162**********174U）");
    }

    @Test
    void aTermThatEndsBeforeItBeginsIsRefused() {
        assertThatExceptionOfType(LicenceRuleBroken.class)
                .isThrownBy(() -> new Term(TODAY, TODAY.minusDays(1)))
                .returns("licence.term.reversed", LicenceRuleBroken::code);
    }

    private Standing standing(Licence licence) {
        LicenceCheck check = desk.verify(licence.code().value());
        assertThat(check).isInstanceOf(LicenceCheck.Genuine.class);
        return ((LicenceCheck.Genuine) check).standing();
    }

    /** A citizen whom no other test knows, the sequence number in place of chance. */
    private static Holder person(int sequence) {
        String seventeen = "62990119900307%03d".formatted(sequence);
        for (char check : "0123456789X".toCharArray()) {
            var id = CitizenId.parse(seventeen + check);
            if (id.isPresent()) {
                return new Holder.Person("欧阳明月", id.get());
            }
        }
        throw new IllegalStateException(seventeen);
    }

    private LicenceDraft draft(Holder holder) {
        return draft(holder, new Term(TODAY, TODAY.plusDays(365)));
    }

    private LicenceDraft draft(Holder holder, Term term) {
        String serial = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        return new LicenceDraft(
                REGION,
                TYPE,
                "安卫公证字〔2026〕第000017号",
                serial,
                holder,
                "WJW-001",
                caseId,
                new Issuer(department, ORGAN, OFFICE),
                TODAY,
                term,
                List.of(new Fact("地址", "安澜市城东区滨河大道一百二十八号"), new Fact("许可项目", "住宿场所（宾馆）")),
                List.of("经审查，符合《公共场所卫生管理条例》规定的条件，准予从事公共场所经营活动。"));
    }
}
