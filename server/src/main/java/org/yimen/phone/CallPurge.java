package org.yimen.phone;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.platform.Batches;
import org.yimen.platform.Settings;

/**
 * 到期删除: of calls that ended long ago, who called and by what the exchange finds the recording (个人信息保护法 art. 19). That
 * there was a call, when, who took it and what came of it stays to be counted.
 */
@Component
class CallPurge {

    private static final Logger log = LoggerFactory.getLogger(CallPurge.class);

    private final CallBook book;
    private final Settings settings;
    private final InstantSource time;
    private final String region;

    CallPurge(CallBook book, Settings settings, InstantSource time, @Value("${yimen.region}") String region) {
        this.book = book;
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT7M", fixedDelayString = "${yimen.key-purge-every:PT1H}")
    void purge() {
        Duration kept = Duration.ofDays(settings.number(PhoneSettings.KEPT_DAYS));
        int gone = Batches.untilDone(limit -> book.forget(region, time.instant().minus(kept), time.instant(), limit));
        if (gone > 0) {
            log.info("The callers of {} calls older than {} days are forgotten", gone, kept.toDays());
        }
    }
}
