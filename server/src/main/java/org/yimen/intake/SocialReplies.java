package org.yimen.intake;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;

/**
 * What goes back to WeChat and Weibo: written in the transaction of what it answers, carried afterwards under a lease, so
 * that two nodes never carry the same one at once; where a node falls after the platform took it, the same id goes again.
 */
@Component
class SocialReplies {

    static final String TO = "intake.reply.to";
    static final String TEXT = "intake.reply.text";

    /** So many tries over some hours; then it waits for somebody to look. */
    static final int MOST_TRIES = 9;

    private static final Logger log = LoggerFactory.getLogger(SocialReplies.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final List<SocialAccount> accounts;
    private final InstantSource time;
    private final String region;

    SocialReplies(
            JdbcClient jdbc,
            ColumnCipher cipher,
            ObjectProvider<SocialAccount> accounts,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.accounts = accounts.stream().toList();
        this.time = time;
        this.region = region;
    }

    private record Due(UUID id, String channel, int tries, Sealed to, Sealed text) {}

    /** @param key what is answered: told twice, it is one answer */
    void queue(String channel, String to, String key, String text) {
        Instant now = time.instant();
        UUID id = Uuid7.next(now);
        jdbc.sql("""
                        insert into intake.reply
                               (region_code, id, channel, key, to_sealed, text_sealed, queued_at, next_at, tries)
                        values (:region, :id, :channel, :key, :to, :text, :now, :now, 0)
                            on conflict (region_code, channel, key) do nothing
                        """)
                .param("region", region)
                .param("id", id)
                .param("channel", channel)
                .param("key", key)
                .param("to", cipher.seal(TO, region, id.toString(), to).bytes())
                .param("text", cipher.seal(TEXT, region, id.toString(), text).bytes())
                .param("now", Timestamp.from(now))
                .update();
    }

    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "${yimen.intake.every:PT5S}")
    void relay() {
        while (relayOnce() == AT_ONCE) {
            log.debug("A full batch was due");
        }
    }

    /** Carries what is due, at most one batch, and says how many that were. */
    int relayOnce() {
        Instant now = time.instant();
        List<Due> due = jdbc.sql("""
                        update intake.reply
                           set next_at = :lease, tries = tries + 1
                         where region_code = :region and id in (
                               select id
                                 from intake.reply
                                where region_code = :region and sent_at is null and next_at <= :now and tries < :most
                                order by next_at, id
                                limit :limit
                                  for update skip locked)
                        returning id, channel, tries, to_sealed, text_sealed
                        """)
                .param("region", region)
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .param("most", MOST_TRIES)
                .param("limit", AT_ONCE)
                .query((row, _) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getString("channel"),
                        row.getInt("tries"),
                        Sealed.of(row.getBytes("to_sealed")),
                        Sealed.of(row.getBytes("text_sealed"))))
                .list();
        due.forEach(this::carry);
        return due.size();
    }

    private void carry(Due reply) {
        String id = reply.id().toString();
        Instant now = time.instant();
        try {
            SocialAccount account = accounts.stream()
                    .filter(each -> each.channel().equals(reply.channel()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No account for " + reply.channel()));
            account.send(id, cipher.open(TO, region, id, reply.to()), cipher.open(TEXT, region, id, reply.text()));
            jdbc.sql("update intake.reply set sent_at = :at where region_code = :region and id = :id")
                    .param("at", Timestamp.from(now))
                    .param("region", region)
                    .param("id", reply.id())
                    .update();
        } catch (RuntimeException failure) {
            if (reply.tries() >= MOST_TRIES) {
                log.error("An answer to {} could not be delivered: {}", reply.channel(), id, failure);
            }
            jdbc.sql("update intake.reply set next_at = :next where region_code = :region and id = :id")
                    .param("next", Timestamp.from(now.plus(FIRST_WAIT.multipliedBy(1L << reply.tries()))))
                    .param("region", region)
                    .param("id", reply.id())
                    .update();
        }
    }
}
