package org.yimen.notify;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.platform.RuleBroken;

/**
 * Reads the journal of cases and posts what is news. The messages and the place in the journal are one transaction, and
 * whoever holds the row reads: an event is announced after it was committed, and once, whatever falls over in between.
 */
@Component
class NewsReader {

    /** So often one event is tried; then it is passed over, and the log says so. */
    static final int MOST_FAILURES = 8;

    private static final Logger log = LoggerFactory.getLogger(NewsReader.class);
    private static final int PAGE = 50;
    private static final Duration WAIT = Duration.ofSeconds(20);

    private record Place(Cursor heard, int failures) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    /** A part of the transaction that is taken back alone. */
    private final TransactionTemplate part;

    private final CaseFeed feed;
    private final Outbox outbox;
    private final List<Announcer> announcers;
    private final InstantSource time;
    private final String region;

    NewsReader(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            CaseFeed feed,
            Outbox outbox,
            List<Announcer> announcers,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.part = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.feed = feed;
        this.outbox = outbox;
        this.announcers = announcers;
        this.time = time;
        this.region = region;
    }

    @Scheduled(fixedDelayString = "${yimen.notify.every:PT1S}")
    void read() {
        while (readOnce() == PAGE) {
            log.debug("A full page was new");
        }
    }

    /** Announces what has happened since, at most one page, and says how many events that were. */
    int readOnce() {
        try {
            return Optional.ofNullable(transaction.execute(_ -> page(PAGE, false)))
                    .orElse(0);
        } catch (RuleBroken refusal) {
            // It would be refused as often as it is tried; what else is new is not kept back by it.
            log.info("News of cases is read again, each announcer apart: {}", refusal.code());
            return apart();
        } catch (OptimisticLockingFailureException overtaken) {
            // Somebody moved a case that an announcer moves too: nobody need be woken, it is read again at once.
            log.info("News of cases is read again: {}", overtaken.getMessage());
            return single();
        } catch (RuntimeException failure) {
            log.error("News of cases could not be announced", failure);
            // Alone, so that one that cannot be told keeps no other one back for long.
            return single();
        }
    }

    private int apart() {
        try {
            return Optional.ofNullable(transaction.execute(_ -> page(PAGE, true)))
                    .orElse(0);
        } catch (RuntimeException failure) {
            log.error("News of cases could not be announced", failure);
            return single();
        }
    }

    private int single() {
        try {
            return Optional.ofNullable(transaction.execute(_ -> page(1, true))).orElse(0);
        } catch (RuntimeException failure) {
            transaction.executeWithoutResult(_ -> failed());
            return 0;
        }
    }

    /** @param apart true where a refusal takes back what its own announcer did with its own event, and nothing else */
    private int page(int most, boolean apart) {
        Optional<Place> place = hold();
        if (place.isEmpty()) {
            return 0;
        }
        int limit = place.get().failures() > 0 ? 1 : most;
        List<Told> events = feed.after(region, place.get().heard(), limit);
        for (Told event : events) {
            for (Announcer announcer : announcers) {
                if (apart) {
                    alone(announcer, event);
                } else {
                    announcer.announce(event).forEach(outbox::post);
                }
            }
        }
        if (!events.isEmpty()) {
            heard(events.getLast().at());
        }
        return events.size();
    }

    private void alone(Announcer announcer, Told event) {
        try {
            part.executeWithoutResult(_ -> announcer.announce(event).forEach(outbox::post));
        } catch (RuleBroken refusal) {
            log.error(
                    "The event {} was refused by a rule and is passed over by {}",
                    event.id(),
                    announcer.getClass().getSimpleName(),
                    refusal);
        }
    }

    private void failed() {
        hold().ifPresent(place -> {
            if (place.failures() + 1 < MOST_FAILURES) {
                jdbc.sql("""
                                update notify.news_cursor
                                   set failures = failures + 1, next_at = :next
                                 where region_code = :region
                                """)
                        .param("next", Timestamp.from(time.instant().plus(WAIT)))
                        .param("region", region)
                        .update();
                return;
            }
            feed.after(region, place.heard(), 1).forEach(event -> {
                log.error("The event {} could not be announced and is passed over", event.id());
                heard(event.at());
            });
        });
    }

    /** The place, for this transaction alone; empty where another reader has it or it rests. */
    private Optional<Place> hold() {
        Instant now = time.instant();
        jdbc.sql("""
                        insert into notify.news_cursor (region_code, heard, next_at)
                        values (:region, :start, :now)
                            on conflict (region_code) do nothing
                        """)
                .param("region", region)
                .param("start", Cursor.START.toString())
                .param("now", Timestamp.from(Instant.EPOCH))
                .update();
        return jdbc.sql("""
                        select heard, failures
                          from notify.news_cursor
                         where region_code = :region and next_at <= :now
                           for update skip locked
                        """)
                .param("region", region)
                .param("now", Timestamp.from(now))
                .query((row, _) ->
                        new Place(Cursor.parse(row.getString("heard")).orElse(Cursor.START), row.getInt("failures")))
                .optional();
    }

    private void heard(Cursor cursor) {
        jdbc.sql("""
                        update notify.news_cursor
                           set heard = :heard, failures = 0, next_at = :now
                         where region_code = :region
                        """)
                .param("heard", cursor.toString())
                .param("now", Timestamp.from(Instant.EPOCH))
                .param("region", region)
                .update();
    }
}
