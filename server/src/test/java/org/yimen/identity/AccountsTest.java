package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Access.Field;
import org.yimen.identity.CardChecks.Outcome;
import org.yimen.identity.Delegations.Extent;
import org.yimen.identity.Disclosures.Wish;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Accounts, delegations, verifications and looks, on the real database. */
@HallTest
class AccountsTest {

    private static final String CITY = "629901";
    private static final String PASSWORD = "Right-password-1";
    private static final String PHONE = "15400000051";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final Onlooker CLERK = new Onlooker(UUID.randomUUID(), "试验员", "ZX/window");

    @Autowired
    private Registration registration;

    @Autowired
    private SignIn signIn;

    @Autowired
    private People people;

    @Autowired
    private Entities entities;

    @Autowired
    private Delegations delegations;

    @Autowired
    private Acting acting;

    @Autowired
    private Consents consents;

    @Autowired
    private Verifications verifications;

    @Autowired
    private CardChecks checks;

    @Autowired
    private Disclosures disclosures;

    @Autowired
    private Accesses accesses;

    @Autowired
    private SpecialGroups groups;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private final String address = "test-" + UUID.randomUUID();

    @Test
    @Proves("M-IDA-01")
    void aCitizenOpensHisAccountAndHisConsentIsOnRecord() {
        CitizenId number = TestNumbers.citizen();

        var outcome = open("张晓明", number, PHONE, PASSWORD);

        assertThat(outcome).isEqualTo(Registration.Outcome.DONE);
        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address)).isInstanceOf(SignIn.Outcome.Welcome.class);
        Person person = people.find(number).orElseThrow();
        assertThat(consents.of(person.id()))
                .singleElement()
                .satisfies(consent -> assertThat(consent.notice()).isEqualTo(PrivacyNotice.VERSION));
        assertThat(verifications.current(person.id()))
                .as("signing in is a verification")
                .isPresent();
    }

    @Test
    @Proves("M-IDA-01")
    void whoHasAnAccountIsAnsweredLikeWhoHasNoneAndKeepsHisPassword() {
        CitizenId number = TestNumbers.citizen();
        open("张晓明", number, PHONE, PASSWORD);

        var again = open("张晓明", number, PHONE, "Another-password-2");

        assertThat(again).isEqualTo(Registration.Outcome.DONE);
        assertThat(signIn.citizen("张晓明", number.value(), "Another-password-2", address))
                .isEqualTo(new SignIn.Outcome.Refused());
        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address)).isInstanceOf(SignIn.Outcome.Welcome.class);
    }

    @Test
    void whomTheRegisterOfPersonsDoesNotKnowGetsNoAccount() {
        var outcome = open("张晓明", CitizenId.of("11010519491231002X"), PHONE, PASSWORD);

        assertThat(outcome).isEqualTo(Registration.Outcome.NO_MATCH);
        assertThat(people.find(CitizenId.of("11010519491231002X"))).isEmpty();
    }

    @Test
    void whomAWindowEnteredOpensHisAccountWithThePhoneThatHeLeftThere() {
        CitizenId number = TestNumbers.citizen();
        Person entered = people.enter("张晓明", number, PHONE);

        open("张晓明", number, "15400000059", PASSWORD);
        assertThat(people.hasAccount(entered.id())).as("another phone").isFalse();
        open("张晓明", number, PHONE, PASSWORD);

        assertThat(people.hasAccount(entered.id())).isTrue();
        assertThat(signIn.citizen("张晓明", number.value(), PASSWORD, address)).isInstanceOf(SignIn.Outcome.Welcome.class);
    }

    @Test
    void tryingNumbersIsStopped() {
        CitizenId number = TestNumbers.citizen();
        for (int i = 0; i < 5; i++) {
            open("张晓明", number, PHONE, PASSWORD);
        }

        assertThat(open("张晓明", number, PHONE, PASSWORD)).isEqualTo(Registration.Outcome.TOO_MANY);
    }

    @Test
    @Proves("M-IDA-01")
    void aFirmIsOpenedByItsRepresentativeWhoNamesAndDismissesOperators() {
        Person boss = person("徐长卿");
        Person agent = person("郑一帆");
        LegalEntity firm = entities.open(TestNumbers.firm(), "试验有限公司", boss);

        entities.name(firm.id(), boss.id(), "郑一帆", agent.citizenId(), TODAY, TODAY.plusMonths(1));
        assertThat(codes(agent)).contains(firm.id().toString());
        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> entities.dismiss(firm.id(), agent.id(), agent.id()))
                .withMessageContaining("representative-only");
        entities.dismiss(firm.id(), boss.id(), agent.id());

        assertThat(codes(agent)).as("at once").doesNotContain(firm.id().toString());
        assertThat(codes(boss)).contains("self", firm.id().toString());
    }

    @Test
    void aFirmOfSomebodyElseAndOneThatNobodyKnowsAreNotOpened() {
        Person boss = person("徐长卿");

        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> entities.open(CreditCode.of("91629901MA9909X109"), "别家有限公司", boss))
                .withMessageContaining("other-representative");
        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> entities.open(CreditCode.of("91350100M000100Y43"), "外地有限公司", boss))
                .withMessageContaining("unknown");
    }

    @Test
    void whoActsForAnotherDoesSoOnlyWhileBothWantIt() {
        Person giver = person("吴桂兰");
        Person taker = person("陈晓禾");
        var extent = new Extent(Set.of("tobacco-retail"), TODAY, TODAY.plusDays(10));
        Delegation offer = delegations.toPerson(giver.id(), "陈晓禾", taker.citizenId(), extent);
        String code = "self~" + giver.id();

        assertThat(codes(taker)).as("not accepted yet").doesNotContain(code);
        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> delegations.accept(offer.id(), giver.id(), giver.id()));
        delegations.accept(offer.id(), taker.id(), taker.id());
        Acting.Part part = acting.partsOf(taker.id()).stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
        assertThat(part.covers("tobacco-retail")).isTrue();
        assertThat(part.covers("food-business")).isFalse();
        Citizen acted = acting.as(taker.id(), code).orElseThrow();
        assertThat(acted.holder()).isEqualTo(giver.id());
        assertThat(acted.displayName()).isEqualTo("代 吴*兰");
        time.advance(Duration.ofDays(11));
        assertThat(acting.current(acted)).as("after the last day").isEmpty();
        time.advance(Duration.ofDays(-11));
        delegations.end(offer.id(), taker.id(), taker.id());

        assertThat(acting.current(acted)).as("given back").isEmpty();
        assertThat(acting.as(taker.id(), code)).isEmpty();
    }

    @Test
    void aDelegationIsNotPassedOn() {
        Person giver = person("吴桂兰");
        Person first = person("陈晓禾");
        Person second = person("李安然");
        var extent = new Extent(Set.of(), TODAY, TODAY.plusDays(10));
        accept(delegations.toPerson(giver.id(), "陈晓禾", first.citizenId(), extent), first);
        accept(delegations.toPerson(first.id(), "李安然", second.citizenId(), extent), second);

        assertThat(codes(second)).contains("self~" + first.id()).doesNotContain("self~" + giver.id());
    }

    @Test
    void oneFirmActsForAnotherThroughItsOperators() {
        Person boss = person("徐长卿");
        Person owner = person("马建国");
        LegalEntity agency = entities.open(TestNumbers.firm(), "代办有限公司", boss);
        LegalEntity client = entities.open(TestNumbers.firm(), "客户有限公司", owner);
        Delegation offer = delegations.toFirm(
                client.id(), owner.id(), agency.creditCode(), new Extent(Set.of(), TODAY, TODAY.plusDays(10)));

        delegations.accept(offer.id(), agency.id(), boss.id());

        assertThat(codes(boss)).contains(agency.id() + "~" + client.id());
        delegations.end(offer.id(), client.id(), owner.id());
        assertThat(codes(boss)).doesNotContain(agency.id() + "~" + client.id());
    }

    @Test
    void aCodeFromTheWebBringsItsOwnerUpOnceAndForMinutesOnly() {
        Person person = person("张晓明");
        assertThat(verifications.code(person.id())).as("nothing to show").isEmpty();
        verifications.verified(person.id(), Verification.How.PASSWORD, Channel.WEB, CITY);
        var old = verifications.code(person.id()).orElseThrow();
        var code = verifications.code(person.id()).orElseThrow();

        assertThat(verifications.redeem(old.text(), Channel.WINDOW, CLERK))
                .as("a newer one replaced it")
                .isEmpty();
        assertThat(verifications.redeem(" " + code.spelt().toLowerCase(Locale.ROOT), Channel.WINDOW, CLERK))
                .hasValueSatisfying(found -> assertThat(found.person()).isEqualTo(person.id()));
        assertThat(verifications.redeem(code.text(), Channel.KIOSK, null))
                .as("used")
                .isEmpty();
        var late = verifications.code(person.id()).orElseThrow();
        time.advance(Verifications.CODE_LASTS);
        assertThat(verifications.redeem(late.text(), Channel.WINDOW, CLERK)).isEmpty();
        assertThat(looks(person))
                .filteredOn(look -> look.kind() == Access.Kind.REUSED)
                .singleElement()
                .satisfies(look -> {
                    assertThat(look.channel()).isEqualTo(Channel.WINDOW);
                    assertThat(look.staffName()).isEqualTo("试验员");
                    assertThat(look.reason()).isEqualTo("PASSWORD@WEB");
                });
    }

    @Test
    void aReadingGivesOneCodeAndWhatIsMadeOfItIsNeverHisOwn() throws Exception {
        Person person = person("张晓明");
        var stranger = new Onlooker(UUID.randomUUID(), "别人", "ZX/window");
        verifications.read(person.id(), CLERK);

        assertThat(verifications.print(person.id(), stranger))
                .as("read by another")
                .isEmpty();
        var codes = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        var clicks = java.util.stream.IntStream.range(0, 4)
                .mapToObj(_ -> Thread.ofVirtual()
                        .start(() -> verifications.print(person.id(), CLERK).ifPresent(code -> codes.add(code.text()))))
                .toList();
        for (Thread click : clicks) {
            click.join();
        }
        assertThat(codes).as("of four clicks").hasSize(1);

        var atMachine =
                verifications.redeem(codes.element(), Channel.KIOSK, null).orElseThrow();
        assertThat(atMachine.printedBy()).isEqualTo(CLERK.staff());
        var onwards = verifications
                .code(person.id(), Channel.KIOSK, atMachine.printedBy())
                .orElseThrow();
        assertThat(verifications.redeem(onwards.text(), Channel.WEB, null))
                .hasValueSatisfying(shown -> assertThat(shown.printedBy()).isEqualTo(CLERK.staff()));
        verifications.read(person.id(), CLERK);
        time.advance(Verifications.PRINTABLE);
        assertThat(verifications.print(person.id(), CLERK)).as("too long ago").isEmpty();
    }

    @Test
    void whoShowedHisCardAtAWindowGoesOnAtAMachine() {
        Person person = person("张晓明");
        UUID caseId = UUID.randomUUID();
        checks.compare(CITY, caseId, card(person), List.of(person), CLERK);

        Verification verification = verifications.current(person.id()).orElseThrow();
        verifications.reused(verification, Channel.KIOSK, null);

        assertThat(verification.how()).isEqualTo(Verification.How.ID_CARD);
        assertThat(looks(person)).extracting(Access::kind).contains(Access.Kind.CARD_READ, Access.Kind.REUSED);
        time.advance(Verifications.LASTS);
        assertThat(verifications.current(person.id())).isEmpty();
        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> verifications.reused(verification, Channel.KIOSK, null));
    }

    @Test
    void anotherPersonsCardStopsTheCaseUntilTheRightOneIsRead() {
        Person applicant = person("张晓明");
        Person other = person("李安然");
        UUID caseId = UUID.randomUUID();

        assertThat(checks.compare(CITY, caseId, card(other), List.of(applicant), CLERK))
                .isEqualTo(Outcome.OTHER_PERSON);
        assertThat(checks.stopped(CITY, caseId)).isTrue();
        assertThat(Trail.of(audit, CITY, List.of(CardChecks.STOPPED)))
                .anySatisfy(entry -> assertThat(entry.subject()).isEqualTo(caseId.toString()));
        time.advance(Duration.ofMinutes(1));
        var expired = new CardRead(applicant.name(), applicant.citizenId(), TODAY.minusDays(1));
        assertThat(checks.compare(CITY, caseId, expired, List.of(applicant), CLERK))
                .isEqualTo(Outcome.EXPIRED);
        assertThat(verifications.current(applicant.id())).isEmpty();
        time.advance(Duration.ofMinutes(1));

        assertThat(checks.compare(CITY, caseId, card(applicant), List.of(applicant), CLERK))
                .isEqualTo(Outcome.MATCHED);
        assertThat(checks.stopped(CITY, caseId)).isFalse();
        assertThat(verifications.current(applicant.id())).isPresent();
    }

    @Test
    void aWholeNumberIsShownOnceForAReasonThatThePersonReads() {
        Person person = person("张晓明");
        UUID key = UUID.randomUUID();
        UUID caseId = UUID.randomUUID();

        String shown = disclosures.show(wish(key, person, Field.NUMBER, "call", caseId));

        assertThat(shown).isEqualTo(person.citizenId().value());
        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> disclosures.show(wish(key, person, Field.NUMBER, "call", caseId)))
                .withMessageContaining("again");
        assertThat(looks(person)).singleElement().satisfies(look -> {
            assertThat(look.kind()).isEqualTo(Access.Kind.UNMASKED);
            assertThat(look.field()).isEqualTo(Field.NUMBER);
            assertThat(look.reason()).isEqualTo("call");
            assertThat(look.staffName()).isEqualTo("试验员");
            assertThat(look.caseId()).isEqualTo(caseId);
        });
        assertThat(Trail.of(audit, CITY, List.of("identity.unmasked"))).anySatisfy(entry -> {
            assertThat(entry.subject()).isEqualTo(person.id().toString());
            assertThat(entry.detail()).containsEntry("case", caseId.toString());
        });
    }

    @Test
    void withoutAReasonNothingIsShownAndNothingIsOnRecord() {
        Person person = person("张晓明");

        for (String reason : List.of("", "  ", "看看", "找 629901199503124524 核对", "打 13812345678 问一下")) {
            assertThatExceptionOfType(IdentityRuleBroken.class)
                    .as(reason)
                    .isThrownBy(() -> disclosures.show(wish(UUID.randomUUID(), person, Field.PHONE, reason, null)));
        }

        assertThat(looks(person)).isEmpty();
    }

    @Test
    void whatWasLookedAtCannotBeTakenBack() {
        Person person = person("张晓明");
        accesses.note(person.id(), Access.Kind.LOOKED_UP, Channel.WINDOW, CLERK, "", null);

        for (String sql : List.of(
                "delete from identity.access where region_code = '629901' and person_id = :person",
                "update identity.access set reason = 'x' where region_code = '629901' and person_id = :person")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> jdbc.sql(sql).param("person", person.id()).update());
        }
        assertThat(looks(person)).hasSize(1);
    }

    @Test
    void specialGroupsGoFirstWhileTheyLast() {
        Person young = person("张晓明", TestNumbers.citizen());
        groups.mark(young.id(), SpecialGroup.DISABLED, "持残疾证", CLERK);

        assertThat(groups.priority(young.id())).isTrue();
        var marker = groups.of(young.id()).getFirst();
        assertThat(marker.reason()).isEqualTo("持残疾证");
        assertThat(jdbc.sql("select g::text from identity.special_group g where id = :id")
                        .param("id", marker.id())
                        .query(String.class)
                        .single())
                .as("sealed")
                .doesNotContain("残疾证");
        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> groups.declare(young.id(), SpecialGroup.DISABLED, "再来一次"));
        groups.end(young.id(), Objects.requireNonNull(marker.id()), CLERK.staff());

        assertThat(groups.priority(young.id())).isFalse();
    }

    @Test
    void whoHasCompletedSixtyYearsGoesFirstWithoutAnybodyNotingIt() {
        Person old = people.find(CitizenId.of("629901194805020648")).orElseThrow();

        assertThat(groups.of(List.of(old.id()))).containsEntry(old.id(), Set.of(SpecialGroup.AGED));
    }

    private Registration.Outcome open(String name, CitizenId number, String phone, String password) {
        return registration.open(new Registration.Form(name, number, phone, password), address);
    }

    private Person person(String name) {
        return person(name, TestNumbers.citizen());
    }

    private Person person(String name, CitizenId number) {
        return people.enter(name, number, PHONE);
    }

    private List<String> codes(Person person) {
        return acting.partsOf(person.id()).stream().map(Acting.Part::code).toList();
    }

    private void accept(Delegation offer, Person taker) {
        delegations.accept(offer.id(), taker.id(), taker.id());
    }

    private List<Access> looks(Person person) {
        return accesses.of(person.id(), time.instant().plusSeconds(1), 50);
    }

    private static CardRead card(Person person) {
        return new CardRead(person.name(), person.citizenId(), null);
    }

    private static Wish wish(UUID key, Person person, Field field, String reason, @Nullable UUID caseId) {
        return new Wish(key, CITY, person.id(), field, reason, caseId, CLERK);
    }
}
