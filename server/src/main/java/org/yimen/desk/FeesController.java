package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseFees;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseProofs;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Officer;
import org.yimen.payment.Cashier;
import org.yimen.payment.Difference;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.FeeReceipts;
import org.yimen.payment.LedgerEntry.Way;
import org.yimen.payment.PaymentProvider.ProviderDown;
import org.yimen.payment.PaymentRuleBroken;
import org.yimen.payment.Reconciliation;
import org.yimen.payment.Refund;
import org.yimen.payment.Refunds;
import org.yimen.payment.Tills;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;

/** 收费: orders at the window, refunds and the daily comparison for whoever keeps the books, figures for the director. */
@Controller("deskFees")
class FeesController {

    private static final int PAGE = 50;
    private static final Instant START = Instant.parse("9999-12-31T00:00:00Z");

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final ApplicationDesk desk;
    private final CaseFees caseFees;
    private final FeeDesk fees;
    private final Cashier cashier;
    private final Refunds refunds;
    private final FeeReceipts receipts;
    private final Reconciliation reconciliation;
    private final Catalogue catalogue;
    private final EventWords events;
    private final CaseProofs proofs;
    private final InstantSource time;
    private final StepUp stepUp;

    FeesController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            ApplicationDesk desk,
            CaseFees caseFees,
            FeeDesk fees,
            Cashier cashier,
            Refunds refunds,
            FeeReceipts receipts,
            Reconciliation reconciliation,
            Catalogue catalogue,
            EventWords events,
            CaseProofs proofs,
            InstantSource time,
            StepUp stepUp) {
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.desk = desk;
        this.caseFees = caseFees;
        this.fees = fees;
        this.cashier = cashier;
        this.refunds = refunds;
        this.receipts = receipts;
        this.reconciliation = reconciliation;
        this.catalogue = catalogue;
        this.events = events;
        this.proofs = proofs;
        this.time = time;
        this.stepUp = stepUp;
    }

    @GetMapping("/desk/fees")
    ModelAndView overview(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String state) {
        Officer officer = officers.in(DeskArea.FEES, staff);
        Optional<FeeOrder.State> only = Arrays.stream(FeeOrder.State.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(state))
                .findFirst();
        String region = officer.region();
        return Page.show(
                "desk/fees",
                new FeesPage(
                        officers.frame(officer, DeskArea.FEES.href()),
                        fees.figures(region).stream()
                                .map(figure -> new FeesPage.Figure(name(figure.item()), figure))
                                .toList(),
                        (int) catalogue.published().stream()
                                .filter(item -> item.fee().lines().isEmpty())
                                .count(),
                        refunds.waiting(region).stream()
                                .flatMap(refund -> fees.find(region, refund.order()).stream()
                                        .map(order -> new FeesPage.Waiting(refund, order)))
                                .toList(),
                        fees.newest(region, only.orElse(null), START, PAGE).stream()
                                .map(order ->
                                        new FeesPage.Row(order, fees.line(order).name()))
                                .toList(),
                        only.isPresent() ? state : "",
                        (int) reconciliation.differences(region).stream()
                                .filter(Difference::isOpen)
                                .count()));
    }

    private Text name(String item) {
        return catalogue.current(item).map(ItemVersion::name).orElseGet(() -> Text.of(item));
    }

    @GetMapping("/desk/fees/orders/{order}")
    ModelAndView order(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID order) {
        Officer officer = officers.of(staff);
        return page(officer, seen(officer, order), null);
    }

    /** The amount is the order's; nobody sends another. */
    @PostMapping("/desk/fees/orders/{order}/take")
    ModelAndView take(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID order,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "cash") String way) {
        Officer officer = officers.of(staff);
        FeeOrder found = seen(officer, order);
        return done(officer, found, () -> {
            counter.mustNotBeStopped(officer, found.caseId().value());
            return cashier.take(
                    officer.region(),
                    order,
                    way.equals("card") ? Way.CARD : Way.CASH,
                    officer,
                    actor(officer, found),
                    key.value());
        });
    }

    @PostMapping("/desk/fees/orders/{order}/refund")
    ModelAndView askBack(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID order,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String yuan,
            @RequestParam(defaultValue = "") String reason) {
        Officer officer = officers.of(staff);
        FeeOrder found = seen(officer, order);
        return done(
                officer,
                found,
                () -> refunds.ask(
                        officer.region(),
                        order,
                        yuan.isBlank() ? found.refundable() : fen(yuan, found),
                        reason,
                        officer,
                        actor(officer, found),
                        key.value()));
    }

    private static long fen(String yuan, FeeOrder order) {
        if (!yuan.strip().matches("\\d{1,9}(\\.\\d{1,2})?")) {
            throw new PaymentRuleBroken("payment.refund.too-much", order.yuan());
        }
        return new BigDecimal(yuan.strip()).movePointRight(2).longValueExact();
    }

    @GetMapping("/desk/fees/orders/{order}/receipt")
    ResponseEntity<byte[]> receipt(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID order) {
        FeeOrder found = seen(officers.of(staff), order);
        proofs.demand(desk.find(found.caseId()));
        return receipts.pdf(found)
                .map(pdf -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .header("Content-Disposition", "inline")
                        .header("Content-Security-Policy", "default-src 'none'; sandbox")
                        .body(pdf))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @PostMapping("/desk/fees/refunds/{refund}/approve")
    ModelAndView approve(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID refund, HttpServletRequest request) {
        Officer officer = officers.of(staff);
        FeeOrder order = ofRefund(officer, refund);
        // Of whom it is not the rule asks nothing more than to refuse him.
        if (officer.holdsAny("finance")) {
            stepUp.demand(request);
        }
        return done(officer, order, () -> refunds.approve(officer.region(), refund, officer, actor(officer, order)));
    }

    @PostMapping("/desk/fees/refunds/{refund}/decline")
    ModelAndView decline(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID refund,
            @RequestParam(defaultValue = "") String reason) {
        Officer officer = officers.of(staff);
        FeeOrder order = ofRefund(officer, refund);
        return done(
                officer,
                order,
                () -> refunds.decline(officer.region(), refund, reason, officer, actor(officer, order)));
    }

    private FeeOrder ofRefund(Officer officer, UUID refund) {
        Refund found = refunds.find(officer.region(), refund).orElseThrow(FeesController::notFound);
        return seen(officer, found.order());
    }

    /** Opens what a case owes and has no open order for; with {@code fee} one charge by its code. */
    @PostMapping("/desk/cases/{id}/fees")
    ModelAndView open(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String fee,
            @RequestParam(required = false) @Nullable String amount) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        Tills.mustTake(officer);
        var subject = caseFees.subject(view.file());
        Actor actor = officers.actor(officer, view.item());
        if (fee.isEmpty() && amount == null) {
            var _ = fees.open(subject, actor);
        } else {
            var _ = fees.open(subject, fee, amount, actor);
        }
        return Page.goTo("/desk/cases/" + id);
    }

    @GetMapping("/desk/fees/days")
    ModelAndView days(@AuthenticationPrincipal StaffMember staff) {
        return days(officers.in(DeskArea.FEES, staff), null, false);
    }

    @PostMapping("/desk/fees/days")
    ModelAndView compare(@AuthenticationPrincipal StaffMember staff, @RequestParam LocalDate day) {
        Officer officer = officers.in(DeskArea.FEES, staff);
        try {
            var _ = reconciliation.compare(officer.region(), day, officer);
        } catch (PaymentRuleBroken refusal) {
            return days(officer, refusal, false);
        } catch (ProviderDown down) {
            return days(officer, null, true);
        }
        return Page.goTo("/desk/fees/days");
    }

    @PostMapping("/desk/fees/differences/{difference}")
    ModelAndView resolve(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID difference,
            @RequestParam(defaultValue = "") String note) {
        Officer officer = officers.in(DeskArea.FEES, staff);
        try {
            var _ = reconciliation.resolve(
                    officer.region(), difference, note, officer, Actor.officer(officer.id(), post(officer)));
        } catch (PaymentRuleBroken refusal) {
            return days(officer, refusal, false);
        }
        return Page.goTo("/desk/fees/days");
    }

    private ModelAndView days(Officer officer, @Nullable RuleBroken refusal, boolean down) {
        String region = officer.region();
        return Page.show(
                "desk/fee-days",
                new FeeDaysPage(
                        officers.frame(officer, DeskArea.FEES.href()),
                        reconciliation.days(region),
                        reconciliation.differences(region),
                        events,
                        CityTime.day(time.instant()).minusDays(1),
                        Tills.mayDecide(officer),
                        refusal,
                        down),
                down
                        ? HttpStatus.SERVICE_UNAVAILABLE
                        : refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView done(Officer officer, FeeOrder order, Supplier<?> act) {
        try {
            var _ = act.get();
        } catch (RuleBroken refusal) {
            return page(officer, seen(officer, order.id()), refusal);
        }
        return Page.goTo("/desk/fees/orders/" + order.id());
    }

    private ModelAndView page(Officer officer, FeeOrder order, @Nullable RuleBroken refusal) {
        return Page.show(
                "desk/fee-order",
                new FeeOrderPage(
                        officers.frame(officer, DeskArea.FEES.href()),
                        order,
                        fees.line(order),
                        fees.ledger(order),
                        refunds.ofOrder(order),
                        events,
                        UUID.randomUUID().toString(),
                        Tills.mayTake(officer),
                        Tills.mayAskBack(officer),
                        Tills.mayDecide(officer),
                        seesCase(officer, order),
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private FeeOrder seen(Officer officer, UUID order) {
        FeeOrder found = fees.find(officer.region(), order).orElseThrow(FeesController::notFound);
        if (!maySee(officer, found)) {
            throw new AccessDeniedException("Another department's order");
        }
        cases.mustBeFree(officer, found.caseId());
        return found;
    }

    /** Whoever may see the case sees what it costs; whoever keeps the books sees every order and no case. */
    @Guard
    private boolean maySee(Officer officer, FeeOrder order) {
        return DeskArea.FEES.isOpenTo(officer) || seesCase(officer, order);
    }

    private boolean seesCase(Officer officer, FeeOrder order) {
        return catalogue
                .version(order.item(), order.itemVersion())
                .filter(item -> officers.reaches(officer, order.caseId(), item))
                .isPresent();
    }

    /** The post from which he acts: the books', else the one that the case knows. */
    private Actor actor(Officer officer, FeeOrder order) {
        return Tills.mayDecide(officer)
                ? Actor.officer(officer.id(), post(officer))
                : officers.actor(officer, desk.item(desk.find(order.caseId())));
    }

    private static String post(Officer officer) {
        return officer.posts().stream()
                .filter(post -> post.endsWith("/" + Tills.FINANCE))
                .findFirst()
                .orElse("");
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
