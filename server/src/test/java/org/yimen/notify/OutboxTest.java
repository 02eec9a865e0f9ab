package org.yimen.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.identity.Acting;
import org.yimen.identity.ContactCodes.Tried;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.ProvenPhones;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.Message.State;
import org.yimen.notify.StandingCheck.Standing;
import org.yimen.platform.Text;
import org.yimen.testing.Faults;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** The outbox, with relays of its own in a region where no other relay works. */
@HallTest
@ExtendWith(OutputCaptureExtension.class)
class OutboxTest {

    private static final String TEMPLATE = "rating.invitation";

    @Autowired
    Outbox outbox;

    @Autowired
    Messages messages;

    @Autowired
    Preferences preferences;

    @Autowired
    People people;

    @Autowired
    Passwords passwords;

    @Autowired
    ProvenPhones phones;

    @Autowired
    Acting acting;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestTime time;

    @Autowired
    Faults faults;

    /** A provider that counts what it is handed. */
    private static final class Provider implements SmsGateway, MailGateway {
        final Map<String, AtomicInteger> handed = new ConcurrentHashMap<>();
        final List<String> texts = new CopyOnWriteArrayList<>();
        Supplier<RuntimeException> fails = () -> null;

        @Override
        public void send(String id, String phone, SmsText text) {
            take(id, text.text());
        }

        @Override
        public void send(String id, String address, String subject, String text) {
            take(id, subject + text);
        }

        private void take(String id, String text) {
            RuntimeException failure = fails.get();
            if (failure != null) {
                throw failure;
            }
            handed.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet();
            texts.add(text);
        }
    }

    private final Provider provider = new Provider();
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final String region = "t" + UUID.randomUUID().toString().substring(0, 8);
    private Person somebody = new Person(new UUID(0, 0), "", TestNumbers.citizen(), "");

    @BeforeEach
    void register() {
        somebody = person();
    }

    @Test
    void oneCauseIsSaidOnceOnEachWayHoweverOftenAndHoweverManyAskAtOnce() throws Exception {
        Notice notice = notice("once");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < 16; i++) {
                asked.add(threads.submit(() -> outbox.post(notice)));
            }
            for (var each : asked) {
                each.get();
            }
        }
        outbox.post(notice);

        assertThat(outbox.of(region, somebody.id(), "once"))
                .extracting(Message::way)
                .containsExactlyInAnyOrder(Way.INBOX, Way.SMS);
    }

    @Test
    void nothingIsSaidOfWhatWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            outbox.post(notice("undone"));
            status.setRollbackOnly();
        });

        assertThat(outbox.of(region, somebody.id(), "undone")).isEmpty();
    }

    @Test
    void twoNodesWithManyThreadsHandEachMessageOverOnce() throws Exception {
        for (int i = 0; i < 120; i++) {
            outbox.post(notice("many-" + i));
        }
        Relay one = relay();
        Relay other = relay();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var turns = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < 8; i++) {
                Relay node = i % 2 == 0 ? one : other;
                turns.add(threads.submit(node::relay));
            }
            for (var turn : turns) {
                turn.get();
            }
        }

        assertThat(outbox.outgoing(region, List.of(State.WAITING), null, 10))
                .as("left over")
                .map(message -> message.why() + " after " + message.tries() + " next " + message.nextAt())
                .isEmpty();
        assertThat(provider.handed).hasSize(120);
        assertThat(provider.handed.values()).allMatch(times -> times.get() == 1);
        assertThat(outbox.counts(region)).containsEntry(State.SENT, 120L).containsEntry(State.WAITING, 0L);
    }

    @Test
    void whereANodeFallsAfterTheProviderTookItTheSameIdComesASecondTime() {
        outbox.post(notice("fallen"));
        UUID lost = UUID.randomUUID();
        Message claimed = messages.claim(
                        region, lost, time.instant(), time.instant().plus(Relay.LEASE), 10)
                .getFirst();
        provider.send(claimed.reference(), somebody.phone(), new SmsText("sent, and never noted"));

        relay().relay();
        assertThat(provider.handed.get(claimed.reference()))
                .as("still under lease")
                .hasValue(1);
        time.advance(Relay.LEASE.plusSeconds(1));
        relay().relay();

        assertThat(provider.handed).containsOnlyKeys(claimed.reference());
        assertThat(provider.handed.get(claimed.reference())).hasValue(2);
        assertThat(messages.sent(claimed, lost, time.instant()))
                .as("the fallen node's own note")
                .isFalse();
        assertThat(sms("fallen").state()).isEqualTo(State.SENT);
    }

    /** One message, carried until it is sent; handed over under one id, so that the provider drops a second. */
    private final class Carried implements Faults.Life {
        private final String cause = "carried-" + UUID.randomUUID();

        @Override
        public List<Faults.Block> steps() {
            return List.of(() -> outbox.post(notice(cause)), () -> {
                time.advance(Relay.LEASE.plusSeconds(1));
                var _ = relay().relayOnce();
            });
        }

        @Override
        public void check() {
            time.advance(Duration.ofHours(1));
            relay().relay();
            assertThat(outbox.of(region, somebody.id(), cause).stream().filter(message -> message.way() == Way.SMS))
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.state()).isEqualTo(State.SENT);
                        assertThat(Objects.requireNonNull(provider.handed.get(message.reference()))
                                        .get())
                                .isBetween(1, 2);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsEachMessageIsSaidOnceUnderOneId(Faults.Kind kind) throws Exception {
        assertThat(faults.throughout(kind, Carried::new)).isGreaterThan(2);
    }

    @Test
    void failuresAreTriedAgainAtGrowingIntervalsThenItIsDeadUntilAClerkSendsItAgain() {
        provider.fails = () -> new IllegalStateException("no line to " + somebody.phone());
        outbox.post(notice("stubborn"));

        for (int tries = 1; tries <= Relay.MOST_TRIES; tries++) {
            relay().relay();
            Message now = sms("stubborn");
            assertThat(now.tries()).isEqualTo(tries);
            assertThat(now.why()).isEqualTo("IllegalStateException");
            if (tries < Relay.MOST_TRIES) {
                assertThat(now.nextAt()).isEqualTo(time.instant().plus(Relay.wait(tries)));
            }
            time.advance(Relay.wait(tries));
        }
        assertThat(sms("stubborn").state()).isEqualTo(State.DEAD);
        provider.fails = () -> null;
        relay().relay();
        assertThat(provider.handed).as("the dead stay dead").isEmpty();

        assertThat(outbox.again(region, sms("stubborn").id(), "a-clerk")).isTrue();
        assertThat(outbox.again(region, sms("stubborn").id(), "a-clerk"))
                .as("two clicks")
                .isFalse();
        relay().relay();
        assertThat(sms("stubborn").state()).isEqualTo(State.SENT);
        assertThat(provider.handed).containsOnlyKeys(sms("stubborn").id() + "-2");
    }

    @Test
    void whatTheProviderNeverTakesIsNotTriedAgain() {
        provider.fails = () -> new GatewayRefused("a word that is not let through");
        outbox.post(notice("refused"));
        relay().relay();

        assertThat(sms("refused").state()).isEqualTo(State.DEAD);
        assertThat(sms("refused").tries()).isEqualTo(1);
    }

    @Test
    void theReportOfArrivalCountsOnceEvenBeforeTheAnswerOfTheGateway() {
        outbox.post(notice("early"));
        Message waiting = sms("early");
        assertThat(outbox.report(region, waiting.reference(), true, null)).isTrue();
        relay().relay();
        assertThat(sms("early").state()).isEqualTo(State.DELIVERED);

        outbox.post(notice("late"));
        relay().relay();
        Message sent = sms("late");
        assertThat(outbox.report(region, sent.reference(), false, "phone-off")).isTrue();
        assertThat(outbox.report(region, sent.reference(), true, null))
                .as("the callback again")
                .isFalse();
        assertThat(sms("late").state()).isEqualTo(State.UNDELIVERED);
        assertThat(sms("late").why()).isEqualTo("phone-off");
        assertThat(outbox.report(region, UUID.randomUUID() + "-1", true, null)).isFalse();
        assertThat(outbox.report(region, "nonsense", true, null)).isFalse();
    }

    @Test
    void whoHasNoAccountIsToldOnceAtTheNumberThatHeLeftAndNotAtNight() {
        time.set(Instant.parse("2026-11-18T15:30:00Z"));
        Instant until = time.instant().plus(Duration.ofDays(3));
        for (int i = 0; i < 2; i++) {
            outbox.tellByPhone(
                    region,
                    "third-party",
                    "15400000098",
                    "procedure.news.hearing-party",
                    List.of(Text.of("取水许可"), Text.of("11 月 25 日"), Text.of("629901-261101-00001-K")),
                    until);
        }
        relay().relay();
        assertThat(provider.handed).as("half past eleven at night").isEmpty();

        time.set(Instant.parse("2026-11-19T00:00:01Z"));
        relay().relay();
        relay().relay();

        assertThat(provider.handed).hasSize(1);
        assertThat(outbox.of(region, Outbox.NOBODY, "third-party"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.way()).isEqualTo(Way.SMS);
                    assertThat(messages.address(message))
                            .as("the number is forgotten")
                            .isEmpty();
                });
    }

    @Test
    void atNightThePhoneStaysSilentAndTheInboxDoesNot() {
        time.set(Instant.parse("2026-11-18T15:30:00Z"));
        outbox.post(notice("night"));
        outbox.answer(
                region,
                "asked-for",
                Way.SMS,
                "15400000099",
                "notify.code",
                List.of(Text.of("123456"), Text.of("10")),
                time.instant().plus(Duration.ofMinutes(10)));
        relay().relay();

        assertThat(outbox.inbox(region, somebody.id(), null, 10))
                .extracting(Message::cause)
                .contains("night");
        assertThat(sms("night").state()).isEqualTo(State.WAITING);
        assertThat(sms("night").tries()).as("waiting is no try").isZero();
        assertThat(provider.texts)
                .as("who asked for a code waits for it")
                .singleElement()
                .asString()
                .contains("123456");
        time.set(Instant.parse("2026-11-19T00:00:00Z"));
        relay().relay();
        assertThat(sms("night").state()).isEqualTo(State.SENT);
    }

    @Test
    void whatNoLongerStandsIsDroppedAndNeverSentLate() {
        standings.put("test:reminder", new Standing.NotBefore(time.instant().plus(Duration.ofHours(2))));
        outbox.post(notice("reminder").ofCase(UUID.randomUUID()).later(time.instant(), "test:reminder"));
        relay().relay();
        assertThat(outbox.inbox(region, somebody.id(), null, 10)).isEmpty();
        assertThat(sms("reminder").state()).isEqualTo(State.WAITING);

        standings.put("test:reminder", new Standing.Over());
        time.advance(Duration.ofHours(3));
        relay().relay();

        assertThat(outbox.of(region, somebody.id(), "reminder"))
                .extracting(Message::state)
                .containsOnly(State.DROPPED);
        assertThat(provider.handed).isEmpty();
    }

    @Test
    void anUnprovenPhoneHearsNothingAndAnUnwantedMessageIsNotSent() {
        Person other = unproven();
        outbox.post(Notice.of(
                region, other.id(), other.id(), "unproven", TEMPLATE, List.of(Text.of("事项")), time.instant()));
        outbox.post(notice("unwanted"));
        preferences.set(region, somebody.id(), new Preference(false, false, "", false, 22, 8, true));
        relay().relay();

        assertThat(provider.handed).isEmpty();
        assertThat(outbox.of(region, other.id(), "unproven"))
                .filteredOn(message -> message.way() == Way.SMS)
                .singleElement()
                .satisfies(message -> assertThat(message.why()).isEqualTo("no-address"));
        assertThat(sms("unwanted").state()).isEqualTo(State.DROPPED);
    }

    @Test
    void whoMayNoLongerActForAFirmHearsNothingOfIt() {
        UUID firm = UUID.randomUUID();
        outbox.post(Notice.of(region, firm, somebody.id(), "firm", TEMPLATE, List.of(Text.of("事项")), time.instant()));
        relay().relay();

        assertThat(provider.handed).isEmpty();
        assertThat(outbox.inbox(region, firm, null, 10))
                .as("the firm's own inbox")
                .hasSize(1);
    }

    @Test
    void anotherLanguageAndAMailGoToWhoWantsThem() {
        preferences.set(region, somebody.id(), new Preference(true, true, "who@example.org", true, 22, 8, true));
        outbox.post(notice("both"));
        relay().relay();

        assertThat(provider.texts)
                .hasSize(2)
                .allMatch(text -> text.toLowerCase(Locale.ROOT).contains("rate"));
        assertThat(preferences.of(region, somebody.id()).mail()).isEqualTo("who@example.org");
    }

    @Test
    void oldNewsLiesInTheInboxAndWakesNobody() {
        Instant then = time.instant().minus(Duration.ofDays(3));
        outbox.post(Notice.of(region, somebody.id(), somebody.id(), "old", TEMPLATE, List.of(Text.of("事项")), then));

        assertThat(outbox.of(region, somebody.id(), "old")).singleElement().satisfies(message -> {
            assertThat(message.way()).isEqualTo(Way.INBOX);
            assertThat(message.madeAt()).isEqualTo(then);
        });
    }

    @Test
    void aCodeIsForgottenOnceItIsSentAndNothingPersonalIsLogged(CapturedOutput log) {
        outbox.answer(
                region,
                "a-code",
                Way.SMS,
                somebody.phone(),
                "notify.code",
                List.of(Text.of("987654"), Text.of("10")),
                time.instant().plus(Duration.ofMinutes(10)));
        provider.fails = () -> new IllegalStateException("cannot reach " + somebody.phone() + " with 987654");
        relay().relay();
        provider.fails = () -> null;
        time.advance(Duration.ofMinutes(1));
        relay().relay();

        Message sent = outbox.of(region, Outbox.NOBODY, "a-code").getFirst();
        assertThat(sent.state()).isEqualTo(State.SENT);
        assertThat(sent.arguments()).isEmpty();
        assertThat(messages.address(sent)).isEmpty();
        assertThat(log.getAll()).doesNotContain(somebody.phone(), "987654", somebody.name());
    }

    @Test
    void theInboxIsReadPageByPageAndOnlyByItsOwner() {
        for (int i = 0; i < 5; i++) {
            outbox.post(notice("page-" + i));
            time.advance(Duration.ofSeconds(1));
        }
        List<Message> first = outbox.inbox(region, somebody.id(), null, 3);
        List<Message> next = outbox.inbox(region, somebody.id(), first.getLast(), 3);

        assertThat(first).extracting(Message::cause).containsExactly("page-4", "page-3", "page-2");
        assertThat(next).extracting(Message::cause).containsExactly("page-1", "page-0");
        outbox.read(region, UUID.randomUUID(), List.of(first.getFirst().id()));
        assertThat(outbox.unread(region, somebody.id()))
                .as("somebody else's click")
                .isEqualTo(5);
        outbox.read(region, somebody.id(), List.of(first.getFirst().id()));
        assertThat(outbox.unread(region, somebody.id())).isEqualTo(4);
    }

    @Test
    void aTemplateThatNobodyWroteIsABug() {
        assertThatThrownBy(() -> outbox.post(Notice.of(
                        region, somebody.id(), somebody.id(), "x", "notify.nothing", List.of(), time.instant())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Gateways gateways() {
        Object planted = faults.around(provider);
        return new Gateways((SmsGateway) planted, (MailGateway) planted);
    }

    private Relay relay() {
        StandingCheck check = new StandingCheck() {
            @Override
            public String kind() {
                return "test";
            }

            @Override
            public Standing of(String of, UUID caseId, String condition) {
                return standings.getOrDefault(condition, new Standing.Stands());
            }
        };
        return new Relay(
                messages, preferences, people, phones, acting, gateways(), List.of(check), time, region, "安澜政务");
    }

    private Message sms(String cause) {
        return outbox.of(region, somebody.id(), cause).stream()
                .filter(message -> message.way() == Way.SMS)
                .findFirst()
                .orElseThrow();
    }

    private Notice notice(String cause) {
        return Notice.of(
                region, somebody.id(), somebody.id(), cause, TEMPLATE, List.of(Text.of("食品经营许可")), time.instant());
    }

    private Person person() {
        Person person = unproven();
        UUID request =
                phones.ask(person.id(), person.phone(), person.id().toString()).orElseThrow();
        String code = phones.readOut(person.id(), request).orElseThrow();
        assertThat(phones.finish(person.id(), request, code)).isInstanceOf(Tried.Proven.class);
        return person;
    }

    private Person unproven() {
        var number = TestNumbers.citizen();
        return people.register(
                "金丝雀信箱",
                number,
                "154" + number.value().substring(6, 14),
                passwords.hash(UUID.randomUUID().toString()));
    }
}
