package org.yimen.portal;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.CaseProofs;
import org.yimen.identity.Citizen;
import org.yimen.payment.Cashier;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.FeeReceipts;
import org.yimen.payment.PaymentProvider;
import org.yimen.payment.PaymentProvider.ProviderDown;
import org.yimen.payment.Refunds;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;

/** 缴费: an order for who owes it, the code to pay it with, and its receipt. To anybody else it is not there. */
@Controller
@RequestMapping("/me/cases/{id}/fees/{order}")
class FeesController {

    private static final Logger log = LoggerFactory.getLogger(FeesController.class);

    private final Visitors visitors;
    private final ApplicationDesk desk;
    private final FeeDesk fees;
    private final Cashier cashier;
    private final Refunds refunds;
    private final FeeReceipts receipts;
    private final CaseProofs proofs;

    FeesController(
            Visitors visitors,
            ApplicationDesk desk,
            FeeDesk fees,
            Cashier cashier,
            Refunds refunds,
            FeeReceipts receipts,
            CaseProofs proofs) {
        this.visitors = visitors;
        this.desk = desk;
        this.fees = fees;
        this.cashier = cashier;
        this.refunds = refunds;
        this.receipts = receipts;
        this.proofs = proofs;
    }

    /** Whoever comes back from the provider may be here before its notice: so it is asked. */
    @GetMapping
    ModelAndView show(@PathVariable UUID id, @PathVariable UUID order, @AuthenticationPrincipal Citizen citizen) {
        FeeOrder found = order(id, order, citizen);
        if (found.isOpen()) {
            cashier.look(found);
        }
        return page(order(id, order, citizen), false);
    }

    /** Shows a code to pay with: the one that is out, or a new one. */
    @PostMapping("/pay")
    ModelAndView pay(@PathVariable UUID id, @PathVariable UUID order, @AuthenticationPrincipal Citizen citizen) {
        FeeOrder found = order(id, order, citizen);
        try {
            var _ = cashier.checkout(found.caseId().region(), found.id());
        } catch (ProviderDown down) {
            log.warn("No code for {}: {}", found.number(), down.getMessage());
            return page(found, true);
        }
        return Page.goTo("/me/cases/" + id + "/fees/" + order);
    }

    @GetMapping("/receipt")
    ResponseEntity<byte[]> receipt(
            @PathVariable UUID id, @PathVariable UUID order, @AuthenticationPrincipal Citizen citizen) {
        FeeOrder found = order(id, order, citizen);
        proofs.demand(desk.find(found.caseId()));
        return SentFile.savedPdf(receipts.pdf(found).orElseThrow(FeesController::notFound), "缴费凭证 " + found.number());
    }

    private ModelAndView page(FeeOrder order, boolean down) {
        return Page.show(
                "portal/fee",
                new FeePage(
                        order,
                        fees.line(order),
                        fees.ledger(order),
                        refunds.ofOrder(order),
                        order.isOpen() ? cashier.current(order).orElse(null) : null,
                        cashier.takesOnline(),
                        cashier.provider().filter(PaymentProvider::simulated).isPresent(),
                        down),
                down ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK);
    }

    private FeeOrder order(UUID id, UUID order, Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        return desk
                .ofHolder(id, visitor.holder())
                .filter(file -> visitor.covers(file.subject().code()))
                .map(file -> fees.ofCase(file.id()))
                .orElse(List.of())
                .stream()
                .filter(each -> each.id().equals(order))
                .findFirst()
                .orElseThrow(FeesController::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
