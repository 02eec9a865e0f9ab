package org.yimen.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.crypto.ColumnCipher;
import org.yimen.platform.web.Network;

/**
 * 登录失败处理: counts in the database, so that all nodes count together. An attempt is counted before its password is
 * compared: a hundred at once get no further than a hundred in a row. Accounts that do not exist lock like those that do.
 */
@Repository
class SignInFailures {

    static final Duration WINDOW = Duration.ofMinutes(15);

    /** Attempts on one account from one address. */
    static final int BY_ACCOUNT = 5;

    /** Attempts on one account from wherever: addresses are cheap, codes of six digits few. */
    static final int BY_ACCOUNT_ANYWHERE = 30;

    /** Attempts from one address on whatever accounts; a hall's kiosks share one. */
    static final int BY_ADDRESS = 50;

    private static final int SWEPT_AT_ONCE = 50;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final String COLUMN = "identity.sign_in_failure.key";

    private static final String ATTEMPT = """
            insert into identity.sign_in_failure as f (key, failures, since_at, last_at)
            values (:key, 1, :now, :now)
                on conflict (key) do update
                       set failures = case when f.since_at <= :window then 1 else f.failures + 1 end,
                           since_at = case when f.since_at <= :window then :now else f.since_at end,
                           last_at = :now
                     where f.failures < :limit or f.last_at <= :window
            returning failures
            """;

    private static final String LESS =
            "update identity.sign_in_failure set failures = failures - 1 where key = :key and failures > 0";

    private static final String LAST = """
            select max(last_at)
              from identity.sign_in_failure
             where key = :pair and failures >= :by_account
                or key = :alone and failures >= :by_address
                or key = :anywhere and failures >= :by_account_anywhere
            """;

    private static final String WAITING =
            "select count(*) from identity.sign_in_failure where last_at > :window and failures >= :limit";

    private static final String SWEEP = """
            delete from identity.sign_in_failure
             where key in (select key from identity.sign_in_failure
                            where last_at <= :window
                            limit :limit
                              for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final InstantSource time;

    SignInFailures(JdbcClient jdbc, ColumnCipher cipher, InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.time = time;
    }

    /** How many accounts and addresses have used up at least the fewest attempts that lock anything. */
    int waiting() {
        return jdbc.sql(WAITING)
                .param("window", time.instant().minus(WINDOW).atOffset(ZoneOffset.UTC))
                .param("limit", BY_ACCOUNT)
                .query(Integer.class)
                .single();
    }

    /** Counts an attempt; false where there were too many, and then nothing is compared. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean admits(String account, String address) {
        return counted(pair(account, address), BY_ACCOUNT)
                && counted(alone(address), BY_ADDRESS)
                && counted(anywhere(account), BY_ACCOUNT_ANYWHERE);
    }

    /**
     * Counts an attempt by account and address and by address, but not by account from anywhere: for what tells whoever asks
     * nothing, and what strangers elsewhere must not be able to use up.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean admitsHere(String account, String address) {
        return counted(pair(account, address), BY_ACCOUNT) && counted(alone(address), BY_ADDRESS);
    }

    /** Counts an attempt by address alone: for codes that name no account and are too long to be found by many tries. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean admitsFrom(String address) {
        return counted(alone(address), BY_ADDRESS);
    }

    /** Takes such an attempt back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void succeededFrom(String address) {
        jdbc.sql(LESS).param("key", alone(address)).update();
    }

    /** Counts a guess at something that is no account, from wherever it comes. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean admitsGuess(String what, int most) {
        return counted(guess(what), most);
    }

    /** Takes such a guess back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void guessed(String what) {
        jdbc.sql(LESS).param("key", guess(what)).update();
    }

    /** Takes the attempt back: it was no failure. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void succeeded(String account, String address) {
        jdbc.sql("delete from identity.sign_in_failure where key = :key")
                .param("key", pair(account, address))
                .update();
        // Not forgotten as a whole, or an account of one's own would buy attempts on others.
        for (byte[] kept : List.of(alone(address), anywhere(account))) {
            jdbc.sql(LESS).param("key", kept).update();
        }
    }

    /** How long until the next attempt is looked at, in minutes begun. */
    long minutesLocked(String account, String address) {
        Instant now = time.instant();
        Instant opens = jdbc.sql(LAST)
                .param("pair", pair(account, address))
                .param("by_account", BY_ACCOUNT)
                .param("alone", alone(address))
                .param("by_address", BY_ADDRESS)
                .param("anywhere", anywhere(account))
                .param("by_account_anywhere", BY_ACCOUNT_ANYWHERE)
                .query(OffsetDateTime.class)
                .optional()
                .map(last -> last.toInstant().plus(WINDOW))
                .orElse(now);
        return Math.max(
                1,
                Duration.between(now, opens).plusSeconds(SECONDS_PER_MINUTE - 1).toMinutes());
    }

    private boolean counted(byte[] key, int limit) {
        Instant now = time.instant();
        var failures = jdbc.sql(ATTEMPT)
                .param("key", key)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("window", now.minus(WINDOW).atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(Integer.class)
                .optional();
        if (failures.isPresent() && failures.get() == 1) {
            jdbc.sql(SWEEP)
                    .param("window", now.minus(WINDOW).atOffset(ZoneOffset.UTC))
                    .param("limit", SWEPT_AT_ONCE)
                    .update();
        }
        return failures.isPresent();
    }

    // What was typed may be a citizen's number: kept as an HMAC only.
    private byte[] pair(String account, String address) {
        return cipher.index(COLUMN, "account\n" + account + "\n" + Network.of(address));
    }

    private byte[] alone(String address) {
        return cipher.index(COLUMN, "address\n" + Network.of(address));
    }

    private byte[] guess(String what) {
        return cipher.index(COLUMN, "guess\n" + what);
    }

    private byte[] anywhere(String account) {
        return cipher.index(COLUMN, "anywhere\n" + account);
    }
}
