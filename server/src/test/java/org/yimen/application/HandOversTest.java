package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.Deliver;
import org.yimen.application.Application.Command.Serve;
import org.yimen.application.Application.State;
import org.yimen.application.ServiceConsents.Place;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Handovers;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Relation;
import org.yimen.delivery.Way;
import org.yimen.delivery.Wish;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.CardChecks;
import org.yimen.identity.CardRead;
import org.yimen.identity.Channel;
import org.yimen.identity.Delegations;
import org.yimen.identity.Onlooker;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** How results reach people: in which way, when, who took them and by what that is known. */
@HallTest
@Proves("M-CRT-11")
class HandOversTest {

    private static final String ITEM = "public-place-hygiene";

    @Autowired
    City city;

    @Autowired
    ApplicationDesk desk;

    @Autowired
    ServiceConsents consents;

    @Autowired
    Parcels parcels;

    @Autowired
    HandOvers handOvers;

    @Autowired
    AtMachine machine;

    @Autowired
    Handovers handovers;

    @Autowired
    CardChecks cards;

    @Autowired
    Accesses accesses;

    @Autowired
    Delegations delegations;

    @Autowired
    People people;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestTime time;

    @Test
    void theWindowWritesDownWhoTookItAndWhen() {
        CaseId id = issued(city.somebody());

        act(id, new Deliver("window", himself(id)));

        assertThat(end(id)).satisfies(handover -> {
            assertThat(handover.way()).isEqualTo(Way.WINDOW);
            assertThat(handover.receiver()).isEqualTo(new Receiver(Relation.HOLDER, "试验人", Proof.SEEN));
            assertThat(handover.servedAt()).isEqualTo(time.instant());
            assertThat(handover.number()).isEqualTo(outcome(id));
        });
    }

    @Test
    void aCardThatWasReadProvesMoreThanEyes() {
        CaseId id = issued(city.somebody());
        Applicant applicant = desk.applicant(desk.find(id));
        Person person = people.find(applicant.person()).orElseThrow();
        var by = new Onlooker(city.at("ZX/window").id(), "窗口", "ZX/window");
        LocalDate today = CityTime.day(time.instant());
        var card = new CardRead(person.name(), person.citizenId(), today.plusYears(9));
        assertThat(cards.compare(id.region(), id.value(), card, List.of(person), by))
                .isEqualTo(CardChecks.Outcome.MATCHED);

        act(id, city.toHimself(id));

        assertThat(end(id).receiver().proof()).isEqualTo(Proof.CARD);
    }

    @Test
    void aCardThatAColleagueReadOrThatWasReadLongAgoVouchesForNobody() {
        for (boolean late : new boolean[] {false, true}) {
            CaseId id = issued(city.somebody());
            Person person = people.find(desk.applicant(desk.find(id)).person()).orElseThrow();
            UUID reader = late ? city.at("ZX/window").id() : UUID.randomUUID();
            LocalDate today = CityTime.day(time.instant());
            var card = new CardRead(person.name(), person.citizenId(), today.plusYears(9));
            cards.compare(id.region(), id.value(), card, List.of(person), new Onlooker(reader, "窗口", "ZX/window"));
            time.advance(Duration.ofMinutes(late ? 16 : 1));

            act(id, city.toHimself(id));

            assertThat(end(id).receiver().proof()).as("late %s", late).isEqualTo(Proof.SEEN);
        }
    }

    @Test
    void nobodyTakesItWithoutAuthority() {
        CaseId id = issued(city.somebody());

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> act(id, new Deliver("window", new Receiver(Relation.AGENT, "路人甲", Proof.SEEN))))
                .returns("application.hand-over.stranger", CaseRuleBroken::code);

        assertThat(desk.find(id).state()).isInstanceOf(State.Issued.class);
        assertThat(handovers.of(id)).noneMatch(Handover::isTheEnd);
    }

    @Test
    void anAuthorisedAgentTakesItAndIsNamed() {
        Applicant applicant = city.somebody();
        Person agent = people.enter("代领人", TestNumbers.citizen(), "15400000002");
        LocalDate today = CityTime.day(time.instant());
        var delegation = delegations.toPerson(
                applicant.holder(),
                agent.name(),
                agent.citizenId(),
                new Delegations.Extent(Set.of(ITEM), today, today.plusDays(30)));
        CaseId id = issued(applicant);
        var asAgent = new Receiver(Relation.AGENT, "代领人", Proof.SEEN);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("he has not agreed yet")
                .isThrownBy(() -> act(id, new Deliver("window", asAgent)));

        delegations.accept(delegation.id(), agent.id(), agent.id());
        act(id, new Deliver("window", asAgent));

        assertThat(end(id).receiver()).isEqualTo(asAgent);
    }

    @Test
    @DisplayName("经申请人同意，电子送达以到达其系统的日期为送达日期")
    void electronicServiceNeedsConsentAndCountsWhenItIsInHisInbox() {
        CaseId id = issued(city.somebody());
        Applicant applicant = desk.applicant(desk.find(id));
        parcels.choose(id, applicant.person(), new Wish(Way.WINDOW, null));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> act(id, new Deliver("online")))
                .returns("application.hand-over.no-consent", CaseRuleBroken::code);
        assertThat(outbox.of(id.region(), applicant.holder(), served(id))).isEmpty();

        parcels.choose(id, applicant.person(), new Wish(Way.ONLINE, null));
        act(id, new Deliver("online"));

        assertThat(end(id))
                .returns(Way.ONLINE, Handover::way)
                .returns(Proof.ACCOUNT, handover -> handover.receiver().proof());
        assertThat(outbox.of(id.region(), applicant.holder(), served(id)))
                .anyMatch(message -> message.madeAt().equals(end(id).servedAt()));
    }

    @Test
    @Law(value = "行政许可法 第三十八条第二款", rule = "HandOvers: a refusal is served and its service is kept")
    void aRefusalIsServedLikeAGrant() {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, ITEM).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        var item = desk.item(desk.find(id));
        desk.write(
                id,
                city.at(item.department() + "/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(
                        List.of(item.conditions().getFirst().code()),
                        "不符合条件",
                        item.basis().getFirst().cited(),
                        paper));

        act(id, new Serve("window", himself(id)));

        assertThat(end(id)).returns(Handover.REFUSAL, Handover::paper).returns(Way.WINDOW, Handover::way);
    }

    @Test
    void everyNoticeOnTheWayIsWrittenDownToo() {
        Applicant somebody = city.somebody();
        consents.say("629901", somebody.holder(), somebody.person(), true, Place.PROFILE, somebody.person());
        CaseId id = city.submitted(somebody, ITEM).id();

        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);

        assertThat(handovers.of(id)).singleElement().satisfies(handover -> {
            assertThat(handover.paper()).isEqualTo("acceptance");
            assertThat(handover.way()).isEqualTo(Way.ONLINE);
        });
    }

    @Test
    void aNoticeAtTheWindowSaysByWhatItsReaderWasKnown() {
        var by = new Onlooker(city.at("ZX/window").id(), "窗口", "ZX/window");

        assertThat(notices(_ -> {}))
                .as("handed in a moment ago, but who writes the notice has had nobody before him")
                .isEmpty();
        assertThat(notices(_ -> time.advance(Duration.ofHours(2))))
                .as("he has gone home, and has not agreed to find it in an inbox")
                .isEmpty();
        assertThat(notice(person -> {
                            time.advance(Duration.ofHours(2));
                            accesses.lookedUp(person, by);
                        })
                        .proof())
                .as("his number was typed")
                .isEqualTo(Proof.SAID);
        assertThat(notice(person -> accesses.note(person, Access.Kind.REUSED, Channel.WINDOW, by, "", null))
                        .proof())
                .as("he showed his code")
                .isEqualTo(Proof.ACCOUNT);
        assertThat(notice(person -> accesses.note(person, Access.Kind.CARD_READ, Channel.WINDOW, by, "", null))
                        .proof())
                .as("his card was read")
                .isEqualTo(Proof.CARD);
        var other = new Onlooker(UUID.randomUUID(), "另一窗口", "ZX/window");
        assertThat(notices(person -> accesses.note(person, Access.Kind.CARD_READ, Channel.WINDOW, other, "", null)))
                .as("by somebody else")
                .isEmpty();
    }

    private Receiver notice(Consumer<UUID> before) {
        Handover handover = notices(before).getFirst();
        assertThat(handover.way()).isEqualTo(Way.WINDOW);
        return handover.receiver();
    }

    private List<Handover> notices(Consumer<UUID> before) {
        Applicant applicant = city.somebody();
        CaseId id = desk.submit(city.complete(applicant, ITEM), city.at("ZX/window"), "window", City.key())
                .id();
        before.accept(applicant.person());
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        return handovers.of(id);
    }

    @Test
    void namesLieSealed() {
        CaseId id = issued(city.somebody());
        act(id, city.toHimself(id));

        assertThat(jdbc.sql("select receiver_sealed from delivery.handover where case_id = :id")
                        .param("id", id.value())
                        .query((row, _) -> new String(row.getBytes(1), java.nio.charset.StandardCharsets.UTF_8))
                        .list())
                .isNotEmpty()
                .noneMatch(bytes -> bytes.contains("试验人"));
    }

    @Test
    void mailWithoutAnAddressIsNoChoice() {
        CaseId id = issued(city.somebody());
        Applicant applicant = desk.applicant(desk.find(id));

        assertThatExceptionOfType(org.yimen.delivery.DeliveryRuleBroken.class)
                .isThrownBy(() ->
                        parcels.choose(id, applicant.person(), new Wish(Way.MAIL, new Destination("试验人", "1", ""))))
                .returns("delivery.wish.address", org.yimen.delivery.DeliveryRuleBroken::code);
    }

    @Test
    void atAMachineHeTakesItHimselfOnceAndNobodyElseDoes() {
        CaseId id = issued(city.somebody());
        Applicant applicant = desk.applicant(desk.find(id));
        Applicant other = city.somebody();
        assertThat(AtMachine.isHere(desk.find(id).state())).isTrue();

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.act(
                        id, Actor.applicant(other.holder(), other.person()), City.key(), null, new Deliver("terminal")))
                .returns("application.may-not.not-yours", CaseRuleBroken::code);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("a window is for clerks")
                .isThrownBy(() -> desk.act(
                        id,
                        Actor.applicant(applicant.holder(), applicant.person()),
                        City.key(),
                        null,
                        new Deliver("window")))
                .returns("application.may-not.post", CaseRuleBroken::code);
        String key = City.key();
        machine.take(id, applicant.person(), Proof.ACCOUNT, key);
        machine.take(id, applicant.person(), Proof.ACCOUNT, key);

        assertThat(end(id)).satisfies(handover -> {
            assertThat(handover.way()).isEqualTo(Way.TERMINAL);
            assertThat(handover.receiver()).isEqualTo(new Receiver(Relation.HOLDER, "试验人", Proof.ACCOUNT));
            assertThat(handover.servedAt()).isEqualTo(time.instant());
            assertThat(handover.actor()).isEqualTo(Actor.Kind.APPLICANT);
        });
        assertThat(desk.find(id).state())
                .isInstanceOfSatisfying(
                        State.Delivered.class,
                        delivered -> assertThat(delivered.how()).isEqualTo("terminal"));
        assertThat(AtMachine.waits(desk.find(id).state())).isFalse();
    }

    @Test
    void aRefusalIsServedAtAMachineAndWhatACourierHasIsNot() {
        CaseId refused = city.accepted(ITEM).id();
        city.review(refused);
        String chief = desk.item(desk.find(refused)).department() + "/chief";
        var version = desk.item(desk.find(refused));
        desk.write(
                refused,
                city.at(chief),
                City.key(),
                null,
                paper -> new Command.Refuse(
                        List.of(version.conditions().getFirst().code()),
                        "没有通风设备",
                        version.basis().getFirst().cited(),
                        paper));
        machine.take(refused, city.citizen().person(), Proof.CARD, City.key());
        assertThat(end(refused)).returns(Handover.REFUSAL, Handover::paper).returns(Way.TERMINAL, Handover::way);

        CaseId mailed = issued(city.somebody());
        Applicant applicant = desk.applicant(desk.find(mailed));
        parcels.choose(
                mailed, applicant.person(), new Wish(Way.MAIL, new Destination("试验人", "15400000001", "安澜市滨河路 1 号")));
        act(mailed, new Command.Dispatch());
        assertThat(AtMachine.isHere(desk.find(mailed).state())).isFalse();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> machine.take(mailed, applicant.person(), Proof.CARD, City.key()))
                .returns("application.hand-over.in-the-mail", CaseRuleBroken::code);
    }

    private Receiver himself(CaseId id) {
        return HandOvers.usual(desk.applicant(desk.find(id)));
    }

    private static String served(CaseId id) {
        return "case:" + id.value() + ":served";
    }

    private String outcome(CaseId id) {
        return ((State.Delivered) desk.find(id).state()).outcome().number();
    }

    private Handover end(CaseId id) {
        return handovers.of(id).stream().filter(Handover::isTheEnd).findFirst().orElseThrow();
    }

    private CaseId issued(Applicant applicant) {
        CaseId id = city.submitted(applicant, ITEM).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        String chief = desk.item(desk.find(id)).department() + "/chief";
        desk.write(id, city.at(chief), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at(chief), City.key(), null);
        return id;
    }

    private void act(CaseId id, Command command) {
        desk.act(id, city.at("ZX/window"), City.key(), null, command);
    }
}
