package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.identity.Credentials.Changed;
import org.yimen.identity.SignIn.Outcome;
import org.yimen.identity.Standings.Duty;
import org.yimen.identity.Standings.Standing;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
class CredentialsTest {

    @Autowired
    private Credentials credentials;

    @Autowired
    private Colleagues colleagues;

    @Autowired
    private Organisation organisation;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private Standings standings;

    @Autowired
    private Passwords passwords;

    @Autowired
    private People people;

    @Autowired
    private SignIn signIn;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private final String address = "test-" + UUID.randomUUID();

    @Test
    void noneOfTheLastFivePasswordsComesAgain() {
        var clerk = Colleagues.member(colleagues.hired("tester"));
        var used = new ArrayList<>(List.of(Colleagues.PASSWORD));
        for (int i = 1; i <= 4; i++) {
            time.advance(Duration.ofDays(1));
            used.add("Parole-number-" + i);
            assertThat(change(clerk, used.get(i - 1), used.get(i))).isEqualTo(new Changed.Done());
        }

        for (String before : used) {
            assertThat(change(clerk, used.getLast(), before))
                    .as(before)
                    .isEqualTo(new Changed.Flawed("identity.password.used-before"));
        }

        time.advance(Duration.ofDays(1));
        assertThat(change(clerk, used.getLast(), "Parole-number-5")).isEqualTo(new Changed.Done());
        time.advance(Duration.ofDays(1));
        assertThat(change(clerk, "Parole-number-5", Colleagues.PASSWORD)).isEqualTo(new Changed.Done());
    }

    @Test
    void administratorsNeedAllFourKinds() {
        var clerk = Colleagues.member(colleagues.hired("tester"));
        var administrator = Colleagues.member(colleagues.hired("audit-admin"));

        assertThat(change(clerk, Colleagues.PASSWORD, "river-stone-77")).isEqualTo(new Changed.Done());
        assertThat(change(administrator, Colleagues.PASSWORD, "river-stone-77"))
                .isEqualTo(new Changed.Flawed("identity.password.plain-admin"));
        assertThat(change(administrator, Colleagues.PASSWORD, "River-stone-77")).isEqualTo(new Changed.Done());
    }

    @Test
    void neitherLoginNorNameIsPartOfAPassword() {
        Staff clerk = colleagues.hired("tester");

        assertThat(change(Colleagues.member(clerk), Colleagues.PASSWORD, "A-" + clerk.login() + "-1"))
                .isEqualTo(new Changed.Flawed("identity.password.holds-login"));
        assertThat(change(Colleagues.member(clerk), Colleagues.PASSWORD, clerk.name() + "-Parole-1"))
                .isEqualTo(new Changed.Flawed("identity.password.holds-login"));
    }

    @Test
    void guessesAtTheOldPasswordLockTheSignInAsWell() {
        Staff clerk = colleagues.hired("tester");
        for (int i = 0; i < 5; i++) {
            assertThat(change(Colleagues.member(clerk), "Wrong-Parole-9", "River-stone-77"))
                    .isEqualTo(new Changed.WrongOld());
        }

        assertThat(change(Colleagues.member(clerk), Colleagues.PASSWORD, "River-stone-77"))
                .isInstanceOf(Changed.LockedOut.class);
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isInstanceOf(Outcome.LockedOut.class);
    }

    @Test
    void aOneTimePasswordIsStrongAndIsNotKept() {
        Staff clerk = colleagues.hired("tester");

        String password = credentials.reset(Colleagues.member(clerk), "the security administrator");

        assertThat(passwords.flaw(password, Passwords.Holder.ADMINISTRATOR, List.of(clerk.login())))
                .isEmpty();
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isEqualTo(new Outcome.Refused());
        assertThat(signIn.staff(clerk.login(), password, address)).isInstanceOf(Outcome.Welcome.class);
        assertThat(standings.of(Colleagues.member(clerk))).isEqualTo(new Standing.Owes(Duty.PASSWORD_GIVEN));
        assertThat(Trail.of(audit, "629901", List.of("identity.password-reset")))
                .anySatisfy(entry -> {
                    assertThat(entry.subject()).isEqualTo(clerk.id().toString());
                    assertThat(entry.actor()).isEqualTo("the security administrator");
                    assertThat(entry.detail().toString()).doesNotContain(password);
                });
    }

    @Test
    void aOneTimePasswordThatNobodyUsedIsWorthlessAfterThreeDays() {
        Staff clerk = colleagues.hired("tester");
        String password = credentials.reset(Colleagues.member(clerk), "test");

        time.advance(Duration.ofDays(3));

        assertThat(signIn.staff(clerk.login(), password, address)).isEqualTo(new Outcome.Closed());
    }

    @Test
    void anAccountUnusedForNinetyDaysOpensOnlyForTheAdministrator() {
        Staff clerk = colleagues.hired("tester");
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isInstanceOf(Outcome.Welcome.class);

        time.advance(Duration.ofDays(90));
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isEqualTo(new Outcome.Closed());

        credentials.unlock(Colleagues.member(clerk), "test");
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isInstanceOf(Outcome.Welcome.class);
        assertThat(standings.of(Colleagues.member(clerk))).isEqualTo(new Standing.Owes(Duty.PASSWORD_OLD));
    }

    @Test
    void withoutAValidPostNobodySignsIn() {
        Staff idle = colleagues.engaged();
        Staff gone = colleagues.hired("tester");
        organisation.leaves(Colleagues.CITY, gone.id(), LocalDate.of(2026, 11, 18));

        assertThat(signIn.staff(idle.login(), Colleagues.PASSWORD, address)).isEqualTo(new Outcome.Refused());
        assertThat(signIn.staff(gone.login(), Colleagues.PASSWORD, address)).isEqualTo(new Outcome.Refused());
    }

    /** Wall time would prove it on a quiet machine only; what costs time is Argon2, so that is counted. */
    @Test
    void everyRefusalCostsTheSameWork() {
        Staff clerk = colleagues.hired("tester");
        Staff idle = colleagues.engaged();
        var person = people.register("张晓明", TestNumbers.citizen(), "15400000001", passwords.hash(Colleagues.PASSWORD));

        assertThat(List.of(
                        work(() -> signIn.staff(clerk.login(), "Wrong-Parole-9", address + 1)),
                        work(() -> signIn.staff(idle.login(), Colleagues.PASSWORD, address + 2)),
                        work(() -> signIn.staff("nobody-at-all", Colleagues.PASSWORD, address + 3)),
                        work(() -> signIn.citizen("张晓明", person.citizenId().value(), "Wrong-Parole-9", address + 4)),
                        work(() -> signIn.citizen("李晓明", person.citizenId().value(), Colleagues.PASSWORD, address + 5)),
                        work(() ->
                                signIn.citizen("张晓明", TestNumbers.citizen().value(), Colleagues.PASSWORD, address + 6)),
                        work(() -> signIn.operator(
                                TestNumbers.firm().value(),
                                person.citizenId().value(),
                                Colleagues.PASSWORD,
                                address + 7))))
                .containsOnly(1L);
    }

    @Test
    void aSecondFactorIsAskedAfterThePasswordAndNeverTwiceForOneCode() {
        Staff clerk = colleagues.hired("tester");
        StaffMember member = Colleagues.member(clerk);
        byte[] secret = enrolled(member);
        time.advance(Duration.ofSeconds(30));
        String code = Totp.code(secret, Totp.step(time.instant()));

        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isEqualTo(new Outcome.CodeNeeded(member));
        assertThat(signIn.code(member, code, address)).isEqualTo(new Outcome.Welcome(member));
        assertThat(signIn.code(member, code, address)).isEqualTo(new Outcome.Refused());
    }

    @Test
    void aRecoveryCodeLetsInOnce() {
        StaffMember member = Colleagues.member(colleagues.hired("tester"));
        byte[] secret = factors.newSecret();
        List<String> codes = factors.enrol(member, secret, Totp.code(secret, Totp.step(time.instant())))
                .orElseThrow();

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(signIn.code(member, codes.getFirst(), address)).isInstanceOf(Outcome.Welcome.class);
        assertThat(signIn.code(member, codes.getFirst(), address)).isEqualTo(new Outcome.Refused());
        assertThat(signIn.code(member, codes.get(1).toLowerCase(Locale.ROOT).replace("-", " "), address))
                .isInstanceOf(Outcome.Welcome.class);
        assertThat(factors.recoveryCodes(member)).isEqualTo(8);
        assertThat(jdbc.sql("""
                                select string_agg(encode(code_index, 'escape'), ' ')
                                  from identity.staff_recovery_code
                                 where region_code = '629901' and staff_id = :staff
                                """)
                        .param("staff", member.staffId())
                        .query(String.class)
                        .single())
                .doesNotContain(codes.get(2).substring(0, 5));
    }

    @Test
    void whoKnowsThePasswordHasNoMoreGuessesOfTheCodeForIt() {
        Staff clerk = colleagues.hired("tester");
        StaffMember member = Colleagues.member(clerk);
        enrolled(member);
        for (int i = 0; i < 2; i++) {
            signIn.staff(clerk.login(), Colleagues.PASSWORD, address);
            assertThat(signIn.code(member, "000000", address)).isEqualTo(new Outcome.Refused());
        }
        signIn.staff(clerk.login(), Colleagues.PASSWORD, address);

        assertThat(signIn.code(member, "000000", address)).isInstanceOf(Outcome.LockedOut.class);
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isInstanceOf(Outcome.LockedOut.class);
        assertThat(Trail.of(audit, "629901", List.of("identity.sign-in-refused")))
                .filteredOn(entry -> entry.subject().equals(clerk.id().toString()))
                .extracting(AuditEntry::detail)
                .extracting(detail -> detail.get("why"))
                .contains("code-refused", "locked-out");
    }

    @Test
    void theSecretIsSealed() {
        StaffMember member = Colleagues.member(colleagues.hired("tester"));
        byte[] secret = enrolled(member);

        byte[] kept = jdbc.sql("""
                        select secret_sealed
                          from identity.staff_second_factor
                         where region_code = '629901' and staff_id = :staff
                        """)
                .param("staff", member.staffId())
                .query(byte[].class)
                .single();

        assertThat(HexFormat.of().formatHex(kept)).doesNotContain(HexFormat.of().formatHex(secret));
    }

    private byte[] enrolled(StaffMember member) {
        byte[] secret = factors.newSecret();
        assertThat(factors.enrol(member, secret, Totp.code(secret, Totp.step(time.instant()))))
                .isPresent();
        return secret;
    }

    private Changed change(Account account, String old, String wanted) {
        return credentials.change(account, old, wanted, address, null);
    }

    private long work(Runnable refused) {
        long before = passwords.comparisons();
        refused.run();
        return passwords.comparisons() - before;
    }
}
