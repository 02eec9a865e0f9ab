package org.yimen.identifier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Running numbers of a region. A number is given once; one that its caller then does not use leaves a gap. */
@Repository
public class Numbers {

    private static final String DRAW = """
            insert into identifier.number_series as drawn (region_code, series, next_value)
                 values (:region, :series, 2)
            on conflict (region_code, series)
              do update set next_value = drawn.next_value + 1
              returning next_value - 1
            """;

    private final JdbcClient jdbc;

    Numbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The next number of a series, from 1. In a transaction of its own: the row's lock is held for a moment only, not
     * until the caller's case is stored.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public long draw(String region, String series) {
        return jdbc.sql(DRAW)
                .param("region", region)
                .param("series", series)
                .query(Long.class)
                .single();
    }
}
