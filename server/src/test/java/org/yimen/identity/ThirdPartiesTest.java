package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Delegations.Extent;
import org.yimen.identity.ThirdParty.Kind;
import org.yimen.identity.ThirdParty.Standing;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** Intermediaries act for whom has delegated, for what and how long, and only while a department vouches for them. */
@HallTest
class ThirdPartiesTest {

    private static final String CITY = "629901";
    private static final String OFFICER = UUID.randomUUID().toString();

    @Autowired
    private ThirdParties thirdParties;

    @Autowired
    private Entities entities;

    @Autowired
    private Delegations delegations;

    @Autowired
    private Acting acting;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    private Person representative;
    private Person operator;
    private Person client;
    private CreditCode code;
    private LegalEntity bureau;
    private UUID entry;

    @BeforeEach
    void aBureauThatADepartmentVouchesFor() {
        representative = person("法定人");
        operator = person("经办人");
        client = person("委托人");
        code = TestNumbers.firm();
        entry = thirdParties.enter(CITY, entry(code, "安澜测绘院"), OFFICER);
        bureau = entities.open(code, "安澜测绘院", representative);
        entities.name(
                bureau.id(), representative.id(), operator.name(), operator.citizenId(), today(), today().plusDays(90));
    }

    @Test
    void itsOperatorsActForThePersonWhoDelegatedForTheItemsNamedAndForNobodyElse() {
        assertThat(clientsOf(operator)).isEmpty();

        delegate(client, Set.of("cert-copy"), today().plusDays(10));

        assertThat(clientsOf(operator)).singleElement().satisfies(part -> {
            assertThat(part.principalId()).isEqualTo(client.id());
            assertThat(part.entityId()).isEqualTo(bureau.id());
            assertThat(part.firm()).as("a person's matters").isFalse();
            assertThat(part.covers("cert-copy")).isTrue();
            assertThat(part.covers("food-business")).isFalse();
        });
        assertThat(clientsOf(person("别人"))).isEmpty();
    }

    @Test
    void suspendingEndingAndTheLastDayEndItAtOnceWhoeverIsSignedIn() {
        delegate(client, Set.of("cert-copy"), today().plusDays(300));
        Citizen signedIn =
                acting.as(operator.id(), bureau.id() + "~" + client.id()).orElseThrow();
        assertThat(acting.current(signedIn)).isPresent();

        thirdParties.suspend(CITY, entry, "投诉查实，整改", OFFICER);
        assertThat(acting.current(signedIn)).isEmpty();
        thirdParties.resume(CITY, entry, OFFICER);
        assertThat(acting.current(signedIn)).isPresent();
        time.advance(Duration.ofDays(61));
        assertThat(acting.current(signedIn)).as("after the last day").isEmpty();
        time.advance(Duration.ofDays(-61));
        assertThat(acting.current(signedIn)).isPresent();
        thirdParties.end(CITY, entry, "资质注销", OFFICER);
        assertThat(acting.current(signedIn)).isEmpty();

        assertThat(Trail.of(
                                audit,
                                CITY,
                                Set.of(
                                        "identity.third-party-entered",
                                        "identity.third-party-suspended",
                                        "identity.third-party-resumed",
                                        "identity.third-party-ended"))
                        .stream()
                        .filter(each -> each.subject().equals(entry.toString())))
                .hasSize(4);
    }

    @Test
    void theClientEndsItAtOnce() {
        Delegation delegation = delegate(client, Set.of("cert-copy"), today().plusDays(10));
        Citizen signedIn =
                acting.as(operator.id(), bureau.id() + "~" + client.id()).orElseThrow();

        delegations.end(delegation.id(), client.id(), client.id());

        assertThat(acting.current(signedIn)).isEmpty();
    }

    @Test
    void aFirmDelegatesInTheSameWay() {
        Person chief = person("老板");
        LegalEntity firm = entities.open(TestNumbers.firm(), "某商贸公司", chief);

        assertThatThrownBy(() -> delegations.toFirm(firm.id(), chief.id(), code, extent(Set.of())))
                .hasMessageContaining("third-party-items");
        Delegation offer = delegations.toFirm(firm.id(), chief.id(), code, extent(Set.of("food-business")));
        delegations.accept(offer.id(), bureau.id(), representative.id());

        assertThat(clientsOf(operator))
                .singleElement()
                .satisfies(part -> assertThat(part.firm()).isTrue());
        thirdParties.suspend(CITY, entry, "投诉查实", OFFICER);
        assertThat(clientsOf(operator)).isEmpty();
    }

    @Test
    void peopleDelegateToNoOtherFirmAndToNoneThatIsSuspended() {
        LegalEntity shop = entities.open(TestNumbers.firm(), "某商店", person("店主"));

        assertThatThrownBy(() -> delegations.toThirdParty(client.id(), shop.creditCode(), extent(Set.of("a"))))
                .hasMessageContaining("not-admitted");
        assertThatThrownBy(() -> delegations.toThirdParty(client.id(), TestNumbers.firm(), extent(Set.of("a"))))
                .hasMessageContaining("not-admitted");
        assertThatThrownBy(() -> delegations.toThirdParty(client.id(), code, extent(Set.of())))
                .hasMessageContaining("third-party-items");
        thirdParties.suspend(CITY, entry, "投诉查实", OFFICER);
        assertThatThrownBy(() -> delegations.toThirdParty(client.id(), code, extent(Set.of("a"))))
                .hasMessageContaining("not-admitted");
    }

    @Test
    void onlyItsRepresentativeAcceptsAndOnlyTheClientGives() {
        Delegation offer = delegations.toThirdParty(client.id(), code, extent(Set.of("cert-copy")));

        assertThatThrownBy(() -> delegations.accept(offer.id(), bureau.id(), operator.id()))
                .hasMessageContaining("representative-only");
        assertThatThrownBy(() -> delegations.accept(offer.id(), client.id(), client.id()))
                .hasMessageContaining("not-open");
        assertThat(clientsOf(operator)).isEmpty();
    }

    @Test
    void anEntryIsMadeOnceAndLeavesOnceAndThePublicListShowsWhoIsAdmitted() {
        assertThatThrownBy(() -> thirdParties.enter(CITY, entry(code, "安澜测绘院"), OFFICER))
                .hasMessageContaining("known");
        assertThatThrownBy(() -> thirdParties.enter(CITY, entry(code, "别的名字"), OFFICER))
                .hasMessageContaining("other-name");
        assertThat(admitted()).contains(bureau.id());

        thirdParties.suspend(CITY, entry, "投诉查实", OFFICER);
        assertThatThrownBy(() -> thirdParties.suspend(CITY, entry, "再点一次", OFFICER))
                .hasMessageContaining("not-open");
        assertThat(admitted()).doesNotContain(bureau.id());
        thirdParties.end(CITY, entry, "资质注销", OFFICER);
        assertThatThrownBy(() -> thirdParties.resume(CITY, entry, OFFICER)).hasMessageContaining("not-open");

        UUID again = thirdParties.enter(CITY, entry(code, "安澜测绘院"), OFFICER);
        assertThat(thirdParties.find(CITY, again).orElseThrow().standingOn(today()))
                .isEqualTo(Standing.ADMITTED);
        assertThat(admitted()).contains(bureau.id());
    }

    @Test
    void whatIsPublishedHoldsNoPersonalNumberAndATermHasAnEnd() {
        assertThatThrownBy(() -> thirdParties.suspend(
                        CITY, entry, "见 " + client.citizenId().value(), OFFICER))
                .hasMessageContaining("third-party.number");
        assertThatThrownBy(() -> thirdParties.enter(
                        CITY,
                        new ThirdParties.Entry(
                                TestNumbers.firm(), "某院", Kind.TESTING, "CMA", "SJ", today(), today().plusYears(4)),
                        OFFICER))
                .hasMessageContaining("third-party.days");
    }

    private List<UUID> admitted() {
        return thirdParties.admitted(CITY).stream().map(ThirdParty::entity).toList();
    }

    private List<Acting.Part> clientsOf(Person person) {
        return acting.partsOf(person.id()).stream()
                .filter(part -> Objects.nonNull(part.principalId()))
                .toList();
    }

    private Delegation delegate(Person giver, Set<String> items, LocalDate until) {
        Delegation offer = delegations.toThirdParty(giver.id(), code, new Extent(items, today(), until));
        delegations.accept(offer.id(), bureau.id(), representative.id());
        return offer;
    }

    private Extent extent(Set<String> items) {
        return new Extent(items, today(), today().plusDays(10));
    }

    private ThirdParties.Entry entry(CreditCode of, String name) {
        return new ThirdParties.Entry(of, name, Kind.SURVEYING, "测绘乙级", "ZJ", today(), today().plusDays(60));
    }

    private Person person(String name) {
        return people.register(name, TestNumbers.citizen(), "15400000001", passwords.hash("right-password-1"));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
