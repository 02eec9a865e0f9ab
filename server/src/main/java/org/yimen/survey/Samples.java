package org.yimen.survey;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.InTurn;
import org.yimen.survey.Questionnaire.Standing;
import org.yimen.survey.Questionnaire.Who;
import org.yimen.survey.RecentlyServed.Served;

/** 抽样: chance chooses whom a questionnaire asks, of those who were served of late. Nobody learns who was drawn. */
@Service
public class Samples {

    /** Kind of the audit entry. */
    public static final String DRAWN = "survey.sample-drawn";

    /** Days back; whoever was served before remembers little. */
    public static final int DAYS = 90;

    /** The most of one draw. */
    public static final int MOST = 1000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final RecentlyServed served;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;

    Samples(JdbcClient jdbc, RecentlyServed served, Outbox outbox, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.served = served;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Draws so many more and asks each, once; the same form sent twice draws once.
     *
     * @return how many were drawn; fewer than were wanted where nobody is left
     */
    @Transactional
    public int draw(String region, Questionnaire of, int wanted, UUID by, String key) {
        LocalDate today = CityTime.day(time.instant());
        if (of.who() != Who.SAMPLED || of.on(today) != Standing.RUNS) {
            throw new SurveyRefused("survey.closed");
        }
        if (wanted < 1 || wanted > MOST) {
            throw new SurveyRefused("survey.sample.number", MOST);
        }
        InTurn.await(jdbc, "survey.draw " + of.code());
        int before = drawn(region, of, key);
        if (before > 0) {
            return before;
        }
        var pool = new ArrayList<>(served.since(region, today.minusDays(DAYS), Responses.MOST));
        Collections.shuffle(pool, RANDOM);
        int drawn = 0;
        for (Served each : pool) {
            if (drawn == wanted) {
                break;
            }
            drawn += ask(region, of, each, today, by, key) ? 1 : 0;
        }
        audit.record(
                region,
                by.toString(),
                DRAWN,
                of.code(),
                Map.of("wanted", Integer.toString(wanted), "drawn", Integer.toString(drawn)));
        return drawn;
    }

    private boolean ask(String region, Questionnaire of, Served whom, LocalDate today, UUID by, String key) {
        int rows = jdbc.sql("""
                        insert into survey.sampled
                               (region_code, survey, person_id, department_code, item_code, drawn_on, drawn_by, form_key)
                        values (:region, :survey, :person, :department, :item, :on, :by, :key)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("survey", of.code())
                .param("person", whom.person())
                .param("department", whom.department())
                .param("item", whom.item())
                .param("on", today)
                .param("by", by)
                .param("key", key)
                .update();
        if (rows == 1) {
            outbox.post(Notice.of(
                            region,
                            whom.person(),
                            whom.person(),
                            "sampled:" + of.code() + ":" + whom.person(),
                            "survey.invitation",
                            List.of(of.title()),
                            time.instant())
                    .to("/surveys/" + of.code()));
        }
        return rows == 1;
    }

    private int drawn(String region, Questionnaire of, String key) {
        return jdbc.sql("""
                        select count(*)
                          from survey.sampled
                         where region_code = :region and survey = :survey and form_key = :key
                        """)
                .param("region", region)
                .param("survey", of.code())
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    /** About what somebody was asked; nothing where he was not drawn. */
    Optional<Served> of(String region, Questionnaire of, UUID person) {
        return jdbc.sql("""
                        select person_id, department_code, item_code
                          from survey.sampled
                         where region_code = :region and survey = :survey and person_id = :person
                        """)
                .param("region", region)
                .param("survey", of.code())
                .param("person", person)
                .query((row, _) -> new Served(
                        row.getObject("person_id", UUID.class),
                        row.getString("department_code"),
                        row.getString("item_code")))
                .optional();
    }

    /** How many were asked, the base of the response rate. */
    public int count(String region, Questionnaire of) {
        return jdbc.sql("select count(*) from survey.sampled where region_code = :region and survey = :survey")
                .param("region", region)
                .param("survey", of.code())
                .query(Integer.class)
                .single();
    }
}
