package org.yimen.application;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.identifier.Uuid7;

/**
 * 电子送达同意: whether somebody agreed that notices reach him in his inbox (民事诉讼法 art. 90 asks for it, and art. 33 of
 * 行政许可法 opens the way). Without it they are printed or posted. Each word is kept; the last one counts.
 */
@Repository
public class ServiceConsents {

    /** Where it was said. */
    public enum Place {
        PROFILE,
        FORM,
        WINDOW;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The message key of its name. */
        public String key() {
            return "application.service.place-" + code();
        }
    }

    /** @param agreed false where he took it back */
    public record Consent(boolean agreed, Instant at, Place place) {}

    private final JdbcClient jdbc;
    private final InstantSource time;

    ServiceConsents(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * He agrees, or takes it back; the same word again is no second one.
     *
     * @param holder whose papers they are, a person or a firm
     * @param person who says so
     * @param actor who wrote it down: himself, or an officer at the window
     */
    public void say(String region, UUID holder, UUID person, boolean agreed, Place place, UUID actor) {
        if (stands(region, holder) == agreed) {
            return;
        }
        Instant now = time.instant();
        jdbc.sql("""
                        insert into application.service_consent
                               (region_code, id, holder_id, person_id, agreed, said_at, place, actor_id)
                        values (:region, :id, :holder, :person, :agreed, :at, :place, :actor)
                        """)
                .param("region", region)
                .param("id", Uuid7.next(now))
                .param("holder", holder)
                .param("person", person)
                .param("agreed", agreed)
                .param("at", Timestamp.from(now))
                .param("place", place.code())
                .param("actor", actor)
                .update();
    }

    /** What he said last; empty where he never said anything. */
    public Optional<Consent> of(String region, UUID holder) {
        return jdbc.sql("""
                        select agreed, said_at, place
                          from application.service_consent
                         where region_code = :region and holder_id = :holder
                         order by said_at desc, id desc
                         limit 1
                        """)
                .param("region", region)
                .param("holder", holder)
                .query((row, _) -> new Consent(
                        row.getBoolean("agreed"),
                        row.getObject("said_at", OffsetDateTime.class).toInstant(),
                        Place.valueOf(row.getString("place").toUpperCase(Locale.ROOT))))
                .optional();
    }

    /** True where notices reach him in his inbox. */
    public boolean stands(String region, UUID holder) {
        return of(region, holder).filter(Consent::agreed).isPresent();
    }
}
