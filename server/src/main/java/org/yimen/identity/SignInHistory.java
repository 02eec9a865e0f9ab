package org.yimen.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.identifier.Uuid7;

/** What the owner of an account is shown of who signed in to it, or tried to, in the last half year. */
@Service
public class SignInHistory {

    /** How many a page shows. */
    public static final int MOST = 20;

    private static final Duration KEPT = Duration.ofDays(183);
    private static final int SWEPT_AT_ONCE = 50;
    private static final String NOBODY = "nobody";

    /** How an attempt ended; {@code identity.security.outcome-*} says it. */
    public enum Result {
        SIGNED_IN,
        REFUSED,
        CODE_REFUSED,
        LOCKED_OUT,
        CLOSED
    }

    /** One attempt. */
    public record Attempt(Instant at, Result result, String address) {}

    private final JdbcClient jdbc;
    private final InstantSource time;

    SignInHistory(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** The last attempts on the account, the newest first. */
    public List<Attempt> of(Account account) {
        return jdbc.sql("""
                        select tried_at, outcome, address
                          from identity.sign_in
                         where account = :account
                         order by tried_at desc, id desc
                         limit :most
                        """)
                .param("account", account.key())
                .param("most", MOST)
                .query((row, _) -> new Attempt(
                        row.getObject("tried_at", OffsetDateTime.class).toInstant(),
                        Result.valueOf(row.getString("outcome")),
                        row.getString("address")))
                .list();
    }

    /** Stays even where the caller's transaction fails; of nobody's account as well, so that it takes as long. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void note(@Nullable Account account, Result result, String address) {
        jdbc.sql("""
                        insert into identity.sign_in (id, account, tried_at, outcome, address)
                        values (:id, :account, :at, :outcome, :address)
                        """)
                .param("id", Uuid7.next(time.instant()))
                .param("account", account == null ? NOBODY : account.key())
                .param("at", time.instant().atOffset(ZoneOffset.UTC))
                .param("outcome", result.name())
                .param("address", address)
                .update();
        jdbc.sql("""
                        delete from identity.sign_in
                         where id in (select id from identity.sign_in
                                       where tried_at < :before
                                       limit :limit
                                         for update skip locked)
                        """)
                .param("before", time.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .param("limit", SWEPT_AT_ONCE)
                .update();
    }
}
