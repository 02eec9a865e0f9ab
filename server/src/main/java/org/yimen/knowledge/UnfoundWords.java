package org.yimen.knowledge;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.platform.Batches;
import org.yimen.platform.CityTime;
import org.yimen.platform.InTurn;
import org.yimen.platform.Settings;

/**
 * 未答问题自动转办 (M-HOT-15): what several people look for in vain becomes, by itself, the task of whoever keeps the articles. Until then
 * nobody's words are kept, only fingerprints of them and of who asked, for so many days.
 */
@Service
public class UnfoundWords {

    /** Setting: so many people ask the same in vain before it is a task. */
    static final String PEOPLE = "knowledge.unfound-people";

    /** Setting: within so many days. */
    static final String DAYS = "knowledge.unfound-days";

    /** Setting: so many tasks at most open by themselves in a day. */
    static final String A_DAY = "knowledge.unfound-a-day";

    /** So many different words of one person count in a day: who types nonsense fills no table. */
    static final int MOST_OF_ONE = 20;

    /** Fewer signs ask nothing. */
    private static final int FEWEST_SIGNS = 2;

    private static final String WHO = "knowledge.unfound.who";

    private static final Logger log = LoggerFactory.getLogger(UnfoundWords.class);

    private static final String NOTE = """
            insert into knowledge.unfound (region_code, words_index, who_index, on_day)
            values (:region, :words, :who, :today)
                on conflict on constraint unfound_pk
                do update set on_day = excluded.on_day
            """;

    private static final String OF_ONE = """
            select count(*)
              from knowledge.unfound
             where region_code = :region and who_index = any(:who) and on_day = :today
            """;

    private static final String PEOPLE_OF = """
            select count(distinct who_index)
              from knowledge.unfound
             where region_code = :region and words_index = any(:words) and on_day > :since
            """;

    private static final String FORGET_WORDS = """
            delete from knowledge.unfound
             where region_code = :region and words_index = any(:words)
            """;

    private static final String FORGET = """
            delete from knowledge.unfound
             where region_code = :region and (words_index, who_index) in (
                   select words_index, who_index
                     from knowledge.unfound
                    where region_code = :region and on_day <= :since
                    limit :most
                      for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final AskedQuestions questions;
    private final Searches searches;
    private final Directory directory;
    private final Settings settings;
    private final InstantSource time;
    private final String region;

    UnfoundWords(
            JdbcClient jdbc,
            ColumnCipher cipher,
            AskedQuestions questions,
            Searches searches,
            Directory directory,
            Settings settings,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.questions = questions;
        this.searches = searches;
        this.directory = directory;
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    /**
     * Somebody found nothing about these words. Words with somebody's number in them are counted for nobody, and so are a
     * person's beyond {@link #MOST_OF_ONE} a day.
     *
     * @param channel as {@link Searches#count}
     * @param who tells people apart, as well as the channel can: an address, a platform's sender. Kept as a fingerprint
     */
    @Transactional
    public void missed(String channel, String words, String who) {
        String plain = SameWords.plain(words);
        if (plain.codePointCount(0, plain.length()) < FEWEST_SIGNS
                || words.length() > AskedQuestions.LONGEST
                || AuditLog.holdsPersonalNumber(words)
                || AuditLog.holdsPersonalNumber(plain)) {
            return;
        }
        LocalDate today = CityTime.day(time.instant());
        byte[][] index = SameWords.indexes(cipher, words);
        // Whoever clears them away below waits for nobody who notes them.
        InTurn.await(jdbc, "knowledge.unfound " + region + "/" + HexFormat.of().formatHex(index[0]));
        if (!note(words, who, today) || people(index, today) < settings.number(PEOPLE)) {
            return;
        }
        InTurn.await(jdbc, "knowledge.question " + region);
        Instant since = CityTime.startOf(today.minusDays(settings.number(DAYS)));
        Optional<String> keeper = keeper();
        if (keeper.isEmpty()) {
            return;
        }
        if (questions.isSettled(index, since)) {
            // Counted anew from here on: after an answer that is not found either, others have to ask for another one.
            forget(index);
            return;
        }
        if (questions.byThemselves(today, today) >= settings.number(A_DAY)) {
            searches.hold(channel);
            return;
        }
        questions.openByItself(channel, words.strip(), keeper.get());
        forget(index);
    }

    private void forget(byte[][] words) {
        jdbc.sql(FORGET_WORDS).param("region", region).param("words", words).update();
    }

    /** @return false where he has asked too much today */
    private boolean note(String words, String who, LocalDate today) {
        long asked = jdbc.sql(OF_ONE)
                .param("region", region)
                .param("who", cipher.indexes(WHO, who).toArray(byte[][]::new))
                .param("today", today)
                .query(Long.class)
                .single();
        if (asked >= MOST_OF_ONE) {
            return false;
        }
        jdbc.sql(NOTE)
                .param("region", region)
                .param("words", SameWords.index(cipher, words))
                .param("who", cipher.index(WHO, who))
                .param("today", today)
                .update();
        return true;
    }

    private long people(byte[][] words, LocalDate today) {
        return jdbc.sql(PEOPLE_OF)
                .param("region", region)
                .param("words", words)
                .param("since", today.minusDays(settings.number(DAYS)))
                .query(Long.class)
                .single();
    }

    /** The first of them that there is here. */
    private Optional<String> keeper() {
        return AskedQuestions.KEEPERS.stream()
                .filter(code -> directory
                        .unit(region, code)
                        .filter(Department.class::isInstance)
                        .isPresent())
                .findFirst();
    }

    @Scheduled(initialDelayString = "PT6M", fixedDelayString = "${yimen.key-purge-every:PT1H}")
    void purge() {
        int gone = Batches.untilDone(this::forget);
        if (gone > 0) {
            log.info("{} fingerprints of words that found nothing are forgotten", gone);
        }
    }

    private int forget(int most) {
        return jdbc.sql(FORGET)
                .param("region", region)
                .param("since", CityTime.day(time.instant()).minusDays(settings.number(DAYS)))
                .param("most", most)
                .update();
    }
}
