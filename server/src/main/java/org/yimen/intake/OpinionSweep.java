package org.yimen.intake;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for issues whose hour has passed: an hour is no working day, so no order's clock sees it. */
@Component
class OpinionSweep {

    private final Opinions opinions;

    OpinionSweep(Opinions opinions) {
        this.opinions = opinions;
    }

    @Scheduled(initialDelayString = "PT45S", fixedDelayString = "${yimen.intake.opinions-every:PT1M}")
    void sweep() {
        var _ = opinions.chase();
    }
}
