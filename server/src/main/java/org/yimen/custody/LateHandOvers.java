package org.yimen.custody;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.platform.Settings;

/** 超时未签收: tells once of each hand-over that nobody confirmed in time. */
@Service
public class LateHandOvers {

    private static final int PAGE = 100;

    private static final Logger log = LoggerFactory.getLogger(LateHandOvers.class);

    private final Originals originals;
    private final OriginalNews news;
    private final TransactionTemplate transaction;
    private final Settings settings;
    private final InstantSource time;
    private final String region;

    LateHandOvers(
            Originals originals,
            OriginalNews news,
            TransactionTemplate transaction,
            Settings settings,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.originals = originals;
        this.news = news;
        this.transaction = transaction;
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    @Scheduled(fixedDelayString = "${yimen.custody.remind-every:PT15M}")
    void remind() {
        var _ = remindOnce();
    }

    /**
     * Says of how many. Each is told of in a transaction of its own: one that fails keeps nobody else from hearing, and is
     * tried again in the next round. All are gone through, so that those that fail again and again are in nobody's way.
     */
    public int remindOnce() {
        Instant now = time.instant();
        Instant due = now.minus(Duration.ofHours(settings.number(CustodySettings.CONFIRM_HOURS)));
        int told = 0;
        var after = Originals.BEFORE_ALL;
        List<Originals.Since> late;
        do {
            late = originals.lateUntold(region, due, after, PAGE);
            for (Originals.Since each : late) {
                told += tell(each, now) ? 1 : 0;
                after = each;
            }
        } while (late.size() == PAGE);
        return told;
    }

    private boolean tell(Originals.Since late, Instant now) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> isTold(late, now)));
        } catch (RuntimeException failure) {
            log.error("Nobody hears that {} is late; the next round tries again", late.id(), failure);
            return false;
        }
    }

    /** False where another node was quicker, or somebody confirmed it at this moment. */
    private boolean isTold(Originals.Since late, Instant now) {
        if (!originals.told(region, late, now)) {
            return false;
        }
        Original original = originals.find(region, late.id()).orElseThrow();
        if (original.standing() instanceof Standing.OnTheWay way) {
            news.late(original, way, now);
        }
        return true;
    }
}
