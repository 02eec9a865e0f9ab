package org.yimen.supervision;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.application.Restoration;
import org.yimen.application.Restorations;

/**
 * Looks for who asked to be restored and whose answer has no order with its day yet. Not while he asks: what offices owe each other
 * never stands in the way of his form.
 */
@Component
class RestorationSweep {

    private static final Logger log = LoggerFactory.getLogger(RestorationSweep.class);

    private final Restorations restorations;
    private final RestorationTasks tasks;
    private final String region;

    RestorationSweep(
            Restorations restorations, RestorationTasks tasks, @Value("${yimen.region:629901}") String region) {
        this.restorations = restorations;
        this.tasks = tasks;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT55S", fixedDelayString = "${yimen.supervision.restorations-every:PT5M}")
    void sweep() {
        Restoration last = null;
        List<Restoration> page;
        do {
            page = restorations.waiting(region, last);
            tasks.without(region, page).forEach(this::open);
            last = page.isEmpty() ? null : page.getLast();
        } while (page.size() == Restorations.MOST);
    }

    private void open(Restoration each) {
        try {
            tasks.open(region, each.id());
        } catch (RuntimeException failure) {
            log.error("The answer to the restoration {} has no order with its day yet", each.id(), failure);
        }
    }
}
