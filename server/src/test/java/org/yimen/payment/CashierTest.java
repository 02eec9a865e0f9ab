package org.yimen.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseFees;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.document.SealedPapers;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.payment.Cashier.Heard;
import org.yimen.payment.LedgerEntry.Kind;
import org.yimen.payment.LedgerEntry.Way;
import org.yimen.payment.PaymentProvider.Notice;
import org.yimen.payment.PaymentProvider.ProviderDown;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.web.SignedCall;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Money for a real case on a real database, and a provider that tells over the wire: twice, late, wrongly, or not at all. */
@HallTest
class CashierTest {

    private static final String CITY = "629901";
    private static final String PROPERTY = "immovable-transfer";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseFees cases;

    @Autowired
    private FeeDesk fees;

    @Autowired
    private Cashier cashier;

    @Autowired
    private Refunds refunds;

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private FeeReceipts receipts;

    @Autowired
    private SimulatedProvider provider;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Directory directory;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @LocalServerPort
    private int port;

    @AfterEach
    void plugIn() {
        provider.unplug(false);
    }

    private FeeOrder owed() {
        return fees.ofCase(city.accepted(PROPERTY).id()).getFirst();
    }

    private FeeOrder now(FeeOrder order) {
        return fees.find(CITY, order.id()).orElseThrow();
    }

    private Notice paid(FeeOrder order) {
        return provider.pay(cashier.checkout(CITY, order.id()).id(), order.fen());
    }

    private Heard hear(Notice notice) {
        return cashier.hear(CITY, SimulatedProvider.CODE, notice);
    }

    private Officer officer(Actor actor) {
        return directory.officer(actor.id(), CityTime.day(time.instant()));
    }

    private FeeOrder take(FeeOrder order, String key) {
        Actor clerk = city.at("ZX/window");
        return cashier.take(CITY, order.id(), Way.CASH, officer(clerk), clerk, key);
    }

    private List<Kind> ledger(FeeOrder order) {
        return fees.ledger(order).stream().map(LedgerEntry::kind).toList();
    }

    private long payments(FeeOrder order) {
        return jdbc.sql("select count(*) from payment.payment where region_code = :region and order_id = :order")
                .param("region", CITY)
                .param("order", order.id())
                .query(Long.class)
                .single();
    }

    private int post(SignedCall signed, String to) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/pay/notices/" + to))
                .header("Content-Type", "application/json")
                .header(NoticesController.TIMESTAMP, signed.timestamp())
                .header(NoticesController.SIGNATURE, signed.signature())
                .POST(HttpRequest.BodyPublishers.ofString(signed.body()))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    private static <T> List<T> atOnce(int threads, Callable<T> what) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var results = new ArrayList<T>();
            var calls = new ArrayList<Callable<T>>();
            for (int i = 0; i < threads; i++) {
                calls.add(what);
            }
            for (Future<T> done : pool.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        }
    }

    @Test
    @DisplayName("收费由清单算出，受理以后才有")
    @Law(value = "行政许可法 第五十八条", rule = "FeeDesk: an order comes from a line of the published list or not at all")
    void acceptanceOpensWhatTheListSaysAndNothingBefore() {
        CaseFile<State> received = city.submitted(PROPERTY);
        assertThat(fees.ofCase(received.id())).isEmpty();
        assertThatExceptionOfType(PaymentRuleBroken.class)
                .isThrownBy(() -> fees.open(cases.subject(received), city.at("ZX/window")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("payment.not-chargeable"));

        desk.write(received.id(), city.at("ZX/window"), City.key(), null, Command.Accept::new);

        // A home, one certificate: the registration fee, and nothing for the first copy.
        assertThat(fees.ofCase(received.id())).singleElement().satisfies(order -> {
            assertThat(order.fee()).isEqualTo("registration-home");
            assertThat(order.fen()).isEqualTo(8000);
            assertThat(order.isOpen()).isTrue();
            assertThat(fees.line(order).basis().article()).isEqualTo("第二百二十三条");
        });
        assertThat(fees.open(cases.subject(desk.find(received.id())), city.at("ZX/window")))
                .hasSize(1);
        assertThat(fees.ofCase(city.accepted("public-place-hygiene").id()))
                .as("what is not on a list costs nothing")
                .isEmpty();
    }

    @Test
    void whoeverOpensAtOnceOpensOne() throws Exception {
        CaseFile<State> file = city.accepted(PROPERTY);
        time.advance(Duration.ofDays(31));
        cashier.turn(CITY);
        assertThat(fees.ofCase(file.id())).extracting(FeeOrder::state).containsExactly(FeeOrder.State.EXPIRED);

        var subject = cases.subject(desk.find(file.id()));
        atOnce(6, () -> fees.open(subject, city.at("ZX/window")));

        assertThat(fees.ofCase(file.id()))
                .hasSize(2)
                .extracting(FeeOrder::number)
                .doesNotHaveDuplicates();
    }

    @Test
    @Proves("M-CAT-27")
    void aChargeOffTheListOrWithATypedAmountIsRefusedAndListed() {
        var subject = cases.subject(city.accepted(PROPERTY));
        Actor clerk = city.at("ZX/window");

        for (var wish : List.of(
                new String[] {"handling-fee", null, "payment.not-on-the-list"},
                new String[] {"registration-home", "100.00", "payment.amount-typed"},
                new String[] {"registration-other", null, "payment.nothing-due"})) {
            assertThatExceptionOfType(PaymentRuleBroken.class)
                    .isThrownBy(() -> fees.open(subject, wish[0], wish[1], clerk))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(wish[2]));
        }

        assertThat(fees.ofCase(subject.caseId())).hasSize(1);
        assertThat(Trail.of(audit, CITY, List.of(FeeDesk.OFF_THE_LIST)).stream()
                        .filter(entry ->
                                entry.subject().equals(subject.caseId().value().toString()))
                        .map(entry -> entry.detail().get("code")))
                .containsExactlyInAnyOrder("payment.not-on-the-list", "payment.amount-typed", "payment.nothing-due");
    }

    @Test
    void nothingIsIssuedBeforeItIsPaid() {
        CaseId id = city.granted(PROPERTY).id();
        Actor chief = city.at("ZR/chief");
        String key = City.key();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.issue(id, chief, key, null))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("application.issue.unpaid");
                    assertThat(refusal.arguments()).containsExactly("80.00");
                });

        hear(paid(fees.ofCase(id).getFirst()));

        assertThat(desk.issue(id, chief, key, null).state())
                .as("the same click, once it is paid")
                .isInstanceOf(State.Issued.class);
    }

    @Test
    @Proves("M-CHN-23")
    void aNoticeCountsOnceHoweverOftenItComes() throws Exception {
        FeeOrder order = owed();
        Checkout checkout = cashier.checkout(CITY, order.id());
        assertThat(cashier.checkout(CITY, order.id()))
                .as("a second click shows the same code")
                .isEqualTo(checkout);
        assertThat(checkout.address()).endsWith("/demo-pay/" + checkout.id());
        Notice notice = provider.pay(checkout.id(), order.fen());

        // Over the wire, before the payer is back, eight times at once and once more.
        var statuses = atOnce(8, () -> post(provider.signed(notice), SimulatedProvider.CODE));
        assertThat(statuses).containsOnly(200);
        assertThat(hear(notice)).isEqualTo(Heard.REPEATED);

        assertThat(now(order).state()).isEqualTo(FeeOrder.State.PAID);
        assertThat(payments(order)).isOne();
        assertThat(ledger(order)).containsExactly(Kind.OPENED, Kind.PAID);
        byte[] pdf = receipts.pdf(now(order)).orElseThrow();
        assertThat(pdf).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(papers.find(CITY, order.receipt())).isPresent();
        assertThat(receipts.pdf(now(order))).as("one paper").hasValue(pdf);
        assertThat(cases.isSettled(desk.find(order.caseId()))).isTrue();
    }

    @Test
    void theApplicantHearsOnceWhatIsDueAndThatItWasPaid() throws Exception {
        FeeOrder order = owed();
        fees.open(cases.subject(desk.find(order.caseId())), city.at("ZX/window"));
        Notice notice = paid(order);
        hear(notice);
        hear(notice);

        for (String what : List.of("fee-due:", "fee-paid:" + notice.reference())) {
            assertThat(outbox.of(CITY, order.holder(), "fee:" + order.id() + ":" + what))
                    .as(what)
                    .filteredOn(message -> message.way() == org.yimen.notify.Way.INBOX)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.arguments()).extracting(Text::zh).contains(order.caseNumber(), "80.00"));
        }
    }

    @Test
    void aWrongAmountPaysNothing() throws Exception {
        FeeOrder order = owed();
        Notice notice = provider.pay(cashier.checkout(CITY, order.id()).id(), order.fen() - 1);

        assertThat(post(provider.signed(notice), SimulatedProvider.CODE)).isEqualTo(422);
        assertThat(post(provider.signed(notice), SimulatedProvider.CODE)).isEqualTo(422);

        assertThat(now(order).isOpen()).isTrue();
        assertThat(payments(order)).isZero();
        assertThat(ledger(order)).containsExactly(Kind.OPENED, Kind.AMOUNT_DIFFERS);
    }

    @Test
    void whoCannotSignIsNotHeard() throws Exception {
        FeeOrder order = owed();
        Notice notice = paid(order);
        SignedCall good = provider.signed(notice);

        assertThat(post(new SignedCall(good.body(), good.timestamp(), "00"), SimulatedProvider.CODE))
                .isEqualTo(403);
        assertThat(post(new SignedCall(good.body() + " ", good.timestamp(), good.signature()), SimulatedProvider.CODE))
                .isEqualTo(403);
        assertThat(post(new SignedCall(good.body(), "", good.signature()), SimulatedProvider.CODE))
                .isEqualTo(403);
        time.advance(Duration.ofMinutes(6));
        assertThat(post(good, SimulatedProvider.CODE)).as("a copy, later").isEqualTo(403);
        assertThat(post(good, "somebody")).isEqualTo(404);
        assertThat(now(order).isOpen()).isTrue();

        assertThat(post(provider.signed(notice), SimulatedProvider.CODE))
                .as("signed anew, however late")
                .isEqualTo(200);
        assertThat(now(order).state()).isEqualTo(FeeOrder.State.PAID);
    }

    /** Of this order alone: the citizen has many, and all that tests do happens at one moment. */
    private List<Message> told(FeeOrder order, String what) {
        return jdbc
                .sql(
                        "select id from notify.message where region_code = :region and way = 'INBOX' and cause like :cause")
                .param("region", CITY)
                .param("cause", "fee:" + order.id() + ":" + what + "%")
                .query((row, _) -> row.getObject("id", UUID.class))
                .list()
                .stream()
                .flatMap(id -> outbox.find(CITY, id).stream())
                .toList();
    }

    @Test
    void anUnknownRequestIsUnknown() throws Exception {
        var notice = new Notice(UUID.randomUUID(), "SP-nobody", 8000, time.instant());

        assertThat(post(provider.signed(notice), SimulatedProvider.CODE)).isEqualTo(404);
        assertThat(Trail.of(audit, CITY, List.of(Cashier.NOTICE_REFUSED)))
                .anyMatch(entry -> entry.subject().equals(notice.checkout().toString()));
    }

    @Test
    void whatComesAfterTheEndGoesBackByItself() {
        FeeOrder expired = owed();
        Checkout late = cashier.checkout(CITY, expired.id());
        FeeOrder cancelled = owed();
        Checkout over = cashier.checkout(CITY, cancelled.id());
        FeeOrder atWindow = owed();
        Checkout twice = cashier.checkout(CITY, atWindow.id());
        desk.act(cancelled.caseId(), applicant(), City.key(), null, new Command.Withdraw("不办了"));
        take(atWindow, City.key());
        time.advance(Duration.ofDays(31));
        cashier.turn(CITY);
        assertThat(now(expired).state()).isEqualTo(FeeOrder.State.EXPIRED);
        assertThat(now(cancelled).state()).isEqualTo(FeeOrder.State.CANCELLED);

        for (var each : List.of(late, over, twice)) {
            Notice notice = provider.pay(each.id(), each.fen());
            assertThat(hear(notice)).isEqualTo(Heard.GIVEN_BACK);
            assertThat(hear(notice)).isEqualTo(Heard.REPEATED);
        }
        cashier.turn(CITY);

        for (var order : List.of(expired, cancelled, atWindow)) {
            assertThat(refunds.ofOrder(now(order))).singleElement().satisfies(refund -> {
                assertThat(refund.automatic()).isTrue();
                assertThat(refund.state()).isEqualTo(Refund.State.DONE);
                assertThat(refund.fen()).isEqualTo(order.fen());
            });
            assertThat(ledger(order)).endsWith(Kind.STRAY, Kind.REFUNDED);
        }
        assertThat(now(atWindow).state()).as("the money of the window stays").isEqualTo(FeeOrder.State.PAID);
        assertThat(now(expired).state()).isEqualTo(FeeOrder.State.EXPIRED);
    }

    private Actor applicant() {
        return Actor.applicant(city.citizen().holder(), city.citizen().person());
    }

    @Test
    void aProviderThatIsDownLeavesTheOrderOpen() {
        FeeOrder order = owed();
        provider.unplug(true);
        assertThatExceptionOfType(ProviderDown.class).isThrownBy(() -> cashier.checkout(CITY, order.id()));
        assertThat(now(order).isOpen()).isTrue();

        provider.unplug(false);
        Checkout checkout = cashier.checkout(CITY, order.id());

        assertThat(hear(provider.pay(checkout.id(), order.fen()))).isEqualTo(Heard.PAID);
    }

    @Test
    void aLostNoticeIsAskedFor() {
        FeeOrder order = owed();
        var _ = paid(order);
        provider.unplug(true);
        time.advance(Duration.ofMinutes(2));
        cashier.turn(CITY);
        assertThat(now(order).isOpen()).as("nobody answers").isTrue();

        provider.unplug(false);
        time.advance(Duration.ofMinutes(2));
        cashier.turn(CITY);

        assertThat(now(order).state()).isEqualTo(FeeOrder.State.PAID);
        assertThat(payments(order)).isOne();
    }

    @Test
    void whatWasPaidInTimeCountsEvenIfItIsHeardWhenTheOrderEnds() {
        FeeOrder order = owed();
        time.advance(Duration.ofDays(30).minus(Duration.ofMinutes(10)));
        var _ = paid(order);
        time.advance(Duration.ofMinutes(20));

        cashier.turn(CITY);

        assertThat(now(order).state()).isEqualTo(FeeOrder.State.PAID);
    }

    @Test
    void theWindowTakesTheAmountOnceAndNobodyElseMay() throws Exception {
        FeeOrder order = owed();
        Actor examiner = city.at("ZR/examiner");
        assertThatExceptionOfType(PaymentRuleBroken.class)
                .isThrownBy(() -> cashier.take(CITY, order.id(), Way.CASH, officer(examiner), examiner, City.key()))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("payment.may-not.take"));
        String key = City.key();

        assertThat(atOnce(6, () -> take(order, key).state())).containsOnly(FeeOrder.State.PAID);

        assertThat(payments(order)).isOne();
        assertThat(ledger(order)).containsExactly(Kind.OPENED, Kind.PAID);
        assertThatExceptionOfType(PaymentRuleBroken.class)
                .isThrownBy(() -> take(order, City.key()))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("payment.order.paid"));
    }

    @Test
    void windowAndPhoneAtOncePayOnceAndGiveOneBack() throws Exception {
        FeeOrder order = owed();
        Notice notice = paid(order);
        var clerk = new Thread(() -> {
            try {
                take(order, City.key());
            } catch (PaymentRuleBroken paid) {
                assertThat(paid.code()).isEqualTo("payment.order.paid");
            }
        });
        clerk.start();
        var heard = hear(notice);
        clerk.join();
        cashier.turn(CITY);

        assertThat(now(order).state()).isEqualTo(FeeOrder.State.PAID);
        assertThat(payments(order)).isEqualTo(heard == Heard.PAID ? 1 : 2);
        assertThat(refunds.ofOrder(now(order))).hasSize(heard == Heard.PAID ? 0 : 1);
    }

    @Test
    void aRefundNeedsAReasonAndASecondPerson() {
        FeeOrder order = owed();
        hear(paid(order));
        Actor clerk = city.at("ZX/window");
        Actor books = city.at("ZX/finance");
        String key = City.key();
        Refund asked = refunds.ask(CITY, order.id(), 3000, "多收了一份工本费", officer(clerk), clerk, key);
        assertThat(refunds.ask(CITY, order.id(), 3000, "多收了一份工本费", officer(clerk), clerk, key))
                .isEqualTo(asked);
        assertThat(codeOf(() -> refunds.ask(CITY, order.id(), 1, "再退", officer(clerk), clerk, City.key())))
                .isEqualTo("payment.refund.under-way");
        assertThat(codeOf(() -> refunds.approve(CITY, asked.id(), officer(clerk), clerk)))
                .isEqualTo("payment.may-not.decide");

        refunds.approve(CITY, asked.id(), officer(books), books);
        cashier.turn(CITY);
        cashier.turn(CITY);

        assertThat(now(order).state()).isEqualTo(FeeOrder.State.PART_REFUNDED);
        assertThat(now(order).refunded()).isEqualTo(3000);
        assertThat(told(order, "fee-refunded"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.arguments()).extracting(Text::zh).contains("30.00"));
        assertThat(ledger(order))
                .containsExactly(Kind.OPENED, Kind.PAID, Kind.REFUND_ASKED, Kind.REFUND_APPROVED, Kind.REFUNDED);
        assertThat(codeOf(() -> refunds.ask(CITY, order.id(), 5001, "太多", officer(clerk), clerk, City.key())))
                .isEqualTo("payment.refund.too-much");
        Refund own = refunds.ask(CITY, order.id(), 5000, "全部退", officer(books), books, City.key());
        assertThat(codeOf(() -> refunds.approve(CITY, own.id(), officer(books), books)))
                .isEqualTo("payment.refund.second-person");
        assertThat(codeOf(() -> refunds.ask(CITY, order.id(), 1, " ", officer(clerk), clerk, City.key())))
                .isEqualTo("payment.reason");
    }

    private static String codeOf(Runnable act) {
        try {
            act.run();
            return "";
        } catch (PaymentRuleBroken refusal) {
            return refusal.code();
        }
    }

    @Test
    void whoWithdrawsGetsHisMoneyBackOnceTheBooksSaySo() {
        FeeOrder order = owed();
        hear(paid(order));

        desk.act(order.caseId(), applicant(), City.key(), null, new Command.Withdraw("不买了"));

        Refund asked = refunds.ofOrder(now(order)).getFirst();
        assertThat(asked.fen()).isEqualTo(8000);
        assertThat(asked.state()).isEqualTo(Refund.State.ASKED);
        Actor books = city.at("ZX/finance");
        refunds.approve(CITY, asked.id(), officer(books), books);
        provider.unplug(true);
        cashier.turn(CITY);
        assertThat(now(order).state()).as("the provider is down").isEqualTo(FeeOrder.State.PAID);
        provider.unplug(false);
        time.advance(Duration.ofMinutes(6));
        cashier.turn(CITY);
        assertThat(now(order).state()).isEqualTo(FeeOrder.State.REFUNDED);
    }

    @Test
    void whoWithdrawsGetsAllThatIsLeftWhateverWasAskedForBefore() {
        Actor clerk = city.at("ZX/window");
        Actor books = city.at("ZX/finance");
        FeeOrder waiting = owed();
        hear(paid(waiting));
        Refund small = refunds.ask(CITY, waiting.id(), 100, "多收", officer(clerk), clerk, City.key());
        FeeOrder going = owed();
        hear(paid(going));
        Refund approved = refunds.ask(CITY, going.id(), 100, "多收", officer(clerk), clerk, City.key());
        refunds.approve(CITY, approved.id(), officer(books), books);

        for (FeeOrder order : List.of(waiting, going)) {
            desk.act(order.caseId(), applicant(), City.key(), null, new Command.Withdraw("不办了"));
        }

        assertThat(codeOf(() -> refunds.approve(CITY, small.id(), officer(books), books)))
                .as("it went up in the whole")
                .isEqualTo("payment.refund.decided");
        assertThat(refunds.ofOrder(now(waiting)))
                .filteredOn(refund -> refund.state() == Refund.State.ASKED)
                .singleElement()
                .satisfies(refund -> assertThat(refund.fen()).isEqualTo(8000));
        assertThat(refunds.ofOrder(now(going)))
                .filteredOn(refund -> refund.state() == Refund.State.ASKED)
                .singleElement()
                .satisfies(refund -> {
                    assertThat(refund.fen()).isEqualTo(7900);
                    refunds.approve(CITY, refund.id(), officer(books), books);
                });
        cashier.turn(CITY);
        assertThat(now(going).state()).isEqualTo(FeeOrder.State.REFUNDED);
    }

    @Test
    void whatWasPaidAndNotHeardBeforeHeWithdrewIsAskedForAndGoesBack() {
        FeeOrder order = owed();
        var _ = paid(order);
        desk.act(order.caseId(), applicant(), City.key(), null, new Command.Withdraw("不办了"));
        assertThat(now(order).state()).isEqualTo(FeeOrder.State.CANCELLED);

        time.advance(Duration.ofMinutes(2));
        cashier.turn(CITY);
        cashier.turn(CITY);

        assertThat(refunds.ofOrder(now(order))).singleElement().satisfies(refund -> {
            assertThat(refund.automatic()).isTrue();
            assertThat(refund.fen()).isEqualTo(order.fen());
        });
        assertThat(ledger(order)).endsWith(Kind.STRAY, Kind.REFUNDED);
    }

    @Test
    void theComparisonOfADayListsWhatDiffersAndFindsNothingTwice() {
        FeeOrder quiet = owed();
        var _ = paid(quiet);
        FeeOrder less = owed();
        Notice wrong = provider.pay(cashier.checkout(CITY, less.id()).id(), less.fen() - 1);
        assertThat(codeOf(() -> hear(wrong))).isEqualTo("payment.notice.amount");
        FeeOrder gone = owed();
        Notice vanished = paid(gone);
        hear(vanished);
        jdbc.sql("""
                        update payment.simulated_payment
                           set paid_at = null, paid_fen = null, reference = null
                         where region_code = :region and checkout_id = :checkout
                        """)
                .param("region", CITY)
                .param("checkout", vanished.checkout())
                .update();
        var day = CityTime.day(time.instant());
        Actor books = city.at("ZX/finance");
        assertThatExceptionOfType(PaymentRuleBroken.class)
                .isThrownBy(() -> reconciliation.compare(CITY, day, officer(books)));
        time.advance(Duration.ofDays(1));

        var found = reconciliation.compare(CITY, day, officer(books));
        var again = reconciliation.compare(CITY, day, officer(books));

        assertThat(again).isEqualTo(found);
        assertThat(now(quiet).state()).as("a lost notice is no difference").isEqualTo(FeeOrder.State.PAID);
        assertThat(of(found, wrong)).satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Difference.Kind.AMOUNT);
            assertThat(difference.order()).isEqualTo(less.id());
            assertThat(difference.ours()).isEqualTo(8000);
            assertThat(difference.theirs()).isEqualTo(7999);
        });
        assertThat(of(found, vanished).kind()).isEqualTo(Difference.Kind.MISSING_THERE);
        assertThat(codeOf(() -> reconciliation.resolve(CITY, of(found, wrong).id(), "", officer(books), books)))
                .isEqualTo("payment.reason");
        Actor clerk = city.at("ZX/window");
        assertThat(codeOf(() -> reconciliation.resolve(CITY, of(found, wrong).id(), "好", officer(clerk), clerk)))
                .isEqualTo("payment.may-not.decide");
        var resolved = reconciliation.resolve(CITY, of(found, wrong).id(), "已联系付款人补缴", officer(books), books);
        assertThat(resolved.isOpen()).isFalse();
        assertThat(of(reconciliation.compare(CITY, day, officer(books)), wrong))
                .as("once explained it stays so")
                .isEqualTo(resolved);
        assertThat(reconciliation.days(CITY)).anyMatch(each -> each.day().equals(day));
    }

    private static Difference of(List<Difference> found, Notice notice) {
        return found.stream()
                .filter(each -> each.reference().equals(notice.reference()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLedgerCannotBeChanged() {
        FeeOrder order = owed();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> jdbc.sql(
                                "update payment.entry set fen = 1 where region_code = :region and order_id = :order")
                        .param("region", CITY)
                        .param("order", order.id())
                        .update())
                .hasMessageContaining("append-only");
    }
}
