package org.yimen.application;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.crypto.ColumnCipher;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Accesses;

/**
 * 查进度 without an account: by case number and the last four characters of the applicant's number, or by the code on his
 * receipt. Wrong guesses are counted, and what is answered never tells which part was wrong.
 */
@Service
public class ProgressDesk {

    /** So many wrong guesses at one case number from one address, … */
    public static final int MOST_GUESSES = 5;

    /** … or from one address at whatever numbers, … */
    static final int MOST_OF_AN_ADDRESS = 10;

    /** … within this time, and the next is not answered before the first of them is older. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    /**
     * At one number from wherever, in a day. Strangers with many addresses can use it up; whose case it is signs in or opens
     * the code on his receipt, neither of which is counted.
     */
    static final int MOST_OF_A_NUMBER = 40;

    private static final Duration DAY = Duration.ofDays(1);
    private static final String TOKEN = "portal.progress";
    private static final String ASKED = "portal.progress.asked";
    private static final int MAC_BYTES = 12;
    /** An id without its dashes, and the proof in base64. */
    private static final int ID_LENGTH = 32;

    private static final int TOKEN_LENGTH = ID_LENGTH + MAC_BYTES / 3 * 4;

    private static final String GUESSES = """
            select at
              from application.progress_guess
             where region_code = :region and asked = :asked and at > :since and at <= :now
             order by at desc
             limit :most
            """;

    private static final String GUESSED = """
            insert into application.progress_guess (region_code, asked, at, id)
            values (:region, :asked, :at, :id)
            """;

    private static final String TAKE_BACK = """
            delete from application.progress_guess
             where region_code = :region and asked = :asked and at = :at and id = :id
            """;

    private static final String FORGET = """
            delete from application.progress_guess
             where region_code = :region and asked = :asked and at <= :since
            """;

    private final WorkLists lists;
    private final ApplicationDesk desk;
    private final CaseViews views;
    private final Accesses accesses;
    private final ColumnCipher cipher;
    private final JdbcClient jdbc;
    private final InstantSource time;
    private final String region;

    ProgressDesk(
            WorkLists lists,
            ApplicationDesk desk,
            CaseViews views,
            Accesses accesses,
            ColumnCipher cipher,
            JdbcClient jdbc,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.lists = lists;
        this.desk = desk;
        this.views = views;
        this.accesses = accesses;
        this.cipher = cipher;
        this.jdbc = jdbc;
        this.time = time;
        this.region = region;
    }

    /** So many wrong guesses within that time, then a wait. */
    private record Bound(String key, int most, Duration within) {}

    /** What somebody who asks is told. */
    public sealed interface Answer {
        record Found(CaseView view) implements Answer {}

        /** Number and tail do not fit together; which of them is wrong nobody is told. */
        record Unknown() implements Answer {}

        record TooMany(Instant again) implements Answer {}
    }

    /** @param address from where it is asked */
    public Answer ask(CaseNumber number, String tail, String address) {
        Instant now = time.instant();
        List<Bound> asked = List.of(
                new Bound(hidden("pair", address + "\n" + number), MOST_GUESSES, WINDOW),
                new Bound(hidden("address", address), MOST_OF_AN_ADDRESS, WINDOW),
                new Bound(hidden("number", number.toString()), MOST_OF_A_NUMBER, DAY));
        // Counted before it is compared: a hundred guesses at once get no further than a hundred in a row.
        UUID guess = Uuid7.next(now);
        asked.forEach(each -> guessed(each, guess, now));
        Optional<Instant> again =
                asked.stream().flatMap(each -> lockedUntil(each, now).stream()).max(Instant::compareTo);
        if (again.isPresent()) {
            asked.forEach(each -> takeBack(each, guess, now));
            return new Answer.TooMany(again.get());
        }
        Optional<CaseFile<State>> file = lists.byNumber(region, number.toString())
                .filter(found -> found.kind().equals(desk.kind()))
                .map(found -> desk.find(found.id()))
                .filter(found -> desk.applicant(found).knowsTail(tail.strip()));
        if (file.isEmpty()) {
            return new Answer.Unknown();
        }
        asked.forEach(each -> takeBack(each, guess, now));
        accesses.progressAsked(
                desk.applicant(file.get()).person(), file.get().id().value());
        return new Answer.Found(view(file.get()));
    }

    /** What the code on a receipt says: the case's id and a proof that we wrote it. */
    public String token(CaseId id) {
        return token(TOKEN, id.value());
    }

    /** The same for whoever asked by number and tail, which others may know too: it tells how far a case is, no more. */
    public String askedToken(CaseId id) {
        return token(ASKED, id.value());
    }

    /** True where the token stands on a receipt. */
    public boolean isReceipt(String token) {
        return idOf(TOKEN, token).isPresent();
    }

    /** The case that a token of ours names. */
    public Optional<CaseView> byToken(String token) {
        return idOf(TOKEN, token)
                .or(() -> idOf(ASKED, token))
                .flatMap(desk::submitted)
                .map(this::view);
    }

    private Optional<UUID> idOf(String purpose, String token) {
        if (token.length() != TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            String hex = token.substring(0, ID_LENGTH);
            UUID id = UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
            byte[] claimed = token.substring(ID_LENGTH).getBytes(US_ASCII);
            // Receipts outlive the key that signed their code.
            return cipher.indexes(purpose, id.toString()).stream()
                            .map(index -> encoded(Arrays.copyOf(index, MAC_BYTES)))
                            .anyMatch(mac -> MessageDigest.isEqual(claimed, mac.getBytes(US_ASCII)))
                    ? Optional.of(id)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private String token(String purpose, UUID id) {
        return encoded(id) + encoded(Arrays.copyOf(cipher.index(purpose, id.toString()), MAC_BYTES));
    }

    private static String encoded(UUID id) {
        return id.toString().replace("-", "");
    }

    private static String encoded(byte[] mac) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private CaseView view(CaseFile<State> file) {
        return views.view(file.id(), Actor.applicant(file.applicant(), file.applicant()));
    }

    /** Addresses and numbers are personal: the table holds only what tells two of them apart. */
    private String hidden(String kind, String value) {
        byte[] index = cipher.index("application.progress_guess." + kind, value);
        return kind + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(index);
    }

    private Optional<Instant> lockedUntil(Bound asked, Instant now) {
        List<Instant> guesses = jdbc.sql(GUESSES)
                .param("region", region)
                .param("asked", asked.key())
                .param("since", Timestamp.from(now.minus(asked.within())))
                .param("now", Timestamp.from(now))
                .param("most", asked.most() + 1)
                .query((row, _) -> row.getTimestamp("at").toInstant())
                .list();
        return guesses.size() <= asked.most()
                ? Optional.empty()
                : Optional.of(guesses.getLast().plus(asked.within()));
    }

    private void takeBack(Bound asked, UUID guess, Instant at) {
        jdbc.sql(TAKE_BACK)
                .param("region", region)
                .param("asked", asked.key())
                .param("at", Timestamp.from(at))
                .param("id", guess)
                .update();
    }

    private void guessed(Bound asked, UUID guess, Instant now) {
        jdbc.sql(FORGET)
                .param("region", region)
                .param("asked", asked.key())
                .param("since", Timestamp.from(now.minus(asked.within())))
                .update();
        jdbc.sql(GUESSED)
                .param("region", region)
                .param("asked", asked.key())
                .param("at", Timestamp.from(now))
                .param("id", guess)
                .update();
    }
}
