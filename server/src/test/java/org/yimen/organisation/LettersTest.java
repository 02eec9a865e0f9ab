package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.organisation.Town.NEW_YEAR;
import static org.yimen.organisation.Town.NEW_YEARS_EVE;
import static org.yimen.organisation.Town.TODAY;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;

@HallTest
class LettersTest {

    private static final Instant NOW = Instant.parse("2026-11-18T02:00:00Z");

    @Autowired
    private Letters letters;

    @Autowired
    private Directory directory;

    @Autowired
    private Organisation organisation;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    private Town town;
    private Staff head;
    private Staff chief;

    @BeforeEach
    void aDepartmentWithAHeadAndAChief() {
        town = new Town(organisation, null);
        for (String department : List.of("SJ", "ZX")) {
            town.department(department);
            town.post(department, "head", department);
        }
        town.post("SJ", "chief", "SJ");
        town.post("ZX", "window", "ZX");
        head = town.staff("SJ/head");
        chief = town.staff("SJ/chief");
    }

    @Test
    @Proves({"M-APR-05", "M-APR-07"})
    void theChiefDecidesOnceBothTiersAreGranted() {
        letters.grant(town.letter("1", "SJ", head, Right.ofDepartments(), null));
        letters.grant(town.letter("2", "SJ", chief, Set.of(Right.URGE, Right.CONTROL, Right.DECIDE), "1"));

        Letter held = allowed(Right.DECIDE).orElseThrow();

        assertThat(held.number()).isEqualTo("2");
        assertThat(held.signatories()).containsExactly("签署人");
        assertThat(held.parent()).isNotNull().extracting(Letter::number).isEqualTo("1");
        assertThat(allowed(Right.EXTEND)).isEmpty();
    }

    @Test
    @Law(value = "行政许可法 第四十二条第二款", rule = "LetterRules: what the government orders jointly only its own letter extends")
    void noDepartmentIsGivenWhatItsGovernmentExtends() {
        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() ->
                        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE, Right.EXTEND_JOINT), null)))
                .returns("organisation.letter.joint-extension", LetterRefused::code);
        town.department(Department.GOVERNMENT);
        town.post(Department.GOVERNMENT, "head", Department.GOVERNMENT);
        Staff mayor = town.staff(Department.GOVERNMENT + "/head");

        letters.grant(town.letter("2", Department.GOVERNMENT, mayor, Set.of(Right.EXTEND_JOINT), null));

        assertThat(directory
                        .officer(mayor.id(), TODAY)
                        .letterFor(Right.EXTEND_JOINT, Department.GOVERNMENT, "any", TODAY))
                .isPresent();
    }

    @Test
    @Proves("M-APR-05")
    void withdrawingEitherTierStopsTheChiefAtOnce() {
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));
        letters.grant(town.letter("2", "SJ", chief, Set.of(Right.DECIDE), "1"));
        assertThat(allowed(Right.DECIDE)).isPresent();

        letters.withdraw(town.code, "1", "政府收回授权", "test", NOW);

        assertThat(allowed(Right.DECIDE)).isEmpty();
        assertThat(directory.officer(head.id(), TODAY).letterFor(Right.DECIDE, "SJ", "any", TODAY))
                .isEmpty();
    }

    @Test
    @Proves("M-APR-05")
    void grantsAndWithdrawalsEnterTheAuditLog() {
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));
        letters.withdraw(town.code, "1", "轮岗", "test", NOW);

        assertThat(audit.recent(town.code, List.of(), null, 10))
                .extracting(AuditEntry::kind)
                .containsExactlyInAnyOrder("organisation.letter-granted", "organisation.letter-withdrawn");
    }

    @Test
    @Proves("M-APR-05")
    void nobodyPassesOnMoreThanHeHas() {
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.URGE), null));

        assertRefused("wider-than-parent", town.letter("2", "SJ", chief, Set.of(Right.DECIDE), "1"));
        assertRefused("wider-than-parent", until(NEW_YEARS_EVE.plusDays(1), chief, "1"));
    }

    @Test
    @Proves("M-APR-05")
    void whatWasPassedOnIsNotPassedOnAgain() {
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));
        letters.grant(town.letter("2", "SJ", chief, Set.of(Right.DECIDE), "1"));

        assertRefused("third-tier", town.letter("3", "SJ", head, Set.of(Right.DECIDE), "2"));
    }

    @Test
    @Proves("M-APR-05")
    void theGovernmentAuthorisesHeadsOnly() {
        assertRefused("first-tier-to-head", town.letter("1", "SJ", chief, Set.of(Right.DECIDE), null));
    }

    @Test
    void aLetterIsSignedAndItsNumberIsItsOwn() {
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));

        assertRefused("number-taken", town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));
        assertRefused("not-signed", with(List.of(), null, chief));
        assertRefused("parent-unknown", town.letter("3", "SJ", chief, Set.of(Right.DECIDE), "9"));
    }

    @Test
    @Law(value = "行政许可法 第二十四条", rule = "LetterRules: another organ acts only on a commission with a basis")
    void anotherOrgansClerkNeedsABasisForTheCommission() {
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.ACCEPT), null));
        Staff clerk = town.staff("ZX/window");

        assertRefused("commission-without-basis", town.letter("2", "SJ", clerk, Set.of(Right.ACCEPT), "1"));
        Letter granted = letters.grant(with(List.of("局长"), "某市政务服务条例 第三十五条", clerk));

        assertThat(granted.power()).isEqualTo(new Letter.Power.OnBehalf("某市政务服务条例 第三十五条"));
        assertThat(directory.officer(clerk.id(), TODAY).departmentsFor(Right.ACCEPT, TODAY))
                .containsExactly("SJ");
    }

    @Test
    @Proves("M-APR-08")
    void whoSignsForTheHeadServesHisDepartmentAndSignsNothingButDecisions() {
        letters.grant(town.letter("1", "SJ", head, Right.ofDepartments(), null));
        Set<Right> decide = Set.of(Right.DECIDE);

        assertNotOwn("only-by-commission", signing(town.staff("ZX/window"), decide, "1", "条例第十条"));
        assertNotOwn("signing-rights", signing(chief, Set.of(Right.DECIDE, Right.ACCEPT), "1", "条例第十条"));
        assertNotOwn("signing-rights", signing(chief, Set.of(Right.CONTROL), "1", "条例第十条"));
        assertNotOwn("signing-first-tier", signing(head, decide, null, "条例第十条"));
        assertNotOwn("signing-himself", signing(head, decide, "1", "条例第十条"));
        assertNotOwn("signing-without-basis", signing(chief, decide, "1", " "));
        assertRefused("too-long", signing(chief, decide, "1", "条".repeat(301)));
        var whole = signing(chief, Set.of(Right.DECIDE, Right.ISSUE, Right.EXTEND), "1", "条例第十条");
        letters.demandOwnOrgan(whole);
        Letter granted = letters.grant(whole);

        assertThat(granted.power()).isEqualTo(new Letter.Power.OnBehalf("条例第十条"));
        assertThat(allowed(Right.EXTEND).orElseThrow().parent())
                .isNotNull()
                .extracting(Letter::holder)
                .isEqualTo(head.id());
    }

    private void assertNotOwn(String why, Letters.Grant grant) {
        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() -> letters.demandOwnOrgan(grant))
                .returns("organisation.letter." + why, LetterRefused::code);
    }

    @Test
    @Proves("M-CAT-10")
    void withdrawalNeedsAReasonAndHappensOnce() {
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));

        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() -> letters.withdraw(town.code, "1", " ", "test", NOW));
        letters.withdraw(town.code, "1", "轮岗", "test", NOW);

        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() -> letters.withdraw(town.code, "1", "再次", "test", NOW))
                .returns("organisation.letter.not-in-force", LetterRefused::code);
        assertThat(audit.recent(town.code, List.of("organisation.letter-withdrawn"), null, AuditLog.MOST))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.detail().get("before"))
                            .contains("2026-12-31", "DECIDE")
                            .doesNotContain("收回");
                    assertThat(entry.detail().get("after")).contains("DECIDE", "收回");
                });
    }

    @Test
    void noLetterIsEverRemoved() {
        letters.grant(town.letter("1", "SJ", head, Set.of(Right.DECIDE), null));

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("delete from organisation.letter where region_code = :region")
                        .param("region", town.code)
                        .update())
                .withStackTraceContaining("nothing is removed");
    }

    @Test
    @Proves({"N-Y12", "M-APR-07"})
    void theRegisterCounts299ItemsOf38DepartmentsAnd389Admitted() {
        Map<String, Set<String>> admitted = new TreeMap<>();
        for (int d = 0; d < 38; d++) {
            // 33 departments with 8 authorised items and 5 with 7 are 299; 90 more are admitted and not authorised.
            int authorised = d < 33 ? 8 : 7;
            int others = d < 30 ? 3 : 0;
            String department = "D%02d".formatted(d);
            Set<String> items = items(department, authorised);
            authorise(department, items);
            admitted.put(department, new HashSet<>(items));
            IntStream.range(0, others).forEach(i -> admitted.get(department).add(department + "-other-" + i));
        }

        Authorised report = letters.report(town.code, TODAY, admitted);

        assertThat(report.departments()).isEqualTo(38);
        assertThat(report.items()).isEqualTo(299);
        assertThat(report.admitted()).isEqualTo(389);
        assertThat(report.rate().movePointRight(2).setScale(1, RoundingMode.HALF_UP))
                .isEqualTo("76.9");
        assertThat(report.rate()).isNotEqualTo(new BigDecimal("0.769"));
    }

    @Test
    @Proves("N-Y12")
    void anItemWhoseLetterEndedIsNotAuthorised() {
        authorise("D00", Set.of("a", "b"));
        letters.withdraw(town.code, "D00-2", "轮岗", "test", NOW);

        assertThat(letters.report(town.code, TODAY, Map.of("D00", Set.of("a", "b")))
                        .items())
                .isZero();
        assertThat(letters.report(town.code, TODAY.minusDays(1), Map.of("D00", Set.of("a", "b")))
                        .items())
                .isEqualTo(2);
    }

    private void authorise(String department, Set<String> items) {
        town.department(department);
        town.post(department, "head", department);
        town.post(department, "chief", department);
        Staff first = town.staff(department + "/head");
        Staff second = town.staff(department + "/chief");
        letters.grant(town.letter(department + "-1", department, first, Set.of(Right.DECIDE), null));
        letters.grant(new Letters.Grant(
                town.code,
                department + "-2",
                department,
                second.id(),
                items,
                Set.of(Right.DECIDE),
                NEW_YEAR,
                NEW_YEARS_EVE,
                List.of("局长"),
                department + "-1",
                null,
                "test"));
    }

    private static Set<String> items(String department, int number) {
        return IntStream.range(0, number).mapToObj(i -> department + "-" + i).collect(Collectors.toSet());
    }

    private Letters.Grant until(LocalDate until, Staff holder, String parent) {
        return new Letters.Grant(
                town.code,
                "2",
                "SJ",
                holder.id(),
                Set.of(Letter.ALL),
                Set.of(Right.URGE),
                NEW_YEAR,
                until,
                List.of("局长"),
                parent,
                null,
                "test");
    }

    private Letters.Grant with(List<String> signatories, @Nullable String basis, Staff holder) {
        return new Letters.Grant(
                town.code,
                "2",
                "SJ",
                holder.id(),
                Set.of(Letter.ALL),
                Set.of(Right.ACCEPT),
                NEW_YEAR,
                NEW_YEARS_EVE,
                signatories,
                "1",
                basis,
                "test");
    }

    private Letters.Grant signing(Staff holder, Set<Right> rights, @Nullable String parent, String basis) {
        return new Letters.Grant(
                town.code,
                "2",
                "SJ",
                holder.id(),
                Set.of(Letter.ALL),
                rights,
                NEW_YEAR,
                NEW_YEARS_EVE,
                List.of("局长"),
                parent,
                basis,
                "test");
    }

    private Optional<Letter> allowed(Right right) {
        return directory.officer(chief.id(), TODAY).letterFor(right, "SJ", "any", TODAY);
    }

    private void assertRefused(String why, Letters.Grant grant) {
        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() -> letters.grant(grant))
                .returns("organisation.letter." + why, LetterRefused::code);
    }
}
