package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.api.Bodies.FeeBody;
import org.yimen.api.Bodies.FeesBody;
import org.yimen.application.CaseFees;
import org.yimen.application.CaseView;
import org.yimen.catalogue.FeeLine;
import org.yimen.identity.MachineCaller;
import org.yimen.organisation.Officer;
import org.yimen.payment.Cashier;
import org.yimen.payment.Checkout;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.PaymentProvider.ProviderDown;
import org.yimen.payment.PaymentRuleBroken;
import org.yimen.payment.Tills;
import org.yimen.platform.web.Problems;
import org.yimen.platform.web.Words;

/** 收费 as a common service: another system opens a charge of the list on a case, shows the code and asks whether it is paid. */
@RestController("apiFees")
class FeesController {

    private static final Logger log = LoggerFactory.getLogger(FeesController.class);
    private static final String KEY = "Idempotency-Key";

    private final Callers callers;
    private final CaseFees cases;
    private final FeeDesk fees;
    private final Cashier cashier;
    private final Problems problems;

    FeesController(Callers callers, CaseFees cases, FeeDesk fees, Cashier cashier, Problems problems) {
        this.callers = callers;
        this.cases = cases;
        this.fees = fees;
        this.cashier = cashier;
        this.problems = problems;
    }

    @Operation(
            operationId = "fees",
            summary = "What a case costs 收费",
            description = "Its fee orders, oldest first, and whether all that is owed was paid.")
    @GetMapping("/api/v1/applications/{number}/fees")
    FeesBody list(
            @PathVariable String number, @AuthenticationPrincipal MachineCaller caller, HttpServletRequest request) {
        CaseView view = callers.open(caller, number);
        Words words = problems.words(request);
        return new FeesBody(
                cases.isSettled(view.file()),
                cases.orders(view.file().id()).stream()
                        .map(order -> body(order, words, cashier.current(order).orElse(null)))
                        .toList());
    }

    @Operation(
            operationId = "openFee",
            summary = "Open a charge of the list 开缴费单",
            description =
                    "Needs the post of a window. The amount is computed from the published list and the answers; a charge that is not on the"
                            + " list, or one with an amount, is refused and listed for supervision. Again it gives the same order.")
    @PostMapping("/api/v1/applications/{number}/fees")
    ResponseEntity<FeeBody> open(
            @PathVariable String number,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Bodies.FeeWish body,
            @AuthenticationPrincipal MachineCaller caller,
            HttpServletRequest request) {
        var check = new Check();
        var _ = check.key(key);
        String fee = check.code("fee", body.fee());
        check.done();
        CaseView view = callers.open(caller, number);
        Officer officer = callers.officer(caller);
        Tills.mustTake(officer);
        FeeOrder order = fees.open(cases.subject(view.file()), fee, body.amount(), callers.actor(officer, view.item()));
        return ResponseEntity.status(HttpStatus.CREATED).body(body(order, problems.words(request), place(order)));
    }

    /** A place to pay, where the provider gives one now; the order is there whether or not it does. */
    private @Nullable Checkout place(FeeOrder order) {
        if (!order.isOpen() || !cashier.takesOnline()) {
            return null;
        }
        try {
            return cashier.checkout(order.caseId().region(), order.id());
        } catch (ProviderDown | PaymentRuleBroken none) {
            log.info("No place to pay {}: {}", order.number(), none.getMessage());
            return null;
        }
    }

    private FeeBody body(FeeOrder order, Words words, @Nullable Checkout checkout) {
        FeeLine line = fees.line(order);
        return new FeeBody(
                order.number(),
                order.fee(),
                words.text(line.name()),
                line.basis().cited(),
                line.verified(),
                words.text(line.standard()),
                order.quantity().toPlainString(),
                order.fen(),
                order.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                words.say(order.state().key()),
                order.refunded(),
                order.openedAt(),
                order.expiresAt(),
                order.paidAt(),
                checkout == null || !order.isOpen() ? null : checkout.address());
    }
}
