package org.yimen.casework;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.platform.Batches;

/** Forgets command keys that nobody sends again. Nodes that do it at the same time pass over each other's rows. */
@Component
public class KeyPurge {

    /** So long a retry is known as one. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(KeyPurge.class);

    private final CaseFiles files;
    private final InstantSource time;
    private final String region;

    KeyPurge(CaseFiles files, InstantSource time, @Value("${yimen.region}") String region) {
        this.files = files;
        this.time = time;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "${yimen.key-purge-every:PT1H}")
    public void purge() {
        int gone =
                Batches.untilDone(limit -> files.forget(region, time.instant().minus(KEPT), limit));
        if (gone > 0) {
            log.info("{} command keys older than {} days are forgotten", gone, KEPT.toDays());
        }
    }
}
