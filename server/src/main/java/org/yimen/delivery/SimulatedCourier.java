package org.yimen.delivery;

import static org.yimen.delivery.Handovers.utc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.crypto.CallSigner;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.delivery.Shipment.State;
import org.yimen.platform.Json;
import org.yimen.platform.web.SignedCall;
import org.yimen.platform.web.SimulatedCaller;

/**
 * 演示快递: a postal firm of the invented city. It carries nothing, keeps books of its own and tells Yimen over HTTP, signed
 * with HMAC-SM3, as a real one would: fetched, on the way, signed for or sent back, and the same again where it heard no answer.
 */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class SimulatedCourier implements Courier {

    static final String CODE = "simulated";
    static final String RECEIVER = "delivery.simulated_parcel.receiver_sealed";

    /** Nobody lives any more where an address says this. */
    static final String MOVED_AWAY = "已搬迁";

    private static final Logger log = LoggerFactory.getLogger(SimulatedCourier.class);
    private static final Json JSON = Json.of();

    private static final String SECRET = "delivery.simulated_parcel.notice";

    private static final int LONGEST_NOTE = 200;
    private static final int AT_ONCE = 20;
    private static final long FEN = 1200;
    private static final int SHORT_NAME = 4;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final CallSigner signer;
    private final InstantSource time;
    private final SimulatedCaller caller;
    private final String region;
    private final Duration pace;
    private volatile boolean down;

    SimulatedCourier(
            JdbcClient jdbc,
            ColumnCipher cipher,
            InstantSource time,
            Environment environment,
            @Value("${yimen.region:629901}") String region,
            @Value("${yimen.delivery.simulated-pace:PT1M}") Duration pace) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.signer = new CallSigner(cipher, time, SECRET);
        this.time = time;
        this.caller = new SimulatedCaller(
                environment,
                CourierController.ADDRESS + "/" + CODE,
                CourierController.TIMESTAMP,
                CourierController.SIGNATURE);
        this.region = region;
        this.pace = pace;
    }

    /** The body of a notice. */
    record Told(
            String shipment,
            String reference,
            String state,
            String at,
            String note,
            @Nullable String relation,
            @Nullable String receiver) {}

    private record Parcel(UUID shipment, boolean good, boolean firm, String receiver, State state, Instant changedAt) {}

    /** Nobody answers, until it is plugged in again. */
    void unplug(boolean out) {
        down = out;
    }

    private void answer() {
        if (down) {
            throw new CourierDown("the simulated courier is unplugged");
        }
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public Booking book(UUID shipment, Destination to) {
        answer();
        jdbc.sql("""
                        insert into delivery.simulated_parcel
                               (region_code, shipment_id, tracking, good, firm, receiver_sealed, state, told, changed_at)
                        values (:region, :shipment, :tracking, :good, :firm, :receiver, 'booked', true, :at)
                            on conflict (region_code, shipment_id) do nothing
                        """)
                .param("region", region)
                .param("shipment", shipment)
                .param("tracking", tracking(shipment))
                .param("good", !to.address().contains(MOVED_AWAY))
                .param("firm", to.name().length() > SHORT_NAME)
                .param(
                        "receiver",
                        cipher.seal(RECEIVER, region, shipment.toString(), to.name())
                                .bytes())
                .param("at", utc(time.instant()))
                .update();
        return new Booking(tracking(shipment), FEN);
    }

    /** Looks like one and is one of nobody's. */
    private static String tracking(UUID shipment) {
        long digits =
                Math.floorMod(shipment.getLeastSignificantBits() ^ shipment.getMostSignificantBits(), 10_000_000_000L);
        return "YS%010dAL".formatted(digits);
    }

    @Override
    public boolean recall(UUID shipment) {
        answer();
        jdbc.sql("""
                        update delivery.simulated_parcel
                           set state = 'recalled', told = true, changed_at = :at
                         where region_code = :region and shipment_id = :shipment and state = 'booked'
                        """)
                .param("at", utc(time.instant()))
                .param("region", region)
                .param("shipment", shipment)
                .update();
        return find(shipment).map(parcel -> parcel.state() == State.RECALLED).orElse(true);
    }

    @Override
    public Notice read(SignedCall call) {
        signer.verify(call);
        try {
            Told told = JSON.read(call.body(), Told.class);
            String receiver = told.receiver();
            String relation = told.relation();
            if (told.reference().length() > LONGEST_NOTE || told.note().length() > LONGEST_NOTE) {
                throw new SignedCall.NotGenuine("too long");
            }
            return new Notice(
                    UUID.fromString(told.shipment()),
                    told.reference(),
                    State.of(told.state()),
                    Instant.parse(told.at()),
                    told.note(),
                    receiver == null || relation == null
                            ? null
                            : new Receiver(Relation.of(relation), receiver, Proof.COURIER));
        } catch (RuntimeException unreadable) {
            throw new SignedCall.NotGenuine("not a notice: " + unreadable.getMessage());
        }
    }

    /** A notice as this courier sends it now. */
    SignedCall signed(Notice notice) {
        Receiver receiver = notice.receiver();
        String body = JSON.write(new Told(
                notice.shipment().toString(),
                notice.reference(),
                notice.state().code(),
                notice.at().toString(),
                notice.note(),
                receiver == null ? null : receiver.relation().code(),
                receiver == null ? null : receiver.name()));
        return signer.sign(body);
    }

    /** One step further; what has come to its end stays there. */
    Optional<Notice> advance(UUID shipment) {
        Parcel parcel = find(shipment).orElseThrow();
        State next = switch (parcel.state()) {
            case ORDERED, BOOKED -> State.PICKED_UP;
            case PICKED_UP -> State.IN_TRANSIT;
            case IN_TRANSIT -> parcel.good() ? State.DELIVERED : State.RETURNED;
            case DELIVERED, RETURNED, RECALLED -> parcel.state();
        };
        int moved = jdbc.sql("""
                        update delivery.simulated_parcel
                           set state = :next, told = false, changed_at = :at
                         where region_code = :region and shipment_id = :shipment and state = :state and state <> :next
                        """)
                .param("next", next.code())
                .param("at", utc(time.instant().truncatedTo(ChronoUnit.MICROS)))
                .param("region", region)
                .param("shipment", shipment)
                .param("state", parcel.state().code())
                .update();
        return moved == 0 ? Optional.empty() : Optional.of(notice(shipment));
    }

    /** What it says of where the parcel is now; however often it is asked, in the same words. */
    Notice notice(UUID shipment) {
        Parcel parcel = find(shipment).orElseThrow();
        return new Notice(
                shipment,
                parcel.state().code() + "-" + shipment,
                parcel.state(),
                parcel.changedAt(),
                note(parcel.state()),
                parcel.state() == State.DELIVERED
                        ? new Receiver(
                                parcel.firm() ? Relation.MAIL_ROOM : Relation.HOLDER, parcel.receiver(), Proof.COURIER)
                        : null);
    }

    private static String note(State state) {
        return switch (state) {
            case ORDERED, BOOKED -> "已下单，等待揽收";
            case PICKED_UP -> "已在政务服务中心揽收";
            case IN_TRANSIT -> "已到达安澜市投递部，正在派送";
            case DELIVERED -> "已签收";
            case RETURNED -> "收件人已搬迁，退回寄件人";
            case RECALLED -> "寄件人撤回";
        };
    }

    private Optional<Parcel> find(UUID shipment) {
        return jdbc.sql("""
                        select shipment_id, good, firm, receiver_sealed, state, changed_at
                          from delivery.simulated_parcel
                         where region_code = :region and shipment_id = :shipment
                        """)
                .param("region", region)
                .param("shipment", shipment)
                .query((row, _) -> new Parcel(
                        row.getObject("shipment_id", UUID.class),
                        row.getBoolean("good"),
                        row.getBoolean("firm"),
                        cipher.open(RECEIVER, region, shipment.toString(), Sealed.of(row.getBytes("receiver_sealed"))),
                        State.of(row.getString("state")),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Vans drive while somebody looks on: what is due moves on, and what was not heard is said again. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "${yimen.delivery.every:PT5S}")
    void drive() {
        try {
            Instant due = time.instant().minus(pace);
            for (UUID shipment : due(due)) {
                var _ = advance(shipment);
            }
            for (UUID shipment : untold()) {
                if (tell(notice(shipment)) == 200) {
                    told(shipment);
                }
            }
        } catch (RuntimeException failure) {
            log.warn("The vans stand still; the next turn tries again", failure);
        }
    }

    private List<UUID> due(Instant before) {
        return jdbc.sql("""
                        select shipment_id
                          from delivery.simulated_parcel
                         where region_code = :region and changed_at <= :before and told
                           and state not in ('delivered', 'returned', 'recalled')
                         order by changed_at
                         limit :limit
                        """)
                .param("region", region)
                .param("before", utc(before))
                .param("limit", AT_ONCE)
                .query((row, _) -> row.getObject("shipment_id", UUID.class))
                .list();
    }

    private List<UUID> untold() {
        return jdbc.sql("""
                        select shipment_id
                          from delivery.simulated_parcel
                         where region_code = :region and not told
                         order by changed_at
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", AT_ONCE)
                .query((row, _) -> row.getObject("shipment_id", UUID.class))
                .list();
    }

    /** It was heard. */
    void told(UUID shipment) {
        jdbc.sql("""
                        update delivery.simulated_parcel
                           set told = true
                         where region_code = :region and shipment_id = :shipment
                        """).param("region", region).param("shipment", shipment).update();
    }

    /** Tells Yimen over the wire; the status of its answer, or 0 where nobody answered. */
    int tell(Notice notice) {
        return send(signed(notice));
    }

    int send(SignedCall call) {
        return caller.send(call);
    }
}
