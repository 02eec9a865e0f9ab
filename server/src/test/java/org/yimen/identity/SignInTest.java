package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.SignIn.Outcome;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class SignInTest {

    private static final String PASSWORD = "right-password-1";
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    @Autowired
    private SignIn signIn;

    @Autowired
    private People people;

    @Autowired
    private Entities entities;

    @Autowired
    private Passwords passwords;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private final CitizenId number = TestNumbers.citizen();
    private final String address = "test-" + UUID.randomUUID();
    private Person person;

    @BeforeEach
    void aPersonWithAnAccount() {
        person = people.register("张晓明", number, "15400000001", passwords.hash(PASSWORD));
    }

    @Test
    @Proves("M-IDA-01")
    void aCitizenSignsInWithNameNumberAndPassword() {
        var outcome = signIn.citizen(" 张晓明 ", number.value(), PASSWORD, address);

        assertThat(outcome).isEqualTo(new Outcome.Welcome(new Citizen(person.id(), null, "张*明")));
    }

    @Test
    @Proves("M-IDA-01")
    void anOperatorSignsInForHisEnterpriseOnly() {
        CreditCode code = TestNumbers.firm();
        LegalEntity firm = entities.register(code, "试验有限公司");
        entities.appoint(firm.id(), new Operator(person.id(), Operator.Role.AGENT, NEW_YEAR, null));
        CreditCode other = TestNumbers.firm();
        entities.register(other, "别家有限公司");

        assertThat(signIn.operator(code.value(), number.value(), PASSWORD, address))
                .isEqualTo(new Outcome.Welcome(new Citizen(person.id(), firm.id(), "试验有限公司")));
        assertThat(signIn.operator(other.value(), number.value(), PASSWORD, address))
                .isEqualTo(new Outcome.Refused());
    }

    @Test
    @Proves("M-IDA-01")
    void anOperatorWhoseTimeIsOverIsRefused() {
        CreditCode code = TestNumbers.firm();
        LegalEntity firm = entities.register(code, "试验有限公司");
        entities.appoint(
                firm.id(), new Operator(person.id(), Operator.Role.AGENT, NEW_YEAR, LocalDate.of(2026, 11, 17)));

        assertThat(signIn.operator(code.value(), number.value(), PASSWORD, address))
                .isEqualTo(new Outcome.Refused());
        assertThat(entities.operatedBy(person.id(), LocalDate.of(2026, 11, 17))).hasSize(1);
        assertThat(entities.operatedBy(person.id(), LocalDate.of(2026, 11, 18))).isEmpty();
    }

    @Test
    void everyMistakeIsAnsweredAlike() {
        var refusals = List.of(
                signIn.citizen("张晓明", number.value(), "wrong-password-1", address),
                signIn.citizen("李晓明", number.value(), PASSWORD, address),
                signIn.citizen("张晓明", TestNumbers.citizen().value(), PASSWORD, address),
                signIn.citizen("张晓明", "not a number", PASSWORD, address),
                signIn.staff("nobody", PASSWORD, address));

        assertThat(refusals).containsOnly(new Outcome.Refused());
    }

    @Test
    void fiveFailuresLockTheAccountForThisAddress() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn.citizen("张晓明", number.value(), "wrong-password-1", address))
                    .isEqualTo(new Outcome.Refused());
        }

        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address)).isEqualTo(new Outcome.LockedOut(15));
        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address + "-other"))
                .isInstanceOf(Outcome.Welcome.class);

        time.advance(Duration.ofMinutes(6));
        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address)).isEqualTo(new Outcome.LockedOut(9));

        time.advance(Duration.ofMinutes(10));
        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void manyAddressesBuyNoMoreThanThirtyGuessesAtOneAccount() {
        for (int i = 0; i < SignInFailures.BY_ACCOUNT_ANYWHERE; i++) {
            assertThat(signIn.citizen("张晓明", number.value(), "wrong-password-1", address + "-" + i))
                    .isInstanceOf(Outcome.Refused.class);
        }

        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address + "-one-more"))
                .isInstanceOf(Outcome.LockedOut.class);
    }

    @Test
    void allAddressesOfOneNetworkCountAsOne() {
        for (int i = 0; i < SignInFailures.BY_ACCOUNT; i++) {
            signIn.citizen(
                    "张晓明",
                    number.value(),
                    "wrong-password-1",
                    "2001:db8:7:%x::%d".formatted(number.hashCode() & 0xffff, i));
        }

        assertThat(signIn.citizen(
                        "张晓明", number.value(), PASSWORD, "2001:db8:7:%x::99".formatted(number.hashCode() & 0xffff)))
                .isInstanceOf(Outcome.LockedOut.class);
    }

    @Test
    void anAccountThatDoesNotExistLocksAsWell() {
        String nobody = TestNumbers.citizen().value();
        for (int i = 0; i < 5; i++) {
            signIn.citizen("无此人", nobody, PASSWORD, address);
        }

        assertThat(signIn.citizen("无此人", nobody, PASSWORD, address)).isInstanceOf(Outcome.LockedOut.class);
    }

    @Test
    void aSuccessForgetsTheFailuresBefore() {
        for (int i = 0; i < 4; i++) {
            signIn.citizen("张晓明", number.value(), "wrong-password-1", address);
        }
        signIn.citizen("张晓明", number.value(), PASSWORD, address);

        assertThat(signIn.citizen("张晓明", number.value(), "wrong-password-1", address))
                .isEqualTo(new Outcome.Refused());
    }

    @Test
    void successAndFailureEnterTheAuditLogWithoutAPersonalNumber() {
        signIn.citizen("张晓明", number.value(), "wrong-password-1", address);
        signIn.citizen("张晓明", number.value(), PASSWORD, address);

        List<AuditEntry> mine = Trail.of(audit, "629901", List.of()).stream()
                .filter(entry -> entry.subject().equals(person.id().toString()))
                .toList();

        assertThat(mine)
                .extracting(AuditEntry::kind)
                .containsExactlyInAnyOrder("identity.sign-in-refused", "identity.signed-in");
        assertThat(mine.toString()).doesNotContain(number.value(), "晓");
    }

    @Test
    void whatIsPersonalIsSealedInTheDatabase() {
        String row = jdbc.sql("select p::text from identity.person p where id = :id")
                .param("id", person.id())
                .query(String.class)
                .single();

        assertThat(row).doesNotContain("张晓明", number.value(), "15400000001");
        assertThat(people.find(person.id())).contains(person);
        assertThat(people.find(number)).contains(person);
    }

    @Test
    void aNumberIsRegisteredOnce() {
        assertThatExceptionOfType(PersonKnown.class)
                .isThrownBy(() -> people.register("张晓明", number, "15400000001", passwords.hash(PASSWORD)));
    }

    @Test
    void aChangedPasswordEndsTheOldOne() {
        people.changePassword(person.id(), passwords.hash("another-password-2"));

        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address)).isEqualTo(new Outcome.Refused());
        assertThat(signIn.citizen("张晓明", number.value(), "another-password-2", address))
                .isInstanceOf(Outcome.Welcome.class);
    }
}
