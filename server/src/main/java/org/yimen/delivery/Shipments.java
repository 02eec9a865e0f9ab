package org.yimen.delivery;

import static org.yimen.delivery.Handovers.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.delivery.Courier.Booking;
import org.yimen.delivery.Courier.Notice;
import org.yimen.delivery.Shipment.State;
import org.yimen.delivery.Shipment.Step;
import org.yimen.platform.Json;

/** Parcels and what their couriers told. */
@Repository
class Shipments {

    static final String DESTINATION = "delivery.shipment.destination_sealed";

    private static final Json JSON = Json.of();
    private static final int MOST_STEPS = 50;

    private static final String SELECT = """
            select region_code, id, case_id, case_number, holder_id, round, courier, state, tracking, fen,
                   destination_sealed, reason, ordered_at, left_at, ended_at, wanted_back
              from delivery.shipment
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    Shipments(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    void insert(Shipment shipment) {
        CaseId of = shipment.caseId();
        jdbc.sql("""
                        insert into delivery.shipment
                               (region_code, id, case_id, case_number, holder_id, round, courier, state,
                                destination_sealed, ordered_at)
                        values (:region, :id, :case, :number, :holder, :round, :courier, 'ordered', :destination, :at)
                        """)
                .param("region", of.region())
                .param("id", shipment.id())
                .param("case", of.value())
                .param("number", shipment.caseNumber())
                .param("holder", shipment.holder())
                .param("round", shipment.round())
                .param("courier", shipment.courier())
                .param(
                        "destination",
                        cipher.seal(
                                        DESTINATION,
                                        of.region(),
                                        shipment.id().toString(),
                                        JSON.write(shipment.destination()))
                                .bytes())
                .param("at", utc(shipment.orderedAt()))
                .update();
    }

    /** Nothing moves where somebody else was first. */
    void booked(Shipment shipment, Booking booking, Instant at) {
        jdbc.sql("""
                        update delivery.shipment
                           set state = 'booked', tracking = :tracking, fen = :fen, booked_at = :at
                         where region_code = :region and id = :id and state = 'ordered'
                        """)
                .param("tracking", booking.tracking())
                .param("fen", booking.fen())
                .param("at", utc(at))
                .param("region", shipment.caseId().region())
                .param("id", shipment.id())
                .update();
    }

    /** False where this piece of news was heard before. */
    boolean hear(String region, Notice notice, Instant now) {
        return jdbc.sql("""
                                insert into delivery.shipment_event
                                       (region_code, shipment_id, reference, state, note, at, heard_at)
                                values (:region, :shipment, :reference, :state, :note, :at, :now)
                                    on conflict (region_code, shipment_id, reference) do nothing
                                """)
                        .param("region", region)
                        .param("shipment", notice.shipment())
                        .param("reference", notice.reference())
                        .param("state", notice.state().code())
                        .param("note", notice.note())
                        .param("at", utc(notice.at()))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    void move(String region, UUID id, State to, @Nullable String reason, Instant at) {
        jdbc.sql("""
                        update delivery.shipment
                           set state = :state, reason = coalesce(:reason, reason),
                               left_at = case when :left then coalesce(left_at, :at) else left_at end,
                               ended_at = case when :ends then :at end
                         where region_code = :region and id = :id
                        """)
                .param("state", to.code())
                .param("reason", reason)
                .param("left", to == State.PICKED_UP || to == State.IN_TRANSIT || to == State.DELIVERED)
                .param("ends", to.isEnd())
                .param("at", utc(at))
                .param("region", region)
                .param("id", id)
                .update();
    }

    Optional<Shipment> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> shipment(row))
                .optional();
    }

    /** Keeps everybody else from moving it until the transaction ends. */
    Optional<Shipment> lock(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id for update")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> shipment(row))
                .optional();
    }

    List<Shipment> of(CaseId id, int limit) {
        return jdbc.sql(SELECT + " and case_id = :case order by round desc limit :limit")
                .param("region", id.region())
                .param("case", id.value())
                .param("limit", limit)
                .query((row, _) -> shipment(row))
                .list();
    }

    /** What its courier is to hear of; what is wanted back before he did is not ordered any more. */
    List<Shipment> ordered(String region, int limit) {
        return jdbc.sql(SELECT + " and state = 'ordered' and wanted_back is null order by ordered_at, id limit :limit")
                .param("region", region)
                .param("limit", limit)
                .query((row, _) -> shipment(row))
                .list();
    }

    /** Says that it is to be called back, until it is or has left. */
    void wantBack(Shipment shipment, String reason) {
        jdbc.sql("""
                        update delivery.shipment
                           set wanted_back = :reason
                         where region_code = :region and id = :id and state in ('ordered', 'booked')
                        """)
                .param("reason", reason)
                .param("region", shipment.caseId().region())
                .param("id", shipment.id())
                .update();
    }

    /** It has left, or is back. */
    void noLongerWantedBack(Shipment shipment) {
        jdbc.sql("update delivery.shipment set wanted_back = null where region_code = :region and id = :id")
                .param("region", shipment.caseId().region())
                .param("id", shipment.id())
                .update();
    }

    /** @param because why it is to come back */
    record WantedBack(Shipment shipment, String because) {}

    List<WantedBack> wantedBack(String region, int limit) {
        return jdbc.sql(SELECT + """
                           and wanted_back is not null and state in ('ordered', 'booked')
                         order by ordered_at, id
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", limit)
                .query((row, _) -> new WantedBack(shipment(row), row.getString("wanted_back")))
                .list();
    }

    boolean isWantedBack(Shipment shipment) {
        return jdbc.sql("""
                        select wanted_back is not null
                          from delivery.shipment
                         where region_code = :region and id = :id
                        """)
                .param("region", shipment.caseId().region())
                .param("id", shipment.id())
                .query(Boolean.class)
                .single();
    }

    /** The newest first, each state from its own index. */
    List<Shipment> in(String region, State[] states, int limit) {
        return jdbc.sql("""
                        select s.region_code, s.id, s.case_id, s.case_number, s.holder_id, s.round, s.courier, s.state,
                               s.tracking, s.fen, s.destination_sealed, s.reason, s.ordered_at, s.left_at, s.ended_at
                          from unnest(:states) wanted (state)
                               cross join lateral (
                                 select *
                                   from delivery.shipment one
                                  where one.region_code = :region and one.state = wanted.state
                                  order by one.ordered_at desc, one.id desc
                                  limit :limit) s
                         order by s.ordered_at desc, s.id desc
                         limit :limit
                        """)
                .param("states", Arrays.stream(states).map(State::code).toArray(String[]::new))
                .param("region", region)
                .param("limit", limit)
                .query((row, _) -> shipment(row))
                .list();
    }

    List<Step> steps(Shipment shipment) {
        return jdbc.sql("""
                        select state, note, at
                          from delivery.shipment_event
                         where region_code = :region and shipment_id = :id
                         order by at, reference
                         limit :most
                        """)
                .param("region", shipment.caseId().region())
                .param("id", shipment.id())
                .param("most", MOST_STEPS)
                .query((row, _) -> new Step(
                        State.of(row.getString("state")),
                        row.getString("note"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Mailroom.Costs costs(String region, Instant from, Instant until) {
        return jdbc.sql("""
                        select count(*) as parcels, coalesce(sum(fen), 0) as fen,
                               count(*) filter (where state = 'returned') as returned
                          from delivery.shipment
                         where region_code = :region and booked_at >= :from and booked_at < :until
                           and state <> 'recalled'
                        """)
                .param("region", region)
                .param("from", utc(from))
                .param("until", utc(until))
                .query((row, _) ->
                        new Mailroom.Costs(row.getLong("parcels"), row.getLong("fen"), row.getLong("returned")))
                .single();
    }

    private Shipment shipment(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        String id = row.getString("id");
        String json = cipher.open(DESTINATION, region, id, Sealed.of(row.getBytes("destination_sealed")));
        return new Shipment(
                UUID.fromString(id),
                new CaseId(region, row.getObject("case_id", UUID.class)),
                row.getString("case_number"),
                row.getObject("holder_id", UUID.class),
                row.getInt("round"),
                row.getString("courier"),
                State.of(row.getString("state")),
                row.getString("tracking"),
                row.getObject("fen", Long.class),
                JSON.read(json, Destination.class),
                row.getString("reason"),
                row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                moment(row, "left_at"),
                moment(row, "ended_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
