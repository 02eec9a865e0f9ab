package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.organisation.Town.NEW_YEAR;
import static org.yimen.organisation.Town.NEW_YEARS_EVE;
import static org.yimen.organisation.Town.TODAY;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CaseNumber;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What is given beside the two tiers of letters: item by item, on commission, for entry only, and by the government's meeting. */
@HallTest
class GivenRightsTest {

    private static final String BASIS = "某市政务服务条例 第三十五条";

    private static final UUID CASE = new UUID(0, 19);

    @Autowired
    private ItemRights itemRights;

    @Autowired
    private Commissions commissions;

    @Autowired
    private Entries entries;

    @Autowired
    private PassedPowers passedPowers;

    @Autowired
    private Letters letters;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Directory directory;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    private Town town;
    private Staff head;
    private Staff administrator;
    private Staff clerk;

    @BeforeEach
    void aDepartmentWithAnAdministratorAndAClerkOfTheCentre() {
        town = new Town(organisation, null);
        for (String department : List.of("SJ", "ZX")) {
            town.department(department);
            town.post(department, "head", department);
        }
        town.post("SJ", "admin", "SJ");
        town.post("SJ", "window", "SJ");
        town.post("ZX", "window", town.code);
        head = town.staff("SJ/head");
        administrator = town.staff("SJ/admin");
        clerk = town.staff("ZX/window");
        letters.grant(town.letter("1", "SJ", head, Right.ofDepartments(), null));
        letters.grant(town.letter("2", "SJ", administrator, Set.of(Right.ACCEPT, Right.ENTER), "1"));
        letters.grant(grant("3", clerk, Set.of("a"), Set.of(Right.ACCEPT), BASIS));
    }

    @Test
    @Proves("M-IDA-07")
    void oneRightForOneItemIsGivenAndTakenAtOnceAndAudited() {
        clerk = town.staff("SJ/window");
        assertThat(may(Right.ACCEPT, "b")).isFalse();

        itemRights.decide(administrator.id(), "SJ", "b", Right.ACCEPT, clerk.id(), true, "新增事项");
        assertThat(may(Right.ACCEPT, "b")).isTrue();
        assertThat(may(Right.ACCEPT, "c")).isFalse();
        itemRights.decide(administrator.id(), "SJ", "b", Right.ACCEPT, clerk.id(), false, "培训未完成");
        assertThat(may(Right.ACCEPT, "b")).isFalse();

        assertThat(audit.recent(town.code, List.of(), null, 20))
                .extracting(AuditEntry::kind)
                .contains("organisation.item-right-given", "organisation.item-right-taken");
    }

    @Test
    @Proves("M-IDA-07")
    void whatIsTakenIsTakenThoughALetterAllowsIt() {
        assertThat(may(Right.ACCEPT, "a")).isTrue();

        itemRights.decide(administrator.id(), "SJ", "a", Right.ACCEPT, clerk.id(), false, "投诉核查期间");

        assertThat(may(Right.ACCEPT, "a")).isFalse();
        itemRights.decide(administrator.id(), "SJ", "a", Right.ACCEPT, clerk.id(), true, "核查结束");
        assertThat(may(Right.ACCEPT, "a")).isTrue();
    }

    @Test
    @Proves("M-IDA-07")
    void nobodyGivesMoreThanHeHasNorToHimselfNorElsewhere() {
        assertItemRefused("item-right.more-than-own", Right.DECIDE, clerk, administrator);
        assertItemRefused("staff.himself", Right.ACCEPT, administrator, administrator);
        assertItemRefused("item-right.not-yours", Right.ACCEPT, clerk, head);
        assertItemRefused("item-right.not-window", Right.ACCEPT, head, administrator);
        Staff stranger = town.staff("ZX/window");
        assertItemRefused("item-right.no-commission", Right.ACCEPT, stranger, administrator);
    }

    @Test
    @Proves({"M-IDA-07", "M-INT-18"})
    @Law(value = "行政许可法 第二十四条", rule = "ItemRights: in another organ's name nothing beyond the items of the commission")
    void aClerkOfAnotherOrganIsGivenNoItemThatHisCommissionDoesNotName() {
        assertItemRefused("item-right.no-commission", Right.ACCEPT, clerk, administrator);
        assertThat(may(Right.ACCEPT, "b")).isFalse();

        letters.withdraw(town.code, "3", "委托期满", "test", time.instant());

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> itemRights.decide(administrator.id(), "SJ", "a", Right.ACCEPT, clerk.id(), true, "试"))
                .returns("organisation.item-right.no-commission", OrganisationRefused::code);
    }

    @Test
    @Proves("M-INT-18")
    void whatWasGivenBackUnderACommissionFallsWithTheCommission() {
        itemRights.decide(administrator.id(), "SJ", "a", Right.ACCEPT, clerk.id(), false, "投诉核查期间");
        itemRights.decide(administrator.id(), "SJ", "a", Right.ACCEPT, clerk.id(), true, "核查结束");
        assertThat(may(Right.ACCEPT, "a")).isTrue();

        letters.withdraw(town.code, "3", "委托期满", "test", time.instant());

        assertThat(may(Right.ACCEPT, "a")).isFalse();
    }

    @Test
    @Proves("M-IDA-07")
    void whatAnAdministratorGaveFallsWithHisOwnLetter() {
        clerk = town.staff("SJ/window");
        letters.grant(grant("9", clerk, Set.of("a"), Set.of(Right.ACCEPT), null));
        itemRights.decide(administrator.id(), "SJ", "b", Right.ACCEPT, clerk.id(), true, "新增事项");

        letters.withdraw(town.code, "2", "轮岗", "test", time.instant());

        assertThat(may(Right.ACCEPT, "b")).isFalse();
        assertThat(may(Right.ACCEPT, "a")).isTrue();
    }

    @Test
    @Proves("M-INT-18")
    void acceptanceIsCommissionedWhereEveryConditionIsMet() {
        commissions.grant(
                grant("4", clerk, Set.of("b"), Set.of(Right.ACCEPT), BASIS),
                published(EnumSet.allOf(Commission.Condition.class)));

        assertThat(may(Right.ACCEPT, "b")).isTrue();
        assertThat(audit.recent(town.code, List.of(), null, 20))
                .extracting(AuditEntry::kind)
                .contains("organisation.acceptance-commissioned");
    }

    @ParameterizedTest
    @EnumSource(Commission.Condition.class)
    @Proves({"M-INT-18", "N-H15"})
    void acceptanceIsNotCommissionedWhereOneConditionIsMissing(Commission.Condition missing) {
        var met = EnumSet.allOf(Commission.Condition.class);
        met.remove(missing);

        assertCommissionRefused(
                "organisation.commission.condition-missing",
                grant("4", clerk, Set.of("b"), Set.of(Right.ACCEPT), BASIS),
                published(met));
    }

    @Test
    @Proves("M-INT-18")
    @Law(value = "行政许可法 第二十四条", rule = "Commissions: with a basis, published first, for named items, never passed on")
    void aCommissionHasABasisIsPublishedAndNamesItsItems() {
        var all = published(EnumSet.allOf(Commission.Condition.class));

        assertCommissionRefused(
                "organisation.letter.commission-without-basis",
                grant("4", clerk, Set.of("b"), Set.of(Right.ACCEPT), null),
                all);
        assertCommissionRefused(
                "organisation.commission.unpublished",
                grant("4", clerk, Set.of("b"), Set.of(Right.ACCEPT), BASIS),
                new Commission(NEW_YEAR.plusDays(1), "市政府网站", all.met()));
        assertCommissionRefused(
                "organisation.commission.items-named",
                grant("4", clerk, Set.of(Letter.ALL), Set.of(Right.ACCEPT), BASIS),
                all);
        assertCommissionRefused(
                "organisation.commission.acceptance-only",
                grant("4", clerk, Set.of("b"), Set.of(Right.DECIDE), BASIS),
                all);
    }

    @Test
    @Proves("M-INT-18")
    @Law(value = "行政许可法 第二十四条", rule = "Commissions: to another administrative organ only")
    void aPublicInstitutionIsNotCommissioned() {
        organisation.place(new Department(
                town.code, "SY", Text.of("事业单位"), Text.of("事业"), "12" + town.code, "0000-0000", Text.of("试验路1号")));
        town.post("SY", "window", "SY");

        assertCommissionRefused(
                "organisation.commission.no-organ",
                grant("4", town.staff("SY/window"), Set.of("b"), Set.of(Right.ACCEPT), BASIS),
                published(EnumSet.allOf(Commission.Condition.class)));
    }

    @Test
    @Proves("M-INT-18")
    @Law(value = "行政许可法 第二十四条", rule = "LetterRules: outsourced clerks receive, the department accepts")
    void anOutsourcedClerkIsGivenNoRightButToKeyIn() {
        Staff outsourced = outsourced();

        for (Right right : Right.values()) {
            if (right == Right.ENTER) {
                continue;
            }
            assertThatExceptionOfType(LetterRefused.class)
                    .isThrownBy(() -> letters.grant(grant("4", outsourced, Set.of("a"), Set.of(right), BASIS)))
                    .returns("organisation.letter.outsourced", LetterRefused::code);
        }
        letters.grant(grant("5", outsourced, Set.of("a"), Set.of(Right.ENTER), null));
        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() ->
                        itemRights.decide(administrator.id(), "SJ", "a", Right.ACCEPT, outsourced.id(), true, "试"));
    }

    @Test
    @Proves("M-INT-19")
    void theRightOfEntryIsTimedLoggedAtEachUseAndEndsAtOnce() {
        letters.grant(new Letters.Grant(
                town.code,
                "6",
                "SJ",
                clerk.id(),
                Set.of("b"),
                Set.of(Right.ENTER),
                TODAY,
                TODAY,
                List.of("局长"),
                "1",
                null,
                "test"));

        entries.key(UUID.randomUUID(), clerk.id(), keyed("b", "已录入主体信息"));

        assertThat(entries.of(town.code, "SJ"))
                .singleElement()
                .satisfies(use -> assertThat(use.letter()).isEqualTo("6"));
        assertThat(audit.recent(town.code, List.of("organisation.entry-keyed"), null, 20))
                .singleElement()
                .returns(CASE.toString(), AuditEntry::subject);
        assertEntryRefused("b", "号码 13812345678");
        assertEntryRefused("b", "长".repeat(2001));
        letters.withdraw(town.code, "6", "收回", "test", time.instant());
        assertEntryRefused("b", "x");
        assertThat(entries.of(town.code, "")).hasSize(1);
    }

    @Test
    @Proves("M-INT-19")
    void oneFormKeepsOneEntryAndTheSameAgainIsNoOther() {
        letters.grant(grant("6", clerk, Set.of("b"), Set.of(Right.ENTER), null));
        UUID form = UUID.randomUUID();

        entries.key(form, clerk.id(), keyed("b", "已录入主体信息"));
        entries.key(form, clerk.id(), keyed("b", "已录入主体信息 "));

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> entries.key(form, clerk.id(), keyed("b", "别的内容")))
                .returns("organisation.entry.other", OrganisationRefused::code);
        assertThat(entries.of(town.code, "")).singleElement().returns("已录入主体信息", Entries.Use::keyed);
    }

    @Test
    @Proves("M-INT-19")
    void theRightOfEntryEndsWithItsLastDay() {
        letters.grant(new Letters.Grant(
                town.code,
                "6",
                "SJ",
                clerk.id(),
                Set.of("b"),
                Set.of(Right.ENTER),
                TODAY,
                TODAY,
                List.of("局长"),
                "1",
                null,
                "test"));
        time.set(Instant.parse("2026-11-18T15:59:59Z"));
        entries.key(UUID.randomUUID(), clerk.id(), keyed("b", "x"));

        time.set(Instant.parse("2026-11-18T16:00:00Z"));

        assertEntryRefused("b", "x");
        assertEntryRefused("a", "x");
    }

    @Test
    @Proves({"M-APR-06", "N-Y11"})
    void twelvePowersOfTheMeetingWentToSevenDepartments() {
        for (int d = 0; d < 7; d++) {
            String department = "D" + d;
            town.department(department);
            town.post(department, "head", department);
            letters.grant(
                    town.letter("G" + d, department, town.staff(department + "/head"), Set.of(Right.DECIDE), null));
        }
        for (int i = 0; i < 12; i++) {
            enter("power-" + i, "D" + i % 7, "G" + i % 7);
        }

        PassedPowers.Report report = passedPowers.report(town.code);

        assertThat(report.items()).isEqualTo(12);
        assertThat(report.departments()).hasSize(7);
        assertThat(report.powers())
                .allSatisfy(power -> assertThat(power.letter())
                        .isEqualTo("G" + power.department().charAt(1)));
    }

    @Test
    @Proves({"M-APR-06", "M-ANA-11"})
    void aPowerThatWentBackWithItsLetterIsCountedNoMore() {
        enter("x", "SJ", "1");
        assertThat(passedPowers.report(town.code).items()).isEqualTo(1);

        letters.withdraw(town.code, "1", "职能调整", "test", time.instant());

        assertThat(passedPowers.report(town.code).items()).isZero();
        assertThat(passedPowers.report(town.code).departments()).isEmpty();
        assertThat(passedPowers.entered(town.code)).hasSize(1);
    }

    @Test
    @Proves({"M-APR-06", "M-ANA-11"})
    void aPowerGoesBackByItselfOnTheDayAfterItsLetter() {
        letters.grant(new Letters.Grant(
                town.code,
                "short",
                "SJ",
                town.staff("SJ/head").id(),
                Set.of("x"),
                Set.of(Right.DECIDE),
                TODAY,
                LocalDate.of(2026, 11, 30),
                List.of("市长"),
                null,
                null,
                "test"));
        enter("x", "SJ", "short");
        enter("y", "SJ", "1");

        time.set(Instant.parse("2026-11-30T15:59:59Z"));
        assertThat(powers()).containsExactly("x", "y");

        time.set(Instant.parse("2026-11-30T16:00:00Z"));

        assertThat(powers()).as("the day after, and nobody did anything").containsExactly("y");
        assertThat(passedPowers.entered(town.code)).hasSize(2);
    }

    private List<String> powers() {
        return passedPowers.report(town.code).powers().stream()
                .map(PassedPowers.Passed::item)
                .toList();
    }

    @Test
    @Proves("M-APR-06")
    void aPowerIsPassedDownOnceAndOnlyWithALetterOfTheGovernment() {
        enter("x", "SJ", "1");

        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> enter("x", "SJ", "1"))
                .returns("organisation.passed.twice", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> enter("y", "SJ", "2"))
                .returns("organisation.passed.no-letter", OrganisationRefused::code);
        assertThatExceptionOfType(OrganisationRefused.class).isThrownBy(() -> enter("y", "ZX", "1"));
    }

    @Test
    void nobodyGrantsHimselfALetterAndNoAdministratorHoldsOne() {
        town.post("ZX", "security-admin", town.code);
        Staff security = town.staff("ZX/security-admin");

        var own = new Letters.Grant(
                town.code,
                "7",
                "SJ",
                head.id(),
                Set.of("a"),
                Set.of(Right.DECIDE),
                NEW_YEAR,
                NEW_YEARS_EVE,
                List.of("市长"),
                null,
                null,
                head.id().toString());
        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() -> letters.grant(own))
                .returns("organisation.letter.to-himself", LetterRefused::code);
        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() -> letters.grant(grant("8", security, Set.of("a"), Set.of(Right.ACCEPT), BASIS)))
                .returns("organisation.letter.administrator", LetterRefused::code);
    }

    private void enter(String item, String department, String letter) {
        passedPowers.enter("test", town.code, item, "事项" + item, "市政府常务会议", NEW_YEAR, "〔2026〕1号", department, letter);
    }

    private Staff outsourced() {
        var person = new Staff(
                UUID.randomUUID(), town.code, "out", "外包员", "OUT", null, "ZX", null, Employment.OUTSOURCED, NEW_YEAR);
        organisation.engage(person);
        organisation.appoint(new Posting(town.code, "ZX/window", person.id(), false, NEW_YEAR, null));
        return person;
    }

    private boolean may(Right right, String item) {
        return directory
                .officer(clerk.id(), time.instant())
                .letterFor(right, "SJ", item, TODAY)
                .isPresent();
    }

    private Letters.Grant grant(
            String number, Staff holder, Set<String> items, Set<Right> rights, @Nullable String basis) {
        return new Letters.Grant(
                town.code,
                number,
                "SJ",
                holder.id(),
                items,
                rights,
                NEW_YEAR,
                NEW_YEARS_EVE,
                List.of("局长"),
                "1",
                basis,
                "test");
    }

    private static Commission published(Set<Commission.Condition> met) {
        return new Commission(NEW_YEAR, "市政府网站", met);
    }

    private void assertItemRefused(String why, Right right, Staff to, Staff by) {
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> itemRights.decide(by.id(), "SJ", "b", right, to.id(), true, "试"))
                .returns("organisation." + why, OrganisationRefused::code);
    }

    private void assertCommissionRefused(String code, Letters.Grant grant, Commission commission) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> commissions.grant(grant, commission))
                .returns(code, RuleBroken::code);
        assertThat(may(Right.ACCEPT, "b")).isFalse();
    }

    private void assertEntryRefused(String item, String text) {
        assertThatExceptionOfType(OrganisationRefused.class)
                .isThrownBy(() -> entries.key(UUID.randomUUID(), clerk.id(), keyed(item, text)));
    }

    private static Entries.Keyed keyed(String item, String text) {
        return new Entries.Keyed(
                "SJ",
                item,
                "国家企业登记系统",
                CASE,
                new CaseNumber("629901", LocalDate.of(2026, 11, 18), 17).toString(),
                text);
    }
}
