package org.yimen.payment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.casework.Actor;
import org.yimen.catalogue.FeeLine;
import org.yimen.document.DocumentRuleBroken;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.Sealing;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;

/**
 * 缴费凭证: a sealed paper for each order that was paid, written by the system itself, once. It proves the payment between
 * the applicant and the centre; it is not the fiscal electronic bill of the ministry of finance (财政电子票据), which only
 * the finance bureau's own system can issue, see {@link FiscalBills}.
 */
@Service
public class FeeReceipts {

    private static final Logger log = LoggerFactory.getLogger(FeeReceipts.class);

    private final FeeDesk desk;
    private final FeeOrders orders;
    private final Payments payments;
    private final SealedPapers papers;
    private final Directory directory;
    private final List<FiscalBills> fiscal;
    private final TransactionTemplate transaction;
    private final InstantSource time;

    FeeReceipts(
            FeeDesk desk,
            FeeOrders orders,
            Payments payments,
            SealedPapers papers,
            Directory directory,
            List<FiscalBills> fiscal,
            TransactionTemplate transaction,
            InstantSource time) {
        this.desk = desk;
        this.orders = orders;
        this.payments = payments;
        this.papers = papers;
        this.directory = directory;
        this.fiscal = List.copyOf(fiscal);
        this.transaction = transaction;
        this.time = time;
    }

    /** The receipt, if the order was paid; it is made now where nobody has made it yet. */
    public Optional<byte[]> pdf(FeeOrder order) {
        if (order.paidAt() == null) {
            return Optional.empty();
        }
        if (order.receiptMadeAt() == null) {
            make(order);
        }
        return papers.read(order.caseId().region(), order.receipt());
    }

    /** Money is in whatever happens to the paper: where it cannot be made now, a later turn makes it. */
    @TransactionalEventListener
    void paid(FeePaid paid) {
        orders.find(paid.caseId().region(), paid.order()).ifPresent(this::patiently);
    }

    /** Makes the receipts that are missing and says how many there were. */
    int turn(String region) {
        List<FeeOrder> missing = orders.unreceipted(region);
        missing.forEach(this::patiently);
        return missing.size();
    }

    private void patiently(FeeOrder order) {
        try {
            make(order);
        } catch (DocumentRuleBroken refusal) {
            log.warn("The receipt of {} waits: {}", order.number(), refusal.code());
        }
    }

    private void make(FeeOrder order) {
        Instant now = time.instant();
        try {
            // The event of a payment is told after its commit, while the connection still believes in that transaction.
            var own = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()), transaction);
            own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
            own.executeWithoutResult(_ -> {
                var stored = papers.make(
                        order.receipt(),
                        order.caseId().region(),
                        order.caseId().value(),
                        paper(order, now),
                        order.department(),
                        new Sealing(Actor.SYSTEM, Set.of()),
                        now);
                orders.receipted(order, stored.madeAt());
            });
        } catch (DuplicateKeyException made) {
            // Somebody else made it in the same moment.
            return;
        }
        fiscal.forEach(port -> port.paid(order));
    }

    private Paper paper(FeeOrder order, Instant now) {
        FeeLine line = desk.line(order);
        var payment = payments.of(order).orElseThrow();
        var department = directory.department(order.caseId().region(), order.department());
        return Paper.of(
                        PaperKind.FEE_RECEIPT,
                        order.number(),
                        "缴费凭证",
                        "办件 " + order.caseNumber() + " 的申请人",
                        department.name().zh(),
                        CityTime.day(now))
                .withParagraphs("下列费用已经缴清。")
                .withFacts(List.of(
                        new Fact("收费项目", line.name().zh()),
                        new Fact("收费依据", line.basis().cited() + (line.verified() ? "" : "（未核实）")),
                        new Fact("收费标准", line.standard().zh()),
                        new Fact(
                                "数量",
                                order.quantity().toPlainString() + " "
                                        + line.unit().zh()),
                        new Fact("金额", order.yuan() + " 元"),
                        new Fact("执收单位", line.payee().zh()),
                        new Fact("缴费方式", way(payment.way())),
                        new Fact("缴费流水", payment.way() == LedgerEntry.Way.QR ? payment.reference() : order.number()),
                        new Fact("缴费日期", CityTime.day(payment.paidAt()).toString())))
                .withClosing("本凭证只证明费用已经缴清，不是财政电子票据，也不是发票。需要财政票据的，向执收单位索取。");
    }

    private static String way(LedgerEntry.Way way) {
        return switch (way) {
            case CASH -> "窗口现金";
            case CARD -> "窗口刷卡";
            case QR -> "扫码支付";
        };
    }
}
