package org.yimen.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.platform.postgres.Recovery;

/** How old the newest backup is, and whether the log arrives. Where nobody has ever made a backup it says so and no more. */
@Component("backup")
class BackupHealth extends AbstractHealthIndicator {

    /** True where the latest attempt to archive a segment failed. */
    private static final String ARCHIVE_FAILS = """
            select coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)
              from pg_stat_archiver
            """;

    private static final String RECEIVER_IS_GONE = """
            select coalesce(bool_or(not active), false)
              from pg_replication_slots
             where slot_name = :slot
            """;

    private final Path data;
    private final Duration longest;
    private final JdbcClient jdbc;
    private final InstantSource machine = InstantSource.system();

    BackupHealth(
            @Value("${yimen.data}") Path data,
            @Value("${yimen.backup.longest-age:PT26H}") Duration longest,
            JdbcClient jdbc) {
        this.data = data;
        this.longest = longest;
        this.jdbc = jdbc;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws IOException {
        Optional<Repository> repository = Repository.of(data);
        if (repository.isEmpty()) {
            builder.unknown().withDetail("newest", "none yet: ./yimen backup --to DIR");
            return;
        }
        Optional<Instant> newest = repository.get().newestAt();
        // Files carry the time of the machine, also where the time of the city is replayed.
        boolean late =
                newest.map(at -> at.plus(longest).isBefore(machine.instant())).orElse(true);
        boolean fails = jdbc.sql(ARCHIVE_FAILS).query(Boolean.class).single()
                || jdbc.sql(RECEIVER_IS_GONE)
                        .param("slot", OuterServer.SLOT)
                        .query(Boolean.class)
                        .single();
        builder.status(late || fails ? "DOWN" : "UP")
                .withDetail("newest", newest.map(Recovery::spoken).orElse("none"))
                .withDetail("late", late)
                .withDetail("log", fails ? "does not arrive" : "arrives")
                .withDetail("repository", repository.get().folder().toString());
    }
}
