package org.yimen.survey;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.form.Answers;
import org.yimen.form.Finding;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.platform.CityTime;
import org.yimen.platform.InTurn;
import org.yimen.platform.Json;
import org.yimen.survey.Questionnaire.Standing;

/**
 * Answers to questionnaires: kept as they are typed, handed in once by each. What was handed in holds no mark of who did;
 * that somebody did is a row of its own.
 */
@Service
public class Responses {

    static final String DRAFT = "survey.draft.answers";
    static final String RESPONSE = "survey.response.answers";
    private static final String MARK = "survey.taken.mark";

    /** A questionnaire of this centre reaches nobody beyond; then it takes no more, so that counting stays quick. */
    public static final int MOST = 20_000;

    /** So many of them unsigned: whoever is signed in always has room. */
    public static final int MOST_UNSIGNED = 15_000;

    private static final String NETWORK = "survey.from_network.mark";

    private static final Json JSON = Json.of();

    private static final String FIND_DRAFT = """
            select id, answers_sealed, saved_at
              from survey.draft
             where region_code = :region and survey = :survey and mark = any(:marks)
             order by saved_at desc
             limit 1
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Samples samples;
    private final InstantSource time;
    private final int mostOfANetwork;

    /**
     * @param mostOfANetwork so many a day unsigned from one address. Many share one, all of a hall behind its wireless network
     *     and a whole street behind a carrier's, so it is no family's number; and it is far from {@link #MOST_UNSIGNED}, so
     *     that one address does not fill what is there for everybody
     */
    Responses(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Samples samples,
            InstantSource time,
            @Value("${yimen.survey.unsigned-of-a-network:60}") int mostOfANetwork) {
        this.mostOfANetwork = mostOfANetwork;
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.samples = samples;
        this.time = time;
    }

    private record Stored(Map<String, List<String>> values) {}

    /** The answers so far of somebody who has begun. */
    public Optional<Draft> draft(String region, Questionnaire of, Respondent who) {
        return who.name().flatMap(name -> draft(FIND_DRAFT, region, of, name));
    }

    private Optional<Draft> draft(String statement, String region, Questionnaire of, String name) {
        return jdbc.sql(statement)
                .param("region", region)
                .param("survey", of.code())
                .param("marks", marks(of, name))
                .query((row, _) -> draft(region, of, row))
                .optional();
    }

    private Draft draft(String region, Questionnaire of, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String plain = cipher.open(DRAFT, region, id.toString(), Sealed.of(row.getBytes("answers_sealed")));
        return new Draft(of, id, answers(plain), row.getTimestamp("saved_at").toInstant());
    }

    /** Begins, or goes on with what is there. */
    @Transactional
    public Draft begin(String region, Questionnaire of, Respondent who) {
        String name = mayAnswer(region, of, who);
        Optional<Draft> begun = draft(FIND_DRAFT, region, of, name);
        if (begun.isPresent()) {
            return begun.get();
        }
        // Not by time: the order of drafts is nobody's business.
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into survey.draft (region_code, id, survey, mark, answers_sealed, saved_at)
                values (:region, :id, :survey, :mark, :answers, :at)
                    on conflict (region_code, survey, mark) do nothing
                """)
                .param("region", region)
                .param("id", id)
                .param("survey", of.code())
                .param("mark", cipher.index(MARK, of.code() + " " + name))
                .param("answers", sealed(DRAFT, region, id, Answers.none()))
                .param("at", Timestamp.from(now()))
                .update();
        return draft(FIND_DRAFT, region, of, name)
                .orElseThrow(() -> new IllegalStateException("A draft that was just begun is gone: " + of.code()));
    }

    /** Keeps these answers, right or wrong, beside those that another page kept meanwhile. */
    @Transactional
    public Draft save(String region, Draft draft, Map<Question, List<String>> given) {
        Answers kept = jdbc.sql("""
                        select answers_sealed
                          from survey.draft
                         where region_code = :region and id = :id
                           for update
                        """)
                .param("region", region)
                .param("id", draft.id())
                .query((row, _) -> answers(
                        cipher.open(DRAFT, region, draft.id().toString(), Sealed.of(row.getBytes("answers_sealed")))))
                .optional()
                .orElseThrow(() -> new SurveyRefused("survey.once"));
        for (var each : given.entrySet()) {
            kept = kept.with(each.getKey().code(), FormCheck.normalise(each.getKey(), each.getValue()));
        }
        Instant now = now();
        jdbc.sql("""
                update survey.draft
                   set answers_sealed = :answers, saved_at = :at
                 where region_code = :region and id = :id
                """)
                .param("region", region)
                .param("id", draft.id())
                .param("answers", sealed(DRAFT, region, draft.id(), kept))
                .param("at", Timestamp.from(now))
                .update();
        return new Draft(draft.of(), draft.id(), kept, now);
    }

    /**
     * Hands the draft in: once, and only what was asked. A second click finds it handed in.
     *
     * @return what is wrong with it; nothing where it is handed in now
     */
    @Transactional
    public List<Finding> handIn(String region, Questionnaire of, Respondent who) {
        // Signed in and not, from one browser at one moment: the second one finds what the first has left.
        who.browserName().ifPresent(browser -> InTurn.await(jdbc, "survey.taken " + of.code() + " " + browser));
        String name = mayAnswer(region, of, who);
        Draft draft = draft(FIND_DRAFT.replace("limit 1", "limit 1 for update"), region, of, name)
                .orElseThrow(() -> new SurveyRefused("survey.not-begun"));
        List<Finding> findings = draft.course().reading().findings();
        if (!findings.isEmpty()) {
            return findings;
        }
        boolean signed = who.person() != null;
        if (count(region, of) >= MOST || (!signed && unsigned(region, of) >= MOST_UNSIGNED)) {
            throw new SurveyRefused("survey.full");
        }
        String network = who.network();
        if (!signed && network != null && !admits(region, of, network)) {
            throw new SurveyRefused("survey.network");
        }
        if (!take(region, of, name)) {
            throw new SurveyRefused("survey.once");
        }
        who.takenNames().stream().filter(each -> !each.equals(name)).forEach(each -> take(region, of, each));
        UUID id = UUID.randomUUID();
        Optional<RecentlyServed.Served> about =
                of.who() == Questionnaire.Who.SAMPLED ? asked(region, of, who) : Optional.empty();
        jdbc.sql("""
                insert into survey.response
                       (region_code, id, survey, given_on, answers_sealed, signed, department_code, item_code)
                values (:region, :id, :survey, :on, :answers, :signed, :department, :item)
                """)
                .param(
                        "department",
                        about.map(RecentlyServed.Served::department).orElse(null),
                        Types.VARCHAR)
                .param("item", about.map(RecentlyServed.Served::item).orElse(null), Types.VARCHAR)
                .param("signed", signed)
                .param("region", region)
                .param("id", id)
                .param("survey", of.code())
                .param("on", Date.valueOf(CityTime.day(now())))
                .param("answers", sealed(RESPONSE, region, id, FormCheck.normalise(of.form(), draft.answers())))
                .update();
        jdbc.sql("delete from survey.draft where region_code = :region and id = :id")
                .param("region", region)
                .param("id", draft.id())
                .update();
        return List.of();
    }

    /** Counts one more from there today; false where there were too many already. */
    private boolean admits(String region, Questionnaire of, String network) {
        LocalDate today = CityTime.day(now());
        return jdbc.sql("""
                        insert into survey.from_network (region_code, survey, mark, day, answers)
                        values (:region, :survey, :mark, :day, 1)
                            on conflict (region_code, survey, mark)
                            do update set answers = survey.from_network.answers + 1
                             where survey.from_network.answers < :most
                        """)
                        .param("region", region)
                        .param("survey", of.code())
                        .param("mark", cipher.index(NETWORK, of.code() + " " + today + " " + network))
                        .param("day", Date.valueOf(today))
                        .param("most", mostOfANetwork)
                        .update()
                == 1;
    }

    /** True where it was not taken before. */
    private boolean take(String region, Questionnaire of, String name) {
        return jdbc.sql("""
                        insert into survey.taken (region_code, survey, mark)
                        values (:region, :survey, :mark)
                            on conflict (region_code, survey, mark) do nothing
                        """)
                        .param("region", region)
                        .param("survey", of.code())
                        .param("mark", cipher.index(MARK, of.code() + " " + name))
                        .update()
                == 1;
    }

    /** By what he is known there, where he may answer today and has not. */
    private String mayAnswer(String region, Questionnaire of, Respondent who) {
        if (of.on(CityTime.day(now())) != Standing.RUNS) {
            throw new SurveyRefused("survey.closed");
        }
        if (of.who() == Questionnaire.Who.SIGNED_IN && who.person() == null) {
            throw new SurveyRefused("survey.signed-in");
        }
        if (of.who() == Questionnaire.Who.SAMPLED && asked(region, of, who).isEmpty()) {
            throw new SurveyRefused("survey.not-drawn");
        }
        if (hasAnswered(region, of, who)) {
            throw new SurveyRefused("survey.once");
        }
        return who.name().orElseThrow(() -> new SurveyRefused("survey.not-begun"));
    }

    /** About what he was asked, where chance has drawn him. */
    private Optional<RecentlyServed.Served> asked(String region, Questionnaire of, Respondent who) {
        return Optional.ofNullable(who.person()).flatMap(person -> samples.of(region, of, person));
    }

    public boolean hasAnswered(String region, Questionnaire of, Respondent who) {
        List<String> names = who.answeredNames();
        return !names.isEmpty()
                && jdbc.sql("""
                                select exists (
                                       select from survey.taken
                                        where region_code = :region and survey = :survey and mark = any(:marks))
                                """)
                        .param("region", region)
                        .param("survey", of.code())
                        .param(
                                "marks",
                                names.stream()
                                        .flatMap(name -> Arrays.stream(marks(of, name)))
                                        .toArray(byte[][]::new))
                        .query(Boolean.class)
                        .single();
    }

    private int unsigned(String region, Questionnaire of) {
        return jdbc.sql("""
                        select count(*)
                          from survey.response
                         where region_code = :region and survey = :survey and not signed
                        """)
                .param("region", region)
                .param("survey", of.code())
                .query(Integer.class)
                .single();
    }

    /** How many were handed in. */
    public int count(String region, Questionnaire of) {
        return jdbc.sql("select count(*) from survey.response where region_code = :region and survey = :survey")
                .param("region", region)
                .param("survey", of.code())
                .query(Integer.class)
                .single();
    }

    /** What was handed in, in the order of numbers that chance drew. */
    public List<Response> all(String region, Questionnaire of) {
        return jdbc.sql("""
                        select id, given_on, answers_sealed, signed, department_code, item_code
                          from survey.response
                         where region_code = :region and survey = :survey
                         order by id
                         limit :limit
                        """)
                .param("region", region)
                .param("survey", of.code())
                .param("limit", MOST)
                .query((row, _) -> response(region, row))
                .list();
    }

    private Response response(String region, ResultSet row) throws SQLException {
        String id = row.getObject("id", UUID.class).toString();
        String plain = cipher.open(RESPONSE, region, id, Sealed.of(row.getBytes("answers_sealed")));
        return new Response(
                row.getObject("given_on", LocalDate.class),
                answers(plain),
                row.getObject("signed", Boolean.class),
                row.getString("department_code"),
                row.getString("item_code"));
    }

    /** At most so many drafts nobody came back to. That somebody answered stays known: else he could answer twice. */
    int forget(String region, Instant before, int limit) {
        // By which network somebody answered is of no use once its day is over.
        jdbc.sql("delete from survey.from_network where region_code = :region and day < :today")
                .param("region", region)
                .param("today", Date.valueOf(CityTime.day(now())))
                .update();
        return jdbc.sql("""
                        delete from survey.draft draft
                         using (select region_code, id
                                  from survey.draft
                                 where region_code = :region and saved_at < :before
                                 limit :limit
                                   for update skip locked) old
                         where draft.region_code = old.region_code and draft.id = old.id
                        """)
                .param("region", region)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .update();
    }

    private byte[][] marks(Questionnaire of, String name) {
        return cipher.indexes(MARK, of.code() + " " + name).toArray(byte[][]::new);
    }

    private byte[] sealed(String column, String region, UUID id, Answers answers) {
        return cipher.seal(column, region, id.toString(), JSON.write(new Stored(answers.values())))
                .bytes();
    }

    private static Answers answers(String plain) {
        return new Answers(JSON.read(plain, Stored.class).values());
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
