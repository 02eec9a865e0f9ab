package org.yimen.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.FeeLine;
import org.yimen.identifier.Uuid7;
import org.yimen.payment.FeeOrder.State;
import org.yimen.payment.LedgerEntry.Kind;

/** 缴费单: opens orders by the published fee list and by nothing else, and says whether a case has paid what it owes. */
@Service
public class FeeDesk {

    /** Kind of the audit entries of charges that somebody tried to make beyond the fee list (违规收费). */
    public static final String OFF_THE_LIST = "payment.off-the-list";

    /** How long an order can be paid; afterwards a new one is opened on demand. */
    static final Duration LASTS = Duration.ofDays(30);

    private static final int LONGEST_NAME = 60;

    private final FeeOrders orders;
    private final Checkouts checkouts;
    private final Refunds refunds;
    private final Catalogue catalogue;
    private final AuditLog audit;
    private final InstantSource time;

    FeeDesk(
            FeeOrders orders,
            Checkouts checkouts,
            Refunds refunds,
            Catalogue catalogue,
            AuditLog audit,
            InstantSource time) {
        this.orders = orders;
        this.checkouts = checkouts;
        this.refunds = refunds;
        this.catalogue = catalogue;
        this.audit = audit;
        this.time = time;
    }

    /** Opens what the case owes by its fee list and does not have yet; again it opens nothing. */
    @Transactional
    public List<FeeOrder> open(FeeSubject subject, Actor actor) {
        if (!subject.chargeable()) {
            throw new PaymentRuleBroken("payment.not-chargeable");
        }
        List<FeeCharge> due = subject.due();
        if (due.isEmpty()) {
            return orders.ofCase(subject.caseId());
        }
        orders.oneAfterTheOther(subject.caseId());
        List<FeeOrder> there = orders.ofCase(subject.caseId());
        int number = there.size();
        for (FeeCharge charge : due) {
            if (there.stream().noneMatch(order -> isOwed(order, charge))) {
                number++;
                open(subject, charge, number, actor);
            }
        }
        return orders.ofCase(subject.caseId());
    }

    /**
     * Opens one charge that somebody names. What is not on the list is refused and listed for supervision: 清单之外一律不得收费.
     *
     * @param amount what he wants for it, or null; nobody names an amount here, so any is refused
     */
    @Transactional
    public FeeOrder open(FeeSubject subject, String fee, @Nullable String amount, Actor actor) {
        boolean listed = subject.item().fee().lines().stream()
                .anyMatch(line -> line.code().equals(fee));
        if (!listed || amount != null) {
            throw stopped(subject, fee, actor, listed ? "payment.amount-typed" : "payment.not-on-the-list");
        }
        if (subject.due().stream().noneMatch(charge -> charge.line().code().equals(fee))) {
            throw stopped(subject, fee, actor, "payment.nothing-due");
        }
        return open(subject, actor).stream()
                .filter(order -> order.fee().equals(fee) && order.state() != State.EXPIRED)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private PaymentRuleBroken stopped(FeeSubject subject, String fee, Actor actor, String code) {
        String asked = fee.replaceAll("\\p{Cntrl}", " ").replaceAll("\\d{6,}[0-9Xx]?", "…");
        String named = asked.length() <= LONGEST_NAME ? asked : asked.substring(0, LONGEST_NAME);
        audit.recordAttempt(
                subject.caseId().region(),
                actor.id().toString(),
                OFF_THE_LIST,
                subject.caseId().value().toString(),
                Map.of(
                        "code",
                        code,
                        "0",
                        named,
                        "command",
                        "payment.command.open",
                        "kind",
                        actor.kind().name(),
                        "post",
                        actor.post()));
        return new PaymentRuleBroken(code, named);
    }

    private static boolean isOwed(FeeOrder order, FeeCharge charge) {
        return order.fee().equals(charge.line().code()) && (order.isOpen() || order.settles());
    }

    /** Numbered within the case, so that no series has to be drawn from while the case waits. */
    private void open(FeeSubject subject, FeeCharge charge, int number, Actor actor) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MICROS);
        var order = new FeeOrder(
                Uuid7.next(now),
                subject.caseNumber() + "-F" + number,
                subject.caseId(),
                subject.caseNumber(),
                subject.holder(),
                subject.item().department(),
                subject.item().code(),
                subject.item().number(),
                charge.line().code(),
                charge.quantity(),
                charge.fen(),
                State.OPEN,
                0,
                Uuid7.next(now),
                null,
                now,
                now.plus(LASTS),
                null,
                1);
        if (orders.insert(order)) {
            orders.enter(order, now, Kind.OPENED, order.fen(), null, null, actor, "");
        }
    }

    public List<FeeOrder> ofCase(CaseId id) {
        return orders.ofCase(id);
    }

    /** What somebody owes and has paid, newest first. */
    public List<FeeOrder> of(String region, UUID holder) {
        return orders.ofHolder(region, holder);
    }

    public Optional<FeeOrder> find(String region, UUID order) {
        return orders.find(region, order);
    }

    /** The newest orders of a region; {@code state} null for all. */
    public List<FeeOrder> newest(String region, @Nullable State state, @Nullable Instant before, int limit) {
        return orders.newest(region, state, before, limit);
    }

    public List<LedgerEntry> ledger(FeeOrder order) {
        return orders.ledger(order.caseId().region(), order.id());
    }

    public List<FeeFigures> figures(String region) {
        return orders.figures(region);
    }

    /** The line of the fee list that an order was computed from; versions never change. */
    public FeeLine line(FeeOrder order) {
        return catalogue.version(order.item(), order.itemVersion()).stream()
                .flatMap(version -> version.fee().lines().stream())
                .filter(line -> line.code().equals(order.fee()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such fee: " + order.item() + "/" + order.fee()));
    }

    /** True where everything that the case owes before the result is issued was paid. */
    public boolean isSettled(FeeSubject subject) {
        return unpaid(subject.due(), orders.ofCase(subject.caseId())) == 0;
    }

    /**
     * Refuses while something is owed. Within a transaction what was paid cannot be given back before it ends.
     *
     * @throws PaymentRuleBroken {@code payment.unpaid} with the sum that is missing
     */
    @Transactional
    public void requireSettled(FeeSubject subject) {
        List<FeeCharge> due = subject.due();
        if (due.isEmpty()) {
            return;
        }
        long missing = unpaid(due, orders.holdOfCase(subject.caseId()));
        if (missing > 0) {
            throw new PaymentRuleBroken("payment.unpaid", Fen.yuan(missing));
        }
    }

    private static long unpaid(List<FeeCharge> due, List<FeeOrder> there) {
        return due.stream()
                .filter(charge -> there.stream()
                        .noneMatch(order -> order.fee().equals(charge.line().code()) && order.settles()))
                .mapToLong(FeeCharge::fen)
                .sum();
    }

    /**
     * The case ended without a result: what is open is cancelled, and what was paid is asked back, for somebody to approve.
     *
     * @param reason for the ledger, e.g. why it was withdrawn
     */
    @Transactional
    public void end(CaseId id, Actor actor, String reason) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MICROS);
        for (FeeOrder order : orders.lockOfCase(id)) {
            if (order.isOpen()) {
                orders.move(order, State.CANCELLED, 0, null);
                orders.enter(order, now, Kind.CANCELLED, order.fen(), null, null, actor, reason);
                checkouts.close(order);
            } else if (order.refundable() > 0) {
                refunds.askByItself(order, reason, now);
            }
        }
    }
}
