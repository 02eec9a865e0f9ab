package org.yimen.exchange;

import java.sql.Timestamp;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.casework.KeyPurge;
import org.yimen.platform.Batches;

/**
 * Forgets what machines meant by the keys of their requests, after as long as any key of a command is known. Nodes that do it
 * at once pass over each other's rows.
 */
@Component
public class RequestKeyPurge {

    private static final Logger log = LoggerFactory.getLogger(RequestKeyPurge.class);

    private static final String FORGET = """
            delete from exchange.request_key bound
             using (select region_code, client_id, key
                      from exchange.request_key
                     where region_code = :region and made_at < :before
                     limit :limit
                       for update skip locked) old
             where bound.region_code = old.region_code and bound.client_id = old.client_id and bound.key = old.key
            """;

    private final JdbcClient jdbc;
    private final InstantSource time;
    private final String region;

    RequestKeyPurge(JdbcClient jdbc, InstantSource time, @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.time = time;
        this.region = region;
    }

    @Scheduled(initialDelayString = "PT7M", fixedDelayString = "${yimen.key-purge-every:PT1H}")
    public void purge() {
        Timestamp before = Timestamp.from(time.instant().minus(KeyPurge.KEPT));
        int gone = Batches.untilDone(limit -> jdbc.sql(FORGET)
                .param("region", region)
                .param("before", before)
                .param("limit", limit)
                .update());
        if (gone > 0) {
            log.info("{} keys of requests older than {} days are forgotten", gone, KeyPurge.KEPT.toDays());
        }
    }
}
