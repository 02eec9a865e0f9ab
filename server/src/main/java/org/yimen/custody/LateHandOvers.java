package org.yimen.custody;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.platform.Settings;

/** 超时未签收: tells once of each hand-over that nobody confirmed in time. */
@Service
public class LateHandOvers {

    private static final int MOST = 100;

    private final Originals originals;
    private final OriginalNews news;
    private final Settings settings;
    private final InstantSource time;
    private final String region;

    LateHandOvers(
            Originals originals,
            OriginalNews news,
            Settings settings,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.originals = originals;
        this.news = news;
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    /** The transaction begins here: a call from within does not pass the proxy, and the rows would not be held. */
    @Scheduled(fixedDelayString = "${yimen.custody.remind-every:PT15M}")
    @Transactional
    public void remind() {
        var _ = remindOnce();
    }

    /** Says of how many: the longest first, so that a full round leaves nobody out for good. */
    @Transactional
    public int remindOnce() {
        Instant now = time.instant();
        Instant due = now.minus(Duration.ofHours(settings.number(CustodySettings.CONFIRM_HOURS)));
        var late = originals.lateUntold(region, due, MOST);
        for (Original original : late) {
            if (original.standing() instanceof Standing.OnTheWay way) {
                news.late(original, way, now);
            }
        }
        originals.told(region, late, now);
        return late.size();
    }
}
