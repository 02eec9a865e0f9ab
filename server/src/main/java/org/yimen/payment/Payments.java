package org.yimen.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.payment.LedgerEntry.Way;
import org.yimen.platform.CityTime;

/** Money that came in. */
@Repository
class Payments {

    /** Money that came in by one way; {@code settles} where it paid its order, else it goes back. */
    record Payment(
            String region,
            UUID id,
            UUID order,
            Way way,
            String provider,
            String reference,
            long fen,
            boolean settles,
            Instant paidAt,
            Instant heardAt) {}

    /** What moved through a provider on one day, as it was heard here; negative for what went back. */
    record Moved(String reference, UUID order, long fen) {}

    private static final String OF_DAY = """
            select reference, order_id, fen
              from payment.payment
             where region_code = :region and provider = :provider and paid_at >= :from and paid_at < :until
             union all
            select r.reference, r.order_id, -r.fen
              from payment.refund r
                   join payment.payment p on p.region_code = r.region_code and p.id = r.payment_id
             where r.region_code = :region and p.provider = :provider and r.state = 'done'
               and r.done_at >= :from and r.done_at < :until
            """;

    private final JdbcClient jdbc;

    Payments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False where the same money was heard of before. */
    boolean insert(Payment payment) {
        return jdbc.sql("""
                                insert into payment.payment
                                       (region_code, id, order_id, way, provider, reference, fen, settles, paid_at, heard_at)
                                values (:region, :id, :order, :way, :provider, :reference, :fen, :settles, :paidAt, :heardAt)
                                on conflict (region_code, provider, reference) do nothing
                                """)
                        .param("region", payment.region())
                        .param("id", payment.id())
                        .param("order", payment.order())
                        .param("way", payment.way().code())
                        .param("provider", payment.provider())
                        .param("reference", payment.reference())
                        .param("fen", payment.fen())
                        .param("settles", payment.settles())
                        .param("paidAt", FeeOrders.utc(payment.paidAt()))
                        .param("heardAt", FeeOrders.utc(payment.heardAt()))
                        .update()
                == 1;
    }

    /** The payment that settled an order. */
    Optional<Payment> of(FeeOrder order) {
        return one("order_id = :id and settles", order.caseId().region(), order.id());
    }

    Optional<Payment> find(String region, UUID id) {
        return one("id = :id", region, id);
    }

    private Optional<Payment> one(String which, String region, UUID id) {
        return jdbc.sql("""
                        select region_code, id, order_id, way, provider, reference, fen, settles, paid_at, heard_at
                          from payment.payment
                         where region_code = :region and\s""" + which)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> new Payment(
                        row.getString("region_code"),
                        row.getObject("id", UUID.class),
                        row.getObject("order_id", UUID.class),
                        Way.of(row.getString("way")),
                        row.getString("provider"),
                        row.getString("reference"),
                        row.getLong("fen"),
                        row.getBoolean("settles"),
                        row.getObject("paid_at", java.time.OffsetDateTime.class).toInstant(),
                        row.getObject("heard_at", java.time.OffsetDateTime.class)
                                .toInstant()))
                .optional();
    }

    List<Moved> ofDay(String region, String provider, LocalDate day) {
        return jdbc.sql(OF_DAY)
                .param("region", region)
                .param("provider", provider)
                .param("from", FeeOrders.utc(CityTime.startOf(day)))
                .param("until", FeeOrders.utc(CityTime.startOf(day.plusDays(1))))
                .query((row, _) -> new Moved(
                        row.getString("reference"), row.getObject("order_id", UUID.class), row.getLong("fen")))
                .list();
    }
}
