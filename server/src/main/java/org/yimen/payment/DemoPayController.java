package org.yimen.payment;

import java.time.InstantSource;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.payment.SimulatedProvider.Booked;
import org.yimen.platform.web.Page;

/** 演示收款方: the provider's own page, where whoever has the code pays with money that does not exist. */
@Controller
@ConditionalOnBooleanProperty("yimen.demo")
class DemoPayController {

    private final SimulatedProvider provider;
    private final InstantSource time;

    DemoPayController(SimulatedProvider provider, InstantSource time) {
        this.provider = provider;
        this.time = time;
    }

    @GetMapping("/demo-pay/{checkout}")
    ModelAndView show(@PathVariable UUID checkout) {
        Booked booked = booked(checkout);
        return Page.show(
                "payment/demo-pay",
                new DemoPayPage(
                        checkout,
                        booked.what(),
                        booked.yuan(),
                        booked.returnTo(),
                        booked.paidAt() != null,
                        isOver(booked)));
    }

    /** {@code how}: as asked; {@code silent}, as if the notice got lost; {@code less}, one fen less. */
    @PostMapping("/demo-pay/{checkout}")
    ModelAndView pay(@PathVariable UUID checkout, @RequestParam(defaultValue = "") String how) {
        Booked booked = booked(checkout);
        if (booked.paidAt() == null && isOver(booked)) {
            return Page.goTo("/demo-pay/" + checkout);
        }
        var notice = provider.pay(checkout, how.equals("less") ? booked.fen() - 1 : booked.fen());
        if (!how.equals("silent")) {
            var _ = provider.tell(notice);
        }
        return Page.goTo(how.isEmpty() ? booked.returnTo() : "/demo-pay/" + checkout);
    }

    private boolean isOver(Booked booked) {
        return !time.instant().isBefore(booked.expiresAt());
    }

    private Booked booked(UUID checkout) {
        return provider.find(checkout).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
