package org.yimen.supervision;

import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * 补开限期: inquiries and trainings that were opened before their days were orders get one each, so that they climb as the later ones
 * do. Soon after the start, and then hourly for what could not be raised before; each by itself, so that none stands in the way.
 */
@Component
class OlderTasks {

    private static final Logger log = LoggerFactory.getLogger(OlderTasks.class);

    private final InquiryTasks inquiries;
    private final Trainings trainings;
    private final String region;

    OlderTasks(InquiryTasks inquiries, Trainings trainings, @Value("${yimen.region:629901}") String region) {
        this.inquiries = inquiries;
        this.trainings = trainings;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT40S", fixedDelayString = "${yimen.supervision.older-tasks-every:PT1H}")
    void sweep() {
        inquiries.without(region).forEach(id -> raise("inquiry", id, each -> inquiries.catchUp(region, each)));
        trainings.without(region).forEach(id -> raise("training", id, each -> trainings.catchUp(region, each)));
    }

    private static void raise(String what, UUID id, Consumer<UUID> raising) {
        try {
            raising.accept(id);
        } catch (RuntimeException failure) {
            log.error("The {} {} has no order with its day yet", what, id, failure);
        }
    }
}
