package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.PasswordResets.Asked;
import org.yimen.identity.PasswordResets.Finished;
import org.yimen.identity.SignIn.Outcome;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** With the phones of the demo city. */
@HallTest
class PasswordResetsTest {

    private static final String NEXT = "River-stone-77";

    @Autowired
    private PasswordResets resets;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private SignIn signIn;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    private final CitizenId number = TestNumbers.citizen();
    private final String address = "test-" + UUID.randomUUID();
    private Person person;

    @BeforeEach
    void aPerson() {
        String phone =
                "154" + String.format("%08d", Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
        person = people.register("张晓明", number, phone, passwords.hash(Colleagues.PASSWORD));
    }

    @Test
    void theCodeFromThePhoneSetsANewPassword() throws Exception {
        UUID reset = asked("张晓明", number);

        assertThat(resets.finish(reset, code(reset), NEXT, address)).isEqualTo(new Finished.Done());

        assertThat(signIn.citizen("张晓明", number.value(), NEXT, address)).isInstanceOf(Outcome.Welcome.class);
        assertThat(signIn.citizen("张晓明", number.value(), Colleagues.PASSWORD, address))
                .isEqualTo(new Outcome.Refused());
        assertThat(resets.finish(reset, code(reset), "Another-stone-8", address))
                .isEqualTo(new Finished.Over());
        assertThat(Trail.of(audit, "629901", List.of("identity.password-reset")))
                .anySatisfy(entry ->
                        assertThat(entry.subject()).isEqualTo(person.id().toString()));
    }

    @Test
    void ofTwoWhoComeWithTheCodeAtOnceOneSetsThePassword() throws Exception {
        UUID reset = asked("张晓明", number);
        String code = code(reset);
        var start = new CountDownLatch(1);
        List<CompletableFuture<Finished>> both = Stream.of(NEXT, "Another-stone-8")
                .map(wanted -> CompletableFuture.supplyAsync(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                    return resets.finish(reset, code, wanted, address);
                }))
                .toList();
        start.countDown();

        assertThat(both.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder(new Finished.Done(), new Finished.Over());
        assertThat(Trail.of(audit, "629901", List.of("identity.password-reset")))
                .filteredOn(entry -> entry.subject().equals(person.id().toString()))
                .hasSize(1);
    }

    @Test
    void nobodyLearnsWhoHasAnAccount() {
        var known = asked("张晓明", number);
        var otherName = asked("李晓明", number);
        var nobody = asked("张晓明", TestNumbers.citizen());

        for (UUID reset : List.of(known, otherName, nobody)) {
            long before = passwords.comparisons();
            assertThat(resets.finish(reset, "no code", NEXT, address)).isEqualTo(new Finished.WrongCode());
            assertThat(resets.finish(reset, "no code", "short", address))
                    .isEqualTo(new Finished.Flawed("identity.password.short"));
            assertThat(passwords.comparisons()).isEqualTo(before);
        }
        assertThat(resets.readOut(otherName)).isEmpty();
        assertThat(resets.readOut(nobody)).isEmpty();
    }

    @Test
    void fiveWrongCodesEndTheRequestAndSoDoTenMinutes() throws Exception {
        UUID guessed = asked("张晓明", number);
        String code = code(guessed);
        for (int i = 0; i < 5; i++) {
            assertThat(resets.finish(guessed, "wrong" + i, NEXT, address)).isEqualTo(new Finished.WrongCode());
        }
        assertThat(resets.finish(guessed, code, NEXT, address)).isEqualTo(new Finished.Over());

        UUID late = asked("张晓明", number);
        String lateCode = code(late);
        time.advance(Duration.ofMinutes(10));
        assertThat(resets.finish(late, lateCode, NEXT, address)).isEqualTo(new Finished.Over());
    }

    @Test
    void aNameAndNumberAreAskedForTenTimesADayWhetherTheyExistOrNot() {
        CitizenId nobody = TestNumbers.citizen();
        for (CitizenId each : List.of(number, nobody)) {
            for (int i = 0; i < 10; i++) {
                assertThat(resets.ask("张晓明", each, address + i)).isInstanceOf(Asked.Sent.class);
            }
            assertThat(resets.ask("张晓明", each, address + "-other")).isEqualTo(new Asked.TooMany());
        }
    }

    @Test
    void oneAddressAsksFiveTimesADay() {
        for (int i = 0; i < 5; i++) {
            assertThat(resets.ask("张晓明", number, address)).isInstanceOf(Asked.Sent.class);
            time.advance(Duration.ofMinutes(16));
        }
        assertThat(resets.ask("张晓明", number, address)).isEqualTo(new Asked.TooMany());
        assertThat(resets.ask("张晓明", number, address + "-other")).isInstanceOf(Asked.Sent.class);
    }

    @Test
    void whoDoesNotKnowTheNameUsesNothingUpHoweverManyHeIs() {
        for (int i = 0; i < 60; i++) {
            var _ = resets.ask("猜" + i, number, "stranger-" + i % 20 + address);
        }

        assertThat(resets.ask("张晓明", number, address)).isInstanceOf(Asked.Sent.class);
        // Even where he guesses from the very address of the owner, a quarter of an hour is all that he takes.
        for (int i = 0; i < 6; i++) {
            var _ = resets.ask("猜", number, address);
        }
        assertThat(resets.ask("张晓明", number, address)).isEqualTo(new Asked.TooMany());
        time.advance(Duration.ofMinutes(16));
        assertThat(resets.ask("张晓明", number, address)).isInstanceOf(Asked.Sent.class);
    }

    @Test
    void theNewPasswordHoldsNothingOfItsOwner() throws Exception {
        UUID reset = asked("张晓明", number);

        assertThat(resets.finish(reset, code(reset), "张晓明-Parole-1", address))
                .isEqualTo(new Finished.Flawed("identity.password.holds-login"));
    }

    private UUID asked(String name, CitizenId of) {
        return resets.ask(name, of, address) instanceof Asked.Sent(UUID reset) ? reset : new UUID(0, 0);
    }

    /** The message goes out after the answer. */
    private String code(UUID reset) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Optional<String> code = resets.readOut(reset);
            if (code.isPresent()) {
                return code.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no message came");
    }
}
