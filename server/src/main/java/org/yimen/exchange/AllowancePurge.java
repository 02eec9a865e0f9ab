package org.yimen.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.casework.KeyPurge;
import org.yimen.platform.Batches;
import org.yimen.platform.CityTime;

/** Forgets what was counted so that machines tell nobody too much. Nodes that do it at once pass over each other's rows. */
@Component
public class AllowancePurge {

    /** So long a message that is sent once more under its key is known as the same: as long as any key of a command. */
    public static final Duration KEPT = KeyPurge.KEPT;

    private static final Logger log = LoggerFactory.getLogger(AllowancePurge.class);

    private static final String FORGET = """
            delete from exchange.message_said said
             using (select region_code, case_id, template, said_on
                      from exchange.message_said
                     where region_code = :region and said_on < :before
                     limit :limit
                       for update skip locked) old
             where said.region_code = old.region_code and said.case_id = old.case_id
               and said.template = old.template and said.said_on = old.said_on
            """;

    private final JdbcClient jdbc;
    private final InstantSource time;
    private final String region;

    AllowancePurge(JdbcClient jdbc, InstantSource time, @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.time = time;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT6M", fixedDelayString = "${yimen.key-purge-every:PT1H}")
    public void purge() {
        LocalDate before = CityTime.day(time.instant().minus(KEPT));
        int gone = Batches.untilDone(limit -> jdbc.sql(FORGET)
                .param("region", region)
                .param("before", before)
                .param("limit", limit)
                .update());
        if (gone > 0) {
            log.info("{} messages older than {} days are no longer counted", gone, KEPT.toDays());
        }
    }
}
