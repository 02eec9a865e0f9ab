package org.yimen.identity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * What the key of a form stands for: the content with which it was first taken. The same key with other content is refused,
 * whatever the form does; each statement is its own transaction, so that a refused form leaves nothing.
 */
@Service
public class FormBindings {

    /** As long as any key of a command is known. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 1000;

    private static final String BIND = """
        insert into identity.form_binding (region_code, account, path, key, digest, made_at)
        values (:region, :account, :path, :key, :digest, :at)
            on conflict (region_code, account, path, key) do nothing
        """;

    private static final String BOUND = """
        select digest
          from identity.form_binding
         where region_code = :region and account = :account and path = :path and key = :key
        """;

    private static final String RELEASE = """
        delete from identity.form_binding
         where region_code = :region and account = :account and path = :path and key = :key and digest = :digest
        """;

    private static final String FORGET = """
        delete from identity.form_binding bound
         using (select region_code, account, path, key
                  from identity.form_binding
                 where region_code = :region and made_at < :before
                 limit :limit
                   for update skip locked) old
         where bound.region_code = old.region_code and bound.account = old.account and bound.path = old.path
           and bound.key = old.key
        """;

    private final JdbcClient jdbc;
    private final InstantSource time;
    private final String region;

    FormBindings(JdbcClient jdbc, InstantSource time, @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.time = time;
        this.region = region;
    }

    /**
     * One form as it was sent.
     *
     * @param account who sent it; empty for a stranger
     * @param path where it went, so that a page may have several forms under one key
     * @param digest of everything else that was sent
     */
    public record Sent(String account, String path, String key, String digest) {}

    /**
     * Binds the key to this content, the first time.
     *
     * @return true where this request bound it, so that it is this one's to release
     * @throws IdentityRuleBroken if other content came under the key before
     */
    public boolean bind(Sent sent) {
        Instant now = time.instant();
        boolean first = statement(BIND, sent)
                        .param("digest", sent.digest())
                        .param("at", Timestamp.from(now))
                        .update()
                == 1;
        Optional<String> bound = first
                ? Optional.empty()
                : statement(BOUND, sent).query(String.class).optional();
        if (bound.filter(digest -> !digest.equals(sent.digest())).isPresent()) {
            throw new IdentityRuleBroken("identity.form.resent");
        }
        return first;
    }

    /** Nothing was taken: the form comes back, and what is put right in it comes under the same key. */
    public void release(Sent sent) {
        statement(RELEASE, sent).param("digest", sent.digest()).update();
    }

    private JdbcClient.StatementSpec statement(String sql, Sent sent) {
        return jdbc.sql(sql)
                .param("region", region)
                .param("account", sent.account())
                .param("path", sent.path())
                .param("key", sent.key());
    }

    /** Each batch is a transaction of its own, so that it never holds up a request for long. */
    @Scheduled(initialDelayString = "PT8M", fixedDelayString = "${yimen.key-purge-every:PT1H}")
    public void purge() {
        Timestamp before = Timestamp.from(time.instant().minus(KEPT));
        int gone;
        do {
            gone = jdbc.sql(FORGET)
                    .param("region", region)
                    .param("before", before)
                    .param("limit", BATCH)
                    .update();
        } while (gone == BATCH);
    }
}
