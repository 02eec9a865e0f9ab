package org.yimen.organisation;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.platform.CityTime;
import org.yimen.platform.Protection;

/** 双人复核: whether there is a second officer to consent, and whether the database keeps what was proposed as it was. */
@Component
class FourEyesProtection implements Protection {

    private static final String KEPT = """
            select count(*)
              from pg_trigger
             where tgrelid = 'organisation.proposal'::regclass
               and tgname in ('proposal_unchanged', 'proposal_stays') and tgenabled <> 'D'
            """;

    private static final int TRIGGERS = 2;
    private static final int TWO = 2;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final List<FourEyes> kinds;
    private final InstantSource time;

    FourEyesProtection(JdbcClient jdbc, Directory directory, List<FourEyes> kinds, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.kinds = List.copyOf(kinds);
        this.time = time;
    }

    @Override
    public String key() {
        return "organisation.protection.four-eyes";
    }

    @Override
    public Reading read() {
        if (jdbc.sql(KEPT).query(Long.class).single() < TRIGGERS) {
            return Reading.of(State.OFF, key() + ".loose");
        }
        LocalDate today = CityTime.day(time.instant());
        long officers = directory.officers(today).stream()
                .filter(officer -> officer.holdsAny(Administrator.SECURITY))
                .count();
        return officers < TWO
                ? Reading.of(State.WEAK, key() + ".alone", kinds.size(), officers)
                : Reading.of(State.ON, key() + ".on", kinds.size(), officers, Proposals.LASTS.toDays());
    }
}
