package org.yimen.rating;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.platform.CityTime;
import org.yimen.survey.RecentlyServed;

/** Whoever may rate a service was served: the same people are those whom a sample is drawn from. */
@Component
class ServedOfLate implements RecentlyServed {

    private final JdbcClient jdbc;

    ServedOfLate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Served> since(String region, LocalDate from, int most) {
        return jdbc.sql("""
                        select person_id, department_code, item_code
                          from (select distinct on (person_id) person_id, department_code, item_code, served_at
                                  from rating.occasion
                                 where region_code = :region and served_at >= :from and person_id is not null
                                 order by person_id, served_at desc) as last
                         order by served_at desc, person_id
                         limit :most
                        """)
                .param("region", region)
                .param("from", Timestamp.from(CityTime.startOf(from)))
                .param("most", most)
                .query((row, _) -> new Served(
                        row.getObject("person_id", UUID.class),
                        row.getString("department_code"),
                        row.getString("item_code")))
                .list();
    }
}
