package org.yimen.knowledge;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.platform.CityTime;

/**
 * 检索: what people look for by themselves is counted by day and channel; neither who looks nor for what is kept. What several
 * find nothing about is {@link UnfoundWords}' matter.
 */
@Service
public class Searches {

    private static final String COUNT = """
            insert into knowledge.search as s (region_code, on_day, channel, searches, hits)
            values (:region, :day, :channel, 1, :hits)
                on conflict on constraint search_pk
                do update set searches = s.searches + 1, hits = s.hits + excluded.hits
            """;

    /** Officers ask for others, the others by themselves; what somebody hands on after an empty search was counted with it. */
    private static final String RATES = """
            select channel, cast(sum(asked) as bigint) as asked, cast(sum(answered) as bigint) as answered
              from (select channel, count(*) as asked, count(*) filter (where state = 'ANSWERED') as answered
                      from knowledge.question
                     where region_code = :region and asked_at >= :since and asked_at < :until and asked_by <> :nobody
                     group by channel
                     union all
                    select channel, searches, hits
                      from knowledge.search
                     where region_code = :region and on_day >= :from and on_day <= :last) counted
             group by channel
             order by channel
            """;

    private static final String HOLD = """
            insert into knowledge.search as s (region_code, on_day, channel, searches, hits, held)
            values (:region, :day, :channel, 0, 0, 1)
                on conflict on constraint search_pk
                do update set held = s.held + 1
            """;

    private static final String HELD = """
            select cast(coalesce(sum(held), 0) as bigint)
              from knowledge.search
             where region_code = :region and on_day >= :from and on_day <= :last
            """;

    private final JdbcClient jdbc;
    private final InstantSource time;
    private final String region;

    Searches(JdbcClient jdbc, InstantSource time, @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.time = time;
        this.region = region;
    }

    /**
     * Counts one search.
     *
     * @param channel {@code web}, {@code app}, {@code wechat} or {@code weibo}
     * @param hit something published spoke of it
     */
    public void count(String channel, boolean hit) {
        jdbc.sql(COUNT)
                .param("region", region)
                .param("day", CityTime.day(time.instant()))
                .param("channel", channel)
                .param("hits", hit ? 1 : 0)
                .update();
    }

    /** Words were due for a task when the tasks of the day were used up. */
    void hold(String channel) {
        jdbc.sql(HOLD)
                .param("region", region)
                .param("day", CityTime.day(time.instant()))
                .param("channel", channel)
                .update();
    }

    /** How often that was on these days, both included. */
    public long held(LocalDate from, LocalDate until) {
        return jdbc.sql(HELD)
                .param("region", region)
                .param("from", from)
                .param("last", until)
                .query(Long.class)
                .single();
    }

    /** 命中率 by channel of these days, both included: of questions asked of an officer and of searches. */
    public Map<String, HitRate> rates(LocalDate from, LocalDate until) {
        var rates = new TreeMap<String, HitRate>();
        jdbc.sql(RATES)
                .param("region", region)
                .param("since", Timestamp.from(CityTime.startOf(from)))
                .param("until", Timestamp.from(CityTime.startOf(until.plusDays(1))))
                .param("nobody", AskedQuestions.NOBODY)
                .param("from", from)
                .param("last", until)
                .query((row, _) ->
                        rates.put(row.getString("channel"), new HitRate(row.getLong("answered"), row.getLong("asked"))))
                .list();
        return rates;
    }
}
