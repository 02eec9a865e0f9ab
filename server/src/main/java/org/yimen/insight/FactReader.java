package org.yimen.insight;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.CaseFigures;
import org.yimen.application.CaseFigures.CaseFigure;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.hall.Trips;
import org.yimen.platform.CityTime;

/**
 * Reads the journal of cases and the visits of the hall, and writes what counts of each case that moved anew. The place is
 * held by whoever reads; reading twice writes the same.
 */
@Component
class FactReader {

    private static final Logger log = LoggerFactory.getLogger(FactReader.class);

    /** Visits are read from a while before the last reading: one that is being entered may end earlier than it commits. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private static final int MOST_VISITS = 2_000;
    private static final int MOST_PAGES = 400;

    private static final String BEGIN = """
        insert into insight.reading (region_code, heard, visits_at, read_at)
        values (:region, :start, :never, :never)
            on conflict (region_code) do nothing
        """;

    private static final String HOLD = """
        select heard, visits_at
          from insight.reading
         where region_code = :region
           for update skip locked
        """;

    private static final String HEARD = """
        update insight.reading
           set heard = :heard, visits_at = :visits, read_at = :now
         where region_code = :region
        """;

    private static final String READ_AT = """
        select read_at
          from insight.reading
         where region_code = :region
        """;

    private record Place(Cursor heard, Instant visitsAt) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CaseFeed feed;
    private final CaseFigures figures;
    private final Trips trips;
    private final Facts facts;
    private final InstantSource time;
    private final String region;

    FactReader(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            CaseFeed feed,
            CaseFigures figures,
            Trips trips,
            Facts facts,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.feed = feed;
        this.figures = figures;
        this.trips = trips;
        this.facts = facts;
        this.time = time;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "${yimen.insight.every:PT3S}")
    void read() {
        try {
            for (int pages = 0; pages < MOST_PAGES && readOnce() == CaseFeed.MOST; pages++) {
                log.debug("A full page was new");
            }
        } catch (RuntimeException failure) {
            log.error("The facts of cases could not be read", failure);
        }
    }

    /** 即办件过夜: looked for by itself, as nothing happens to such a case. */
    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "${yimen.insight.watch-every:PT1M}")
    void watch() {
        int found = facts.raiseOvernight(region, CityTime.day(time.instant()));
        if (found > 0) {
            log.warn("{} cases of the same day were left open overnight", found);
        }
    }

    /** Until when the facts are read; empty before the first reading. */
    Optional<Instant> readAt() {
        return jdbc.sql(READ_AT)
                .param("region", region)
                .query((row, _) -> row.getTimestamp("read_at").toInstant())
                .optional()
                .filter(at -> at.isAfter(Instant.EPOCH));
    }

    /** Reads one page, and says how many events it had. */
    int readOnce() {
        return Optional.ofNullable(transaction.execute(_ -> page())).orElse(0);
    }

    private int page() {
        Optional<Place> place = hold();
        if (place.isEmpty()) {
            return 0;
        }
        Instant now = time.instant();
        List<Told> events = feed.after(region, place.get().heard(), CaseFeed.MOST);
        var moved = new LinkedHashSet<UUID>();
        events.forEach(event -> moved.add(event.caseId().value()));
        Instant last = place.get().visitsAt();
        moved.addAll(trips.served(region, (last.isAfter(now) ? now : last).minus(OVERLAP), MOST_VISITS));
        write(List.copyOf(moved), CityTime.day(now));
        jdbc.sql(HEARD)
                .param(
                        "heard",
                        (events.isEmpty()
                                        ? place.get().heard()
                                        : events.getLast().at())
                                .toString())
                .param("visits", Timestamp.from(now))
                .param("now", Timestamp.from(now))
                .param("region", region)
                .update();
        return events.size();
    }

    private void write(List<UUID> moved, LocalDate today) {
        for (int from = 0; from < moved.size(); from += CaseFeed.MOST_CASES) {
            List<UUID> chunk = moved.subList(from, Math.min(from + CaseFeed.MOST_CASES, moved.size()));
            facts.write(region, figures(chunk, today), trips.of(region, chunk), today);
        }
    }

    /** One case that cannot be read keeps no other out of the figures. */
    private List<CaseFigure> figures(List<UUID> chunk, LocalDate today) {
        try {
            return figures.of(region, chunk, today);
        } catch (DataAccessException failure) {
            // The transaction is lost: the next reading begins at the same place.
            throw failure;
        } catch (RuntimeException failure) {
            if (chunk.size() == 1) {
                log.error("The case {} cannot be counted", chunk.getFirst(), failure);
                return List.of();
            }
            var read = new ArrayList<CaseFigure>();
            chunk.forEach(one -> read.addAll(figures(List.of(one), today)));
            return read;
        }
    }

    /** The place, for this transaction alone; empty where another reader has it. */
    private Optional<Place> hold() {
        jdbc.sql(BEGIN)
                .param("region", region)
                .param("start", Cursor.START.toString())
                .param("never", Timestamp.from(Instant.EPOCH))
                .update();
        return jdbc.sql(HOLD)
                .param("region", region)
                .query((row, _) -> new Place(
                        Cursor.parse(row.getString("heard")).orElse(Cursor.START),
                        row.getTimestamp("visits_at").toInstant()))
                .optional();
    }
}
