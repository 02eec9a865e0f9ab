package org.yimen.survey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.platform.Batches;

/** Forgets what somebody began and did not hand in. Nodes that do it at once pass over each other's rows. */
@Component
class DraftPurge {

    /** Somebody who has not come back after this will not. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(DraftPurge.class);

    private final Responses responses;
    private final InstantSource time;
    private final String region;

    DraftPurge(Responses responses, InstantSource time, @Value("${yimen.region}") String region) {
        this.responses = responses;
        this.time = time;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT9M", fixedDelayString = "${yimen.survey.purge-every:PT1H}")
    void purge() {
        Instant before = time.instant().minus(KEPT);
        int gone = Batches.untilDone(limit -> responses.forget(region, before, limit));
        if (gone > 0) {
            log.info("{} drafts of questionnaires older than {} days are forgotten", gone, KEPT.toDays());
        }
    }
}
