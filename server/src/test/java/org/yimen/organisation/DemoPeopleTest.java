package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yimen.organisation.Town.TODAY;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.SignIn;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

@HallTest
class DemoPeopleTest {

    private static final String CITY = "629901";

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private Directory directory;

    @Autowired
    private Letters letters;

    @Autowired
    private SignIn signIn;

    @BeforeEach
    void theDemosCity() {
        beans.createBean(DemoPeople.class).load();
    }

    @Test
    void loadingAgainChangesNothing() {
        var before = letters.in(CITY);

        beans.createBean(DemoPeople.class).load();

        assertThat(letters.in(CITY)).isEqualTo(before);
    }

    @Test
    @Proves("M-OTH-03")
    void twelveDepartmentsAndAHallWithWindows() {
        assertThat(directory.departments())
                .extracting(Department::code)
                .contains("WJW", "SJ", "ZJ", "SL", "JY", "YB", "GJ", "MZ", "YC", "CL", "ZR", "ZX");
        assertThat(directory.departments())
                .allSatisfy(department ->
                        assertThat(CreditCode.parse(department.creditCode())).isPresent());
        assertThat(directory.windows(directory.site())).hasSize(3);
        assertThat(directory.department("SJ").name())
                .isEqualTo(new Text("安澜市市场监督管理局", "Anlan Administration for Market Regulation"));
    }

    @Test
    @Proves({"M-APR-05", "M-APR-07"})
    void everyDepartmentHasOneChiefWithTheThreeRights() {
        for (Department department : deciding()) {
            var first = directory.holders(CITY, department.code() + "/chief", TODAY).stream()
                    .filter(holder -> !holder.standIn())
                    .toList();
            assertThat(first).hasSize(1);
            Officer chief = directory.officer(first.getFirst().staff().id(), TODAY);
            for (Right right : Set.of(Right.URGE, Right.CONTROL, Right.DECIDE)) {
                assertThat(chief.letterFor(right, department.code(), "any", TODAY))
                        .as(right + " of " + department.code() + "/chief")
                        .isPresent();
            }
        }
    }

    @Test
    @Proves("M-INT-01")
    void everyDepartmentsWindowAcceptsForItsDepartmentAloneAndDecidesForNone() {
        for (Department department : deciding()) {
            String code = department.code();
            boolean centre = code.equals("ZX");
            Officer clerk = officer(centre ? "zx.window1" : code.toLowerCase(Locale.ROOT) + ".window");

            assertThat(clerk.acceptingLetter(code, "any", TODAY, false)).isPresent();
            assertThat(clerk.departmentsFor(Right.DECIDE, TODAY)).isEmpty();
            if (!centre) {
                assertThat(clerk.departmentsFor(Right.ACCEPT, TODAY)).containsExactly(code);
            }
        }
    }

    /** Those that decide items: the hotline and the efficiency office decide none. */
    private List<Department> deciding() {
        return directory.departments().stream()
                .filter(department ->
                        directory.post(CITY, department.code() + "/chief").isPresent())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sj.standin", "jy.standin"})
    @Proves("M-APR-05")
    void aStandInWhoseLetterEndedDecidesNothing(String login) {
        Officer standIn = officer(login);

        assertThat(directory.appointee(standIn.id(), TODAY).holdsAny("chief")).isTrue();
        assertThat(standIn.holdsAny("chief")).isFalse();
        assertThat(standIn.letters()).hasSize(1);
        assertThat(standIn.departmentsFor(Right.DECIDE, TODAY)).isEmpty();
    }

    @Test
    void aStandInWithAValidLetterDecides() {
        assertThat(officer("wjw.standin").departmentsFor(Right.DECIDE, TODAY)).containsExactly("WJW");
        assertThat(officer("zr.standin").departmentsFor(Right.ISSUE, TODAY)).isEmpty();
    }

    @Test
    @Proves("M-APR-08")
    void oneStandInSignsForTheHeadAndAcceptsNothing() {
        Officer signer = officer("gj.standin");

        Letter letter = signer.letterHeld(Right.DECIDE, "GJ", "any", TODAY).orElseThrow();

        assertThat(letter.power()).isEqualTo(new Letter.Power.OnBehalf("安澜市政务服务管理办法（演示规章）第十三条"));
        assertThat(letter.parent())
                .isNotNull()
                .extracting(Letter::holder)
                .isEqualTo(officer("gj.head").id());
        assertThat(signer.letterHeld(Right.ACCEPT, "GJ", "any", TODAY)).isEmpty();
    }

    @Test
    void theSupervisorSeesTheCityAndAnExaminerHisDepartment() {
        assertThat(directory.reaches(officer("zx.supervisor"), CITY, "SJ")).isTrue();
        assertThat(directory.reaches(officer("sj.examiner1"), CITY, "SJ")).isTrue();
        assertThat(directory.reaches(officer("sj.examiner1"), CITY, "WJW")).isFalse();
    }

    @Test
    @Proves("M-IDA-01")
    void theAccountsOfTheBannerWork() {
        for (var account : new DemoAccounts().list()) {
            String[] typed = account.login().split(" +", 2);
            String address = "test-" + UUID.randomUUID();

            var outcome = switch (account.page()) {
                case "/sign-in" -> signIn.citizen(typed[0], typed[1], account.password(), address);
                case "/sign-in/enterprise" -> signIn.operator(typed[0], typed[1], account.password(), address);
                default -> signIn.staff(typed[0], account.password(), address);
            };

            assertThat(outcome).as(account.login()).isInstanceOf(SignIn.Outcome.Welcome.class);
        }
    }

    private Officer officer(String login) {
        return directory.officer(directory.staff(CITY, login).orElseThrow().id(), TODAY);
    }
}
