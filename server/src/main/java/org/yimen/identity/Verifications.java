package org.yimen.identity;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.crypto.ColumnCipher;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Verification.How;

/**
 * 一次认证、多点互联: whoever has proven who he is, on the web or with his card at a window or a machine, is not asked again
 * on another channel while that holds. He brings a code that works once; every reuse is on record for him to read.
 */
@Service
public class Verifications {

    /** A day's errands. */
    public static final Duration LASTS = Duration.ofHours(8);

    /** How long after reading a card a window may print a code for its owner. */
    public static final Duration PRINTABLE = Duration.ofMinutes(15);

    /** From the phone in the hand to the clerk's scanner. */
    public static final Duration CODE_LASTS = Duration.ofMinutes(5);

    // Without what looks alike, and without digits first, so that no code is taken for a citizen number.
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 40;
    private static final String MARK = "YM";
    private static final Pattern CODE = Pattern.compile(MARK + "[" + ALPHABET + "]{" + LENGTH + "}");
    private static final String COLUMN = "identity.visit_code.code";
    private static final String PRINTED = "PRINTED@WINDOW";
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String COLUMNS = """
        select id, person_id, how, channel, place, verified_at, valid_until
          from identity.verification
        """;

    private static final String CURRENT = COLUMNS + """
         where person_id = :person and verified_at <= :now and valid_until > :now
         order by valid_until desc
         limit 1
        """;

    private static final String INSERT = """
        insert into identity.verification (id, person_id, how, channel, place, verified_at, valid_until)
        values (:id, :person, :how, :channel, :place, :at, :until)
        """;

    private static final String DROP_CODES = """
        delete from identity.visit_code
         where (person_id = :person and used_at is null) or expires_at < :stale
        """;

    private static final String INSERT_CODE = """
        insert into identity.visit_code (code_index, person_id, verification_id, made_at, expires_at, printed_by)
        values (:index, :person, :verification, :at, :until, :printedBy)
        """;

    /** What nobody can print for any more. */
    private static final String DROP_READINGS = """
        delete from identity.window_reading
         where staff_id = :staff and read_at < :stale
        """;

    private static final String READ = """
        insert into identity.window_reading (id, person_id, staff_id, verification_id, read_at)
        values (:id, :person, :staff, :verification, :at)
        """;

    /** One statement uses a reading up: of two clicks only one gets a code. */
    private static final String PRINT = """
        with fresh as (
          select id
            from identity.window_reading
           where staff_id = :staff and person_id = :person and printed_at is null
             and read_at > :since and read_at <= :now
           order by read_at desc
           limit 1
             for update skip locked),
             used as (
          update identity.window_reading r
             set printed_at = :now
            from fresh
           where r.id = fresh.id
          returning r.verification_id)
        select v.id, v.person_id, v.how, v.channel, v.place, v.verified_at, v.valid_until
          from used u
               join identity.verification v on v.id = u.verification_id
         where v.valid_until > :now
        """;

    private static final String PRINTABLE_NOW = """
        select exists (
               select 1
                 from identity.window_reading
                where staff_id = :staff and person_id = :person and printed_at is null
                  and read_at > :since and read_at <= :now)
        """;

    /** One statement takes the code out of the world: of two windows only one gets it. */
    private static final String REDEEM = """
        with taken as (
          update identity.visit_code
             set used_at = :now
           where code_index = :index and used_at is null and expires_at > :now
          returning verification_id, printed_by)
        select v.id, v.person_id, v.how, v.channel, v.place, v.verified_at, v.valid_until, t.printed_by
          from taken t
               join identity.verification v on v.id = t.verification_id
         where v.valid_until > :now
        """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Accesses accesses;
    private final InstantSource time;

    Verifications(JdbcClient jdbc, ColumnCipher cipher, Accesses accesses, InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.accesses = accesses;
        this.time = time;
    }

    /** What somebody shows at a window or holds before a machine. */
    public record VisitCode(String text, Instant expiresAt) {
        /** In two halves, to be read out. */
        public String spelt() {
            return text.substring(0, MARK.length()) + "-"
                    + text.substring(MARK.length(), MARK.length() + LENGTH / 2) + "-"
                    + text.substring(MARK.length() + LENGTH / 2);
        }

        @Override
        public String toString() {
            return "VisitCode[…]";
        }
    }

    /**
     * What a code brought up.
     *
     * @param printedBy the clerk who printed it, or null where its person made it himself
     */
    public record Shown(Verification verification, @Nullable UUID printedBy) {
        public UUID person() {
            return verification.person();
        }

        public Channel channel() {
            return verification.channel();
        }
    }

    /** Keeps that this clerk has just read the person's card: for some minutes it is good for one printed code. */
    @Transactional
    public Verification read(UUID person, Onlooker by) {
        Verification verification = verified(person, How.ID_CARD, Channel.WINDOW, by.post());
        reading(verification, by);
        return verification;
    }

    private void reading(Verification verification, Onlooker by) {
        Instant now = time.instant();
        jdbc.sql(DROP_READINGS)
                .param("staff", by.staff())
                .param("stale", Timestamp.from(now.minus(LASTS)))
                .update();
        jdbc.sql(READ)
                .param("id", Uuid7.next(now))
                .param("person", verification.person())
                .param("staff", by.staff())
                .param("verification", verification.id())
                .param("at", Timestamp.from(now))
                .update();
    }

    /** Keeps that the person has just proven who he is. */
    @Transactional
    public Verification verified(UUID person, How how, Channel channel, String place) {
        return verified(person, how, channel, place, LASTS);
    }

    /** The same with a time of its own. */
    @Transactional
    public Verification verified(UUID person, How how, Channel channel, String place, Duration lasts) {
        Instant now = time.instant();
        var verification = new Verification(Uuid7.next(now), person, how, channel, place, now, now.plus(lasts));
        jdbc.sql(INSERT)
                .param("id", verification.id())
                .param("person", person)
                .param("how", how.name())
                .param("channel", channel.name())
                .param("place", place)
                .param("at", Timestamp.from(verification.at()))
                .param("until", Timestamp.from(verification.until()))
                .update();
        return verification;
    }

    /** The verification that holds now, if there is one. */
    public Optional<Verification> current(UUID person) {
        return jdbc.sql(CURRENT)
                .param("person", person)
                .param("now", Timestamp.from(time.instant()))
                .query((row, _) -> verification(row))
                .optional();
    }

    /** Notes that a verification spared the person another one, here. */
    @Transactional
    public void reused(Verification verification, Channel channel, @Nullable Onlooker by) {
        reused(
                verification,
                verification.how().name() + "@" + verification.channel().name(),
                channel,
                by);
    }

    private void reused(Verification verification, String from, Channel channel, @Nullable Onlooker by) {
        if (!verification.holdsAt(time.instant())) {
            throw new IdentityRuleBroken("identity.verification.over");
        }
        if (by == null) {
            accesses.note(verification.person(), Access.Kind.REUSED, channel, from);
        } else {
            accesses.note(verification.person(), Access.Kind.REUSED, channel, by, from, null);
        }
    }

    /** A fresh code, shown on the web. */
    @Transactional
    public Optional<VisitCode> code(UUID person) {
        return code(person, Channel.WEB);
    }

    /** A fresh code for somebody whose verification holds; the one before is worth nothing any more. */
    @Transactional
    public Optional<VisitCode> code(UUID person, Channel channel) {
        return code(person, channel, null);
    }

    /**
     * The same at a machine, for who came to it with a code.
     *
     * @param printedBy the clerk who printed that one: what is made of it is no more his own
     */
    @Transactional
    public Optional<VisitCode> code(UUID person, Channel channel, @Nullable UUID printedBy) {
        return current(person).map(verification -> {
            VisitCode code = drawn(verification, printedBy);
            accesses.note(person, Access.Kind.CODE_SHOWN, channel, "");
            return code;
        });
    }

    /**
     * A code that a clerk prints for whom she has before her: within minutes of reading his card or his own code, and one
     * for each reading. The person reads who it was.
     */
    @Transactional
    public Optional<VisitCode> print(UUID person, Onlooker by) {
        Instant now = time.instant();
        return jdbc.sql(PRINT)
                .param("staff", by.staff())
                .param("person", person)
                .param("since", Timestamp.from(now.minus(PRINTABLE)))
                .param("now", Timestamp.from(now))
                .query((row, _) -> verification(row))
                .optional()
                .map(verification -> {
                    VisitCode code = drawn(verification, by.staff());
                    accesses.note(person, Access.Kind.CODE_SHOWN, Channel.WINDOW, by, "", null);
                    return code;
                });
    }

    /** True where this clerk may print one now. */
    public boolean mayPrint(UUID person, UUID staff) {
        Instant now = time.instant();
        return jdbc.sql(PRINTABLE_NOW)
                .param("staff", staff)
                .param("person", person)
                .param("since", Timestamp.from(now.minus(PRINTABLE)))
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    private VisitCode drawn(Verification verification, @Nullable UUID printedBy) {
        Instant now = time.instant();
        Instant ends = now.plus(CODE_LASTS);
        Instant until = ends.isBefore(verification.until()) ? ends : verification.until();
        var code = new VisitCode(random(), until);
        jdbc.sql(DROP_CODES)
                .param("person", verification.person())
                .param("stale", Timestamp.from(now.minus(LASTS)))
                .update();
        jdbc.sql(INSERT_CODE)
                .param("index", cipher.index(COLUMN, code.text()))
                .param("person", verification.person())
                .param("verification", verification.id())
                .param("at", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .param("printedBy", printedBy, Types.OTHER)
                .update();
        return code;
    }

    /** True where what was typed or scanned looks like a code and not like a number. */
    public static boolean isCode(String typed) {
        return CODE.matcher(canonical(typed)).matches();
    }

    /** Takes a code that somebody shows: he is who he proved to be elsewhere. Empty where it is unknown, used or old. */
    @Transactional
    public Optional<Shown> redeem(String typed, Channel channel, @Nullable Onlooker by) {
        String code = canonical(typed);
        if (!CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        Optional<Shown> shown = jdbc.sql(REDEEM)
                .param("index", cipher.index(COLUMN, code))
                .param("now", Timestamp.from(time.instant()))
                .query((row, _) -> new Shown(verification(row), row.getObject("printed_by", UUID.class)))
                .optional();
        shown.ifPresent(found -> {
            Verification verification = found.verification();
            boolean printed = found.printedBy() != null;
            String from = printed ? PRINTED : verification.how() + "@" + verification.channel();
            reused(verification, from, channel, by);
            // What a clerk printed shows nobody anew: no code is printed for a printed one.
            if (by != null && !printed) {
                reading(verification, by);
            }
        });
        return shown;
    }

    private static String canonical(String typed) {
        return typed.length() > LONGEST_TYPED
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replaceAll("[\\s\\p{Pd}]", "")
                        .toUpperCase(Locale.ROOT);
    }

    private static String random() {
        var code = new StringBuilder(MARK);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private static Verification verification(ResultSet row) throws SQLException {
        return new Verification(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                How.valueOf(row.getString("how")),
                Channel.valueOf(row.getString("channel")),
                row.getString("place"),
                row.getTimestamp("verified_at").toInstant(),
                row.getTimestamp("valid_until").toInstant());
    }
}
