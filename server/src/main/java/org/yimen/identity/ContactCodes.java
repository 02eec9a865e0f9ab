package org.yimen.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.platform.InTurn;

/**
 * 验证码: proves that a phone or a mail address is in the hands of whoever named it. A code is good once, for ten minutes
 * and five tries, for the request, the account and the target that it was sent for; in the database it is an HMAC, and
 * nothing of it is logged.
 */
@Service
public class ContactCodes {

    /** How an attempt ended. */
    public sealed interface Tried {
        record Proven(String target) implements Tried {}

        record Wrong() implements Tried {}

        /** Too late, too many wrong codes, or used already: it begins anew. */
        record Over() implements Tried {}
    }

    static final Duration LASTS = Duration.ofMinutes(10);

    static final int TRIES = 5;

    /** Codes to one phone or address in a day, whoever asks. */
    static final int BY_TARGET = 5;

    /** Codes for one account in a day, wherever to. */
    static final int BY_ACCOUNT = 10;

    private static final Duration DAY = Duration.ofDays(1);
    private static final int CODES = 1_000_000;
    private static final int SWEPT_AT_ONCE = 50;
    private static final String CODE = "identity.contact_code.code";
    private static final String ACCOUNT = "identity.contact_code.account";
    private static final String TARGET_INDEX = "identity.contact_code.target_index";
    static final String TARGET = "identity.contact_code.target";

    private static final String COUNT = """
            select count(*) filter (where target_index = :target) >= :by_target
                   or count(*) filter (where account_index = :account) >= :by_account
              from identity.contact_code
             where made_at > :since and (target_index = :target or account_index = :account)
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final SignInFailures attempts;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    ContactCodes(
            JdbcClient jdbc,
            ColumnCipher cipher,
            SignInFailures attempts,
            TransactionTemplate transaction,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.attempts = attempts;
        this.transaction = transaction;
        this.time = time;
    }

    /**
     * Sends a code to a phone or an address.
     *
     * @param account for whom: a person's id, or what stands for one who has no account yet
     * @param from the network address of who asks
     * @param send hands target and code over
     * @return the request, or empty where there were too many
     */
    public Optional<UUID> ask(String account, String target, String from, BiConsumer<String, String> send) {
        if (!attempts.admits("contact\n" + target, from)) {
            return Optional.empty();
        }
        Instant now = time.instant();
        UUID id = UUID.randomUUID();
        String code = Integer.toString(CODES + random.nextInt(CODES)).substring(1);
        boolean admitted = Boolean.TRUE.equals(transaction.execute(_ -> admitted(id, account, target, code, now)));
        if (!admitted) {
            return Optional.empty();
        }
        send.accept(target, code);
        return Optional.of(id);
    }

    private boolean admitted(UUID id, String account, String target, String code, Instant now) {
        byte[] targetIndex = cipher.index(TARGET_INDEX, target);
        byte[] accountIndex = cipher.index(ACCOUNT, account);
        sweep(now);
        // One who asks is counted before the next: what a hundred clicks at once get is what five in a row get.
        InTurn.await(jdbc, "identity.contact_code " + HexFormat.of().formatHex(targetIndex));
        boolean tooMany = jdbc.sql(COUNT)
                .param("target", targetIndex)
                .param("account", accountIndex)
                .param("by_target", BY_TARGET)
                .param("by_account", BY_ACCOUNT)
                .param("since", now.minus(DAY).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
        if (tooMany) {
            return false;
        }
        jdbc.sql("""
                        insert into identity.contact_code
                               (id, account_index, target_index, target_sealed, code_index, tries, made_at)
                        values (:id, :account, :target, :sealed, :code, 0, :at)
                        """)
                .param("id", id)
                .param("account", accountIndex)
                .param("target", targetIndex)
                .param("sealed", cipher.seal(TARGET, "", id.toString(), target).bytes())
                .param("code", codeIndex(id, account, code))
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        return true;
    }

    private record Kept(Sealed target, boolean right) {}

    /** Tries a code; the try is counted before anything is compared, and a right one is used up. */
    public Tried attempt(UUID request, String account, String code) {
        Instant now = time.instant();
        Optional<Kept> kept = jdbc.sql("""
                        update identity.contact_code
                           set tries = tries + 1
                         where id = :id and account_index = any(:account) and tries < :most and made_at > :since
                           and used_at is null
                        returning target_sealed, code_index
                        """)
                .param("id", request)
                .param("account", cipher.indexes(ACCOUNT, account).toArray(byte[][]::new))
                .param("most", TRIES)
                .param("since", now.minus(LASTS).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Kept(
                        Sealed.of(row.getBytes("target_sealed")),
                        MessageDigest.isEqual(row.getBytes("code_index"), codeIndex(request, account, code.strip()))))
                .optional();
        if (kept.isEmpty()) {
            return new Tried.Over();
        }
        if (!kept.get().right()) {
            return new Tried.Wrong();
        }
        boolean first = jdbc.sql("update identity.contact_code set used_at = :at where id = :id and used_at is null")
                        .param("at", now.atOffset(ZoneOffset.UTC))
                        .param("id", request)
                        .update()
                == 1;
        return first
                ? new Tried.Proven(
                        cipher.open(TARGET, "", request.toString(), kept.get().target()))
                : new Tried.Over();
    }

    /** Where a code went, for the account that asked; empty once the request is over. */
    public Optional<String> target(UUID request, String account) {
        return jdbc.sql("""
                        select target_sealed
                          from identity.contact_code
                         where id = :id and account_index = any(:account) and made_at > :since and used_at is null
                        """)
                .param("id", request)
                .param("account", cipher.indexes(ACCOUNT, account).toArray(byte[][]::new))
                .param("since", time.instant().minus(LASTS).atOffset(ZoneOffset.UTC))
                .query(byte[].class)
                .optional()
                .map(kept -> cipher.open(TARGET, "", request.toString(), Sealed.of(kept)));
    }

    private void sweep(Instant now) {
        jdbc.sql("""
                        delete from identity.contact_code
                         where id in (select id from identity.contact_code
                                       where made_at < :before
                                       limit :limit
                                         for update skip locked)
                        """)
                .param("before", now.minus(DAY).minus(DAY).atOffset(ZoneOffset.UTC))
                .param("limit", SWEPT_AT_ONCE)
                .update();
        jdbc.sql("""
                        delete from identity.registration
                         where id in (select id from identity.registration
                                       where made_at < :before
                                       limit :limit
                                         for update skip locked)
                        """)
                .param("before", now.minus(LASTS).atOffset(ZoneOffset.UTC))
                .param("limit", SWEPT_AT_ONCE)
                .update();
    }

    private byte[] codeIndex(UUID request, String account, String code) {
        return cipher.index(CODE, request + "\n" + account + "\n" + code);
    }
}
