package org.yimen.demo;

import java.time.InstantSource;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.payment.Cashier;
import org.yimen.payment.DemoPayers;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.LedgerEntry.Way;
import org.yimen.payment.Reconciliation;
import org.yimen.payment.Refund;
import org.yimen.payment.Refunds;
import org.yimen.platform.CityTime;

/** How the demo's people pay: most by phone, some at the window, one not yet, one a fen too little, one wants it back. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoFees {

    private static final String WINDOW = Counters.CENTRE;

    private final FeeDesk fees;
    private final Cashier cashier;
    private final Refunds refunds;
    private final DemoPayers payers;
    private final Reconciliation reconciliation;
    private final Directory directory;
    private final InstantSource time;

    DemoFees(
            FeeDesk fees,
            Cashier cashier,
            Refunds refunds,
            DemoPayers payers,
            Reconciliation reconciliation,
            Directory directory,
            InstantSource time) {
        this.fees = fees;
        this.cashier = cashier;
        this.refunds = refunds;
        this.payers = payers;
        this.reconciliation = reconciliation;
        this.directory = directory;
        this.time = time;
    }

    boolean isCharged(ItemVersion item) {
        return !item.fee().lines().isEmpty();
    }

    /** What happens to the orders of the case with this number. */
    void live(CaseId id, ItemVersion item, int number) {
        for (FeeOrder order : fees.ofCase(id)) {
            if (!order.isOpen()) {
                continue;
            }
            switch (number / 13 % 8) {
                case 0 -> {
                    // Not yet.
                }
                case 1 -> payers.payLess(order);
                case 2, 3 -> take(order, number);
                case 4 -> back(order, item);
                default -> payers.pay(order);
            }
        }
    }

    private void take(FeeOrder order, int number) {
        var clerk = at(WINDOW);
        var _ = cashier.take(
                region(order),
                order.id(),
                number % 2 == 0 ? Way.CASH : Way.CARD,
                directory.officer(clerk.id(), CityTime.day(time.instant())),
                clerk,
                "demo-" + UUID.randomUUID());
    }

    private static String region(FeeOrder order) {
        return order.caseId().region();
    }

    /** Further certificates that were not wanted after all go back; the registration stays paid. */
    private void back(FeeOrder order, ItemVersion item) {
        payers.pay(order);
        if (!order.fee().equals(item.fee().lines().getLast().code())) {
            return;
        }
        var clerk = at(WINDOW);
        var today = CityTime.day(time.instant());
        Refund asked = refunds.ask(
                region(order),
                order.id(),
                order.fen(),
                "申请人改要一本证书，多缴的工本费退回",
                directory.officer(clerk.id(), today),
                clerk,
                "demo-" + UUID.randomUUID());
        var books = at("ZX/finance");
        var _ = refunds.approve(region(order), asked.id(), directory.officer(books.id(), today), books);
    }

    /** The books are compared for every day that the city has lived through. */
    void compare(int days) {
        var today = CityTime.day(time.instant());
        var books = at("ZX/finance");
        for (int day = days; day > 0; day--) {
            var _ = reconciliation.compare(
                    directory.region(), today.minusDays(day), directory.officer(books.id(), today));
        }
    }

    private Actor at(String post) {
        var holder = directory.holders(directory.region(), post, CityTime.day(time.instant())).stream()
                .filter(each -> !each.standIn())
                .findFirst()
                .orElseThrow();
        return Actor.officer(holder.staff().id(), post);
    }
}
