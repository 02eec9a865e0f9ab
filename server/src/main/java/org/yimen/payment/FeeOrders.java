package org.yimen.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.payment.FeeOrder.State;
import org.yimen.payment.LedgerEntry.Kind;
import org.yimen.payment.LedgerEntry.Way;
import org.yimen.platform.InTurn;

/** Orders and their ledgers. Whoever changes an order locks it first and writes the line of the ledger beside it. */
@Repository
class FeeOrders {

    static final int MOST = 200;

    private static final String SELECT = """
            select region_code, id, number, case_id, case_number, holder_id, department_code, item_code, item_version,
                   fee_code, quantity, amount_fen, state, refunded_fen, receipt_id, receipt_made_at, opened_at, expires_at,
                   paid_at, version
              from payment.fee_order
            """;

    private static final String INSERT = """
            insert into payment.fee_order
                   (region_code, id, number, case_id, case_number, holder_id, department_code, item_code, item_version,
                    fee_code, quantity, amount_fen, state, receipt_id, opened_at, expires_at, version)
            values (:region, :id, :number, :caseId, :caseNumber, :holder, :department, :item, :itemVersion,
                    :fee, :quantity, :fen, 'open', :receipt, :at, :expires, 1)
            on conflict (region_code, case_id, fee_code) where state in ('open', 'paid', 'part_refunded') do nothing
            """;

    private static final String MOVE = """
            update payment.fee_order
               set state = :state, refunded_fen = :refunded, paid_at = :paidAt, version = version + 1
             where region_code = :region and id = :id and version = :version
            """;

    private static final String ENTER = """
            insert into payment.entry
                   (region_code, order_id, seq, at, kind, fen, way, reference, actor_kind, actor_id, actor_post, note)
            select :region, :order, coalesce(max(seq), 0) + 1, :at, :kind, :fen, :way, :reference, :actorKind, :actor,
                   :post, :note
              from payment.entry
             where region_code = :region and order_id = :order
            """;

    private static final String LEDGER = """
            select order_id, seq, at, kind, fen, way, reference, actor_kind, actor_id, actor_post, note
              from payment.entry
             where region_code = :region and order_id = :order
             order by seq
             limit :limit
            """;

    private static final String FIGURES = """
            select item_code, count(*) as orders,
                   count(*) filter (where state = 'open') as open,
                   coalesce(sum(amount_fen) filter (where paid_at is not null), 0) as paid_fen,
                   coalesce(sum(refunded_fen), 0) as refunded_fen
              from payment.fee_order
             where region_code = :region
             group by item_code
             order by item_code
            """;

    private final JdbcClient jdbc;

    private final ApplicationEventPublisher events;

    FeeOrders(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Whoever opens orders of a case waits for whoever does so already. */
    void oneAfterTheOther(CaseId id) {
        InTurn.await(jdbc, "payment.fee_order " + id);
    }

    /** False where the same line of the list is owed by the case already. */
    boolean insert(FeeOrder order) {
        return jdbc.sql(INSERT)
                        .param("region", order.caseId().region())
                        .param("id", order.id())
                        .param("number", order.number())
                        .param("caseId", order.caseId().value())
                        .param("caseNumber", order.caseNumber())
                        .param("holder", order.holder())
                        .param("department", order.department())
                        .param("item", order.item())
                        .param("itemVersion", order.itemVersion())
                        .param("fee", order.fee())
                        .param("quantity", order.quantity())
                        .param("fen", order.fen())
                        .param("receipt", order.receipt())
                        .param("at", utc(order.openedAt()))
                        .param("expires", utc(order.expiresAt()))
                        .update()
                == 1;
    }

    Optional<FeeOrder> find(String region, UUID id) {
        return one(region, id, "");
    }

    /** The order, held until the end of the transaction: everything that changes it comes one after the other. */
    Optional<FeeOrder> lock(String region, UUID id) {
        return one(region, id, " for update");
    }

    private Optional<FeeOrder> one(String region, UUID id, String lock) {
        return jdbc.sql(SELECT + " where region_code = :region and id = :id" + lock)
                .param("region", region)
                .param("id", id)
                .query(FeeOrders::toOrder)
                .optional();
    }

    List<FeeOrder> ofCase(CaseId id) {
        return ofCase(id, "");
    }

    /** The same, so that none of them is given back before the transaction ends. */
    List<FeeOrder> holdOfCase(CaseId id) {
        return ofCase(id, " for share");
    }

    List<FeeOrder> lockOfCase(CaseId id) {
        return ofCase(id, " for update");
    }

    private List<FeeOrder> ofCase(CaseId id, String lock) {
        return jdbc.sql(SELECT
                        + " where region_code = :region and case_id = :id order by opened_at, number limit :limit"
                        + lock)
                .param("region", id.region())
                .param("id", id.value())
                .param("limit", MOST)
                .query(FeeOrders::toOrder)
                .list();
    }

    List<FeeOrder> ofHolder(String region, UUID holder) {
        return jdbc.sql(
                        SELECT
                                + " where region_code = :region and holder_id = :holder order by opened_at desc, id limit :limit")
                .param("region", region)
                .param("holder", holder)
                .param("limit", MOST)
                .query(FeeOrders::toOrder)
                .list();
    }

    /** The newest orders; {@code state} null for all. */
    List<FeeOrder> newest(String region, @Nullable State state, @Nullable Instant before, int limit) {
        return jdbc.sql(SELECT + """
                         where region_code = :region
                           and (cast(:state as text) is null or state = :state)
                           and (cast(:before as timestamptz) is null or opened_at < :before)
                         order by opened_at desc, id
                         limit :limit
                        """)
                .param("region", region)
                .param("state", state == null ? null : state.code())
                .param("before", before == null ? null : utc(before))
                .param("limit", Math.min(limit, MOST))
                .query(FeeOrders::toOrder)
                .list();
    }

    List<FeeOrder> ending(String region, Instant now) {
        return jdbc.sql(
                        SELECT
                                + " where region_code = :region and state = 'open' and expires_at <= :now order by expires_at limit :limit")
                .param("region", region)
                .param("now", utc(now))
                .param("limit", MOST)
                .query(FeeOrders::toOrder)
                .list();
    }

    List<FeeOrder> unreceipted(String region) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and paid_at is not null and receipt_made_at is null
                         order by paid_at
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", MOST)
                .query(FeeOrders::toOrder)
                .list();
    }

    /** The locked order, in its next state. */
    void move(FeeOrder order, State state, long refunded, @Nullable Instant paidAt) {
        int moved = jdbc.sql(MOVE)
                .param("region", order.caseId().region())
                .param("id", order.id())
                .param("version", order.version())
                .param("state", state.code())
                .param("refunded", refunded)
                .param("paidAt", paidAt == null ? null : utc(paidAt))
                .update();
        if (moved != 1) {
            throw new IllegalStateException("Order " + order.id() + " was not locked at version " + order.version());
        }
    }

    void receipted(FeeOrder order, Instant at) {
        jdbc.sql("""
                        update payment.fee_order
                           set receipt_made_at = :at
                         where region_code = :region and id = :id and receipt_made_at is null
                        """)
                .param("at", utc(at))
                .param("region", order.caseId().region())
                .param("id", order.id())
                .update();
    }

    void enter(
            FeeOrder order,
            Instant at,
            Kind kind,
            long fen,
            @Nullable Way way,
            @Nullable String reference,
            Actor actor,
            String note) {
        jdbc.sql(ENTER)
                .param("region", order.caseId().region())
                .param("order", order.id())
                .param("at", utc(at))
                .param("kind", kind.code())
                .param("fen", fen)
                .param("way", way == null ? null : way.code())
                .param("reference", reference)
                .param("actorKind", actor.kind().name())
                .param("actor", actor.id())
                .param("post", actor.post())
                .param("note", note)
                .update();
        events.publishEvent(new FeeMoved(order, kind, fen, reference == null ? "" : reference, at));
    }

    List<LedgerEntry> ledger(String region, UUID order) {
        return jdbc.sql(LEDGER)
                .param("region", region)
                .param("order", order)
                .param("limit", MOST)
                .query(FeeOrders::toEntry)
                .list();
    }

    List<FeeFigures> figures(String region) {
        return jdbc.sql(FIGURES)
                .param("region", region)
                .query((row, _) -> new FeeFigures(
                        row.getString("item_code"),
                        row.getLong("orders"),
                        row.getLong("open"),
                        row.getLong("paid_fen"),
                        row.getLong("refunded_fen")))
                .list();
    }

    private static FeeOrder toOrder(ResultSet row, int index) throws SQLException {
        return new FeeOrder(
                row.getObject("id", UUID.class),
                row.getString("number"),
                new CaseId(row.getString("region_code"), row.getObject("case_id", UUID.class)),
                row.getString("case_number"),
                row.getObject("holder_id", UUID.class),
                row.getString("department_code"),
                row.getString("item_code"),
                row.getInt("item_version"),
                row.getString("fee_code"),
                row.getBigDecimal("quantity").stripTrailingZeros(),
                row.getLong("amount_fen"),
                State.of(row.getString("state")),
                row.getLong("refunded_fen"),
                row.getObject("receipt_id", UUID.class),
                moment(row, "receipt_made_at"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                moment(row, "paid_at"),
                row.getLong("version"));
    }

    private static LedgerEntry toEntry(ResultSet row, int index) throws SQLException {
        String way = row.getString("way");
        return new LedgerEntry(
                row.getObject("order_id", UUID.class),
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Kind.of(row.getString("kind")),
                row.getLong("fen"),
                way == null ? null : Way.of(way),
                row.getString("reference"),
                new Actor(
                        Actor.Kind.valueOf(row.getString("actor_kind")),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_post")),
                row.getString("note"));
    }

    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
