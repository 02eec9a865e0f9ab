package org.yimen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.payment.LedgerEntry.Kind;
import org.yimen.payment.PaymentProvider.Notice;
import org.yimen.platform.CityTime;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Block;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** On the way of money every call fails once, the provider's among them: it is paid once, given back once, and never for nothing. */
@HallTest
class FailTheNthPaymentTest {

    private static final String CITY = "629901";

    @Autowired
    private City city;

    @Autowired
    private FeeDesk fees;

    @Autowired
    private Cashier cashier;

    @Autowired
    private Refunds refunds;

    @Autowired
    private SimulatedProvider provider;

    @Autowired
    private Directory directory;

    @Autowired
    private Faults faults;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private final class Life implements Faults.Life {
        private final FeeOrder order =
                fees.ofCase(city.accepted("immovable-transfer").id()).getFirst();
        private final Actor clerk = city.at("ZX/window");
        private final Actor books = city.at("ZX/finance");
        private final String key = City.key();
        private @Nullable Notice paid;

        @Override
        public List<Block> steps() {
            return List.of(
                    () -> cashier.checkout(CITY, order.id()),
                    () -> cashier.hear(CITY, SimulatedProvider.CODE, paid()),
                    () -> refunds.ask(CITY, order.id(), 3000, "多收", officer(clerk), clerk, key),
                    this::approve,
                    () -> refunds.send(CITY));
        }

        /** Once, however often we hear of it. */
        private Notice paid() throws Exception {
            if (paid == null) {
                paid = Faults.aside(
                        () -> provider.pay(cashier.checkout(CITY, order.id()).id(), order.fen()));
            }
            return paid;
        }

        private void approve() {
            Refund asked = refunds.ofOrder(order).getFirst();
            try {
                var _ = refunds.approve(CITY, asked.id(), officer(books), books);
            } catch (PaymentRuleBroken again) {
                assertThat(again.code()).isEqualTo("payment.refund.decided");
            }
        }

        @Override
        public void check() {
            // What a provider did not answer to is sent in a later turn.
            time.advance(Duration.ofHours(2));
            var _ = refunds.send(CITY);
            assertThat(fees.ledger(order).stream().map(LedgerEntry::kind))
                    .containsExactly(Kind.OPENED, Kind.PAID, Kind.REFUND_ASKED, Kind.REFUND_APPROVED, Kind.REFUNDED);
            assertThat(fees.find(CITY, order.id()).orElseThrow())
                    .returns(FeeOrder.State.PART_REFUNDED, FeeOrder::state)
                    .returns(3000L, FeeOrder::refunded);
            assertThat(jdbc.sql("""
                                    select sum(fen)
                                      from payment.simulated_refund
                                     where region_code = :region and refund_id = :refund
                                    """)
                            .param("region", CITY)
                            .param("refund", refunds.ofOrder(order).getFirst().id())
                            .query(Long.class)
                            .single())
                    .as("given back at the provider's")
                    .isEqualTo(3000L);
        }

        private Officer officer(Actor actor) {
            return directory.officer(actor.id(), CityTime.day(time.instant()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsItIsPaidOnceAndGivenBackOnce(Faults.Kind kind) throws Exception {
        assertThat(faults.throughout(kind, Life::new)).isGreaterThan(4);
    }

    @ParameterizedTest
    @EnumSource
    void whileTheProviderIsNotHeardNothingCountsAsPaid(Faults.Kind kind) {
        FeeOrder order = fees.ofCase(city.accepted("immovable-transfer").id()).getFirst();
        int calls = faults.at(0, kind, () -> cashier.checkout(CITY, order.id())).calls();
        for (int n = 1; n <= calls; n++) {
            FeeOrder next =
                    fees.ofCase(city.accepted("immovable-transfer").id()).getFirst();
            var outcome = faults.at(n, kind, () -> cashier.checkout(CITY, next.id()));
            assertThat(outcome.thrown()).as("call %d", n).isNotNull();
            assertThat(fees.find(CITY, next.id()).orElseThrow().isOpen()).isTrue();
            assertThat(fees.ledger(next)).extracting(LedgerEntry::kind).containsExactly(Kind.OPENED);
        }
    }
}
