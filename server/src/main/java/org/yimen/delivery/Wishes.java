package org.yimen.delivery;

import static org.yimen.delivery.Handovers.utc;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.platform.Json;

/** What applicants chose after they had applied. */
@Repository
public class Wishes {

    static final String DESTINATION = "delivery.wish.destination_sealed";

    static final int LONGEST_NAME = 60;
    static final int LONGEST_ADDRESS = 200;

    private static final Json JSON = Json.of();

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final InstantSource time;

    Wishes(JdbcClient jdbc, ColumnCipher cipher, InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.time = time;
    }

    public Optional<Wish> find(CaseId id) {
        return jdbc.sql("""
                        select way, destination_sealed
                          from delivery.wish
                         where region_code = :region and case_id = :case
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> {
                    byte[] sealed = row.getBytes("destination_sealed");
                    return new Wish(Way.of(row.getString("way")), sealed == null ? null : open(id, sealed));
                })
                .optional();
    }

    private Destination open(CaseId id, byte[] sealed) {
        String json = cipher.open(DESTINATION, id.region(), id.value().toString(), Sealed.of(sealed));
        return JSON.read(json, Destination.class);
    }

    /** The last choice holds. */
    public void choose(CaseId id, UUID holder, UUID person, Wish wish) {
        check(wish);
        Destination destination = wish.destination();
        jdbc.sql("""
                        insert into delivery.wish
                               (region_code, case_id, holder_id, person_id, way, destination_sealed, chosen_at)
                        values (:region, :case, :holder, :person, :way, :destination, :at)
                            on conflict (region_code, case_id) do update
                           set person_id = excluded.person_id, way = excluded.way,
                               destination_sealed = excluded.destination_sealed, chosen_at = excluded.chosen_at
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("holder", holder)
                .param("person", person)
                .param("way", wish.way().code())
                .param(
                        "destination",
                        destination == null
                                ? null
                                : cipher.seal(
                                                DESTINATION,
                                                id.region(),
                                                id.value().toString(),
                                                JSON.write(destination))
                                        .bytes())
                .param("at", utc(time.instant()))
                .update();
    }

    /** Refuses a way that nobody chooses, and an address that no courier finds. */
    public static void check(Wish wish) {
        Way way = wish.way();
        Destination to = wish.destination();
        if (way == Way.TERMINAL || way == Way.ANNOUNCEMENT) {
            throw new DeliveryRuleBroken("delivery.wish.way");
        }
        if ((way == Way.MAIL) == (to == null)) {
            throw new DeliveryRuleBroken("delivery.wish.address");
        }
        if (to != null
                && (to.name().isBlank()
                        || to.name().length() > LONGEST_NAME
                        || to.address().isBlank()
                        || to.address().length() > LONGEST_ADDRESS
                        || !to.phone().matches("1\\d{10}|0\\d{2,3}-?\\d{7,8}"))) {
            throw new DeliveryRuleBroken("delivery.wish.address");
        }
    }
}
