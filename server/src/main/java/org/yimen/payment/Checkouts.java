package org.yimen.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests to be paid; an order has one open at a time. */
@Repository
class Checkouts {

    private static final String SELECT = """
            select region_code, id, order_id, provider, fen, address, state, opened_at, expires_at
              from payment.checkout
            """;

    private final JdbcClient jdbc;

    Checkouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Checkout> find(String region, UUID id) {
        return jdbc.sql(SELECT + " where region_code = :region and id = :id")
                .param("region", region)
                .param("id", id)
                .query(Checkouts::toCheckout)
                .optional();
    }

    Optional<Checkout> openOf(FeeOrder order) {
        return jdbc.sql(SELECT + " where region_code = :region and order_id = :order and state = 'open'")
                .param("region", order.caseId().region())
                .param("order", order.id())
                .query(Checkouts::toCheckout)
                .optional();
    }

    void insert(Checkout checkout) {
        jdbc.sql("""
                        insert into payment.checkout
                               (region_code, id, order_id, provider, fen, state, opened_at, expires_at, asked_at)
                        values (:region, :id, :order, :provider, :fen, 'open', :at, :expires, :at)
                        """)
                .param("region", checkout.region())
                .param("id", checkout.id())
                .param("order", checkout.order())
                .param("provider", checkout.provider())
                .param("fen", checkout.fen())
                .param("at", FeeOrders.utc(checkout.openedAt()))
                .param("expires", FeeOrders.utc(checkout.expiresAt()))
                .update();
    }

    void address(Checkout checkout, String address) {
        jdbc.sql("""
                        update payment.checkout
                           set address = :address
                         where region_code = :region and id = :id
                        """)
                .param("address", address)
                .param("region", checkout.region())
                .param("id", checkout.id())
                .update();
    }

    void mark(Checkout checkout, String state) {
        jdbc.sql("""
                        update payment.checkout
                           set state = :state
                         where region_code = :region and id = :id and state <> 'paid'
                        """)
                .param("state", state)
                .param("region", checkout.region())
                .param("id", checkout.id())
                .update();
    }

    /**
     * Nobody needs to pay the order there any more; who has done so, or does all the same, gets his money back. So the provider is
     * still asked until nobody can pay there.
     */
    void close(FeeOrder order) {
        jdbc.sql("""
                        update payment.checkout
                           set state = 'ended'
                         where region_code = :region and order_id = :order and state = 'open'
                        """)
                .param("region", order.caseId().region())
                .param("order", order.id())
                .update();
    }

    /** Requests of which nothing was heard since; each is asked for by one node at a time. */
    List<Checkout> unheard(String region, Instant since, Instant now, int limit) {
        return jdbc.sql("""
                        update payment.checkout
                           set asked_at = :now
                         where region_code = :region and id in (
                                 select id
                                   from payment.checkout
                                  where region_code = :region and state in ('open', 'ended') and asked_at <= :since
                                  order by asked_at
                                  limit :limit
                                    for update skip locked)
                        returning region_code, id, order_id, provider, fen, address, state, opened_at, expires_at
                        """)
                .param("region", region)
                .param("since", FeeOrders.utc(since))
                .param("now", FeeOrders.utc(now))
                .param("limit", limit)
                .query(Checkouts::toCheckout)
                .list();
    }

    private static Checkout toCheckout(ResultSet row, int index) throws SQLException {
        return new Checkout(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("provider"),
                row.getLong("fen"),
                row.getString("address"),
                row.getString("state"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
