package org.yimen.payment;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.crypto.CallSigner;
import org.yimen.crypto.ColumnCipher;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;
import org.yimen.platform.web.SignedCall;
import org.yimen.platform.web.SimulatedCaller;

/**
 * 演示收款方: a payment firm of the invented city. It moves no money, keeps books of its own and tells Yimen over HTTP, signed
 * with HMAC-SM3, exactly as a real one would: also late, twice, or not at all.
 */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class SimulatedProvider implements PaymentProvider {

    static final String CODE = "simulated";

    private static final Json JSON = Json.of();

    private static final String SECRET = "payment.simulated_payment.notice";

    private final JdbcClient jdbc;
    private final CallSigner signer;
    private final InstantSource time;
    private final SimulatedCaller caller;
    private final String region;
    private final String address;
    private volatile boolean down;

    SimulatedProvider(
            JdbcClient jdbc,
            ColumnCipher cipher,
            InstantSource time,
            Environment environment,
            @Value("${yimen.region:629901}") String region,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.jdbc = jdbc;
        this.signer = new CallSigner(cipher, time, SECRET);
        this.time = time;
        this.caller = new SimulatedCaller(
                environment,
                NoticesController.ADDRESS + "/" + CODE,
                NoticesController.TIMESTAMP,
                NoticesController.SIGNATURE);
        this.region = region;
        this.address = address;
    }

    /** The body of a notice. */
    record Told(String checkout, String reference, long fen, String paidAt) {}

    /** What the provider's books say of a request. */
    record Booked(
            UUID checkout,
            long fen,
            String what,
            String returnTo,
            Instant expiresAt,
            @Nullable Long paid,
            @Nullable Instant paidAt,
            @Nullable String reference) {
        String yuan() {
            return Fen.yuan(fen);
        }
    }

    /** Nobody answers, until it is plugged in again. */
    void unplug(boolean out) {
        down = out;
    }

    private void answer() {
        if (down) {
            throw new ProviderDown("the simulated provider is unplugged");
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
    public Place open(Request request) {
        answer();
        jdbc.sql("""
                        insert into payment.simulated_payment
                               (region_code, checkout_id, fen, what, return_to, expires_at)
                        values (:region, :checkout, :fen, :what, :returnTo, :expires)
                        on conflict (region_code, checkout_id) do nothing
                        """)
                .param("region", region)
                .param("checkout", request.checkout())
                .param("fen", request.fen())
                .param("what", request.what())
                .param("returnTo", request.returnTo())
                .param("expires", FeeOrders.utc(request.expiresAt()))
                .update();
        return new Place(address + "/demo-pay/" + request.checkout());
    }

    @Override
    public Outcome ask(UUID checkout) {
        answer();
        Optional<Booked> booked = find(checkout);
        if (booked.isEmpty()) {
            return new Outcome.Closed();
        }
        return notice(booked.get())
                .<Outcome>map(Outcome.Paid::new)
                .orElseGet(() -> time.instant().isBefore(booked.get().expiresAt())
                        ? new Outcome.Waiting()
                        : new Outcome.Closed());
    }

    @Override
    public String refund(UUID refund, String reference, long fen) {
        answer();
        jdbc.sql("""
                        insert into payment.simulated_refund (region_code, refund_id, reference, fen, made_at)
                        values (:region, :refund, :reference, :fen, :at)
                        on conflict (region_code, refund_id) do nothing
                        """)
                .param("region", region)
                .param("refund", refund)
                .param("reference", refundReference(refund))
                .param("fen", fen)
                .param("at", FeeOrders.utc(time.instant().truncatedTo(ChronoUnit.MICROS)))
                .update();
        return refundReference(refund);
    }

    private static String refundReference(UUID refund) {
        return "SR-" + refund;
    }

    @Override
    public List<Line> statement(LocalDate day) {
        answer();
        return jdbc.sql("""
                        select reference, checkout_id, paid_fen as fen
                          from payment.simulated_payment
                         where region_code = :region and paid_at >= :from and paid_at < :until
                         union all
                        select reference, null, -fen
                          from payment.simulated_refund
                         where region_code = :region and made_at >= :from and made_at < :until
                        """)
                .param("region", region)
                .param("from", FeeOrders.utc(CityTime.startOf(day)))
                .param("until", FeeOrders.utc(CityTime.startOf(day.plusDays(1))))
                .query((row, _) -> new Line(
                        row.getString("reference"), row.getObject("checkout_id", UUID.class), row.getLong("fen")))
                .list();
    }

    @Override
    public Notice read(SignedCall call) {
        signer.verify(call);
        try {
            Told told = JSON.read(call.body(), Told.class);
            return new Notice(
                    UUID.fromString(told.checkout()), told.reference(), told.fen(), Instant.parse(told.paidAt()));
        } catch (RuntimeException unreadable) {
            throw new SignedCall.NotGenuine("not a notice: " + unreadable.getMessage());
        }
    }

    /** A notice as this provider sends it now. */
    SignedCall signed(Notice notice) {
        String body = JSON.write(new Told(
                notice.checkout().toString(),
                notice.reference(),
                notice.fen(),
                notice.paidAt().toString()));
        return signer.sign(body);
    }

    Optional<Booked> find(UUID checkout) {
        return jdbc.sql("""
                        select checkout_id, fen, what, return_to, expires_at, paid_fen, paid_at, reference
                          from payment.simulated_payment
                         where region_code = :region and checkout_id = :checkout
                        """)
                .param("region", region)
                .param("checkout", checkout)
                .query((row, _) -> new Booked(
                        row.getObject("checkout_id", UUID.class),
                        row.getLong("fen"),
                        row.getString("what"),
                        row.getString("return_to"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getObject("paid_fen", Long.class),
                        FeeOrders.moment(row, "paid_at"),
                        row.getString("reference")))
                .optional();
    }

    /**
     * Somebody pays; the second time nothing moves.
     *
     * @param fen what he pays, which is what was asked for unless somebody tries what happens otherwise
     */
    Notice pay(UUID checkout, long fen) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("""
                        update payment.simulated_payment
                           set paid_fen = :fen, paid_at = :at, reference = :reference
                         where region_code = :region and checkout_id = :checkout and paid_at is null
                        """)
                .param("fen", fen)
                .param("at", FeeOrders.utc(now))
                .param("reference", "SP-" + checkout)
                .param("region", region)
                .param("checkout", checkout)
                .update();
        return find(checkout).flatMap(SimulatedProvider::notice).orElseThrow();
    }

    private static Optional<Notice> notice(Booked booked) {
        Long paid = booked.paid();
        Instant at = booked.paidAt();
        String reference = booked.reference();
        return paid == null || at == null || reference == null
                ? Optional.empty()
                : Optional.of(new Notice(booked.checkout(), reference, paid, at));
    }

    /** Tells Yimen over the wire; the status of its answer, or 0 where nobody answered. */
    int tell(Notice notice) {
        return caller.send(signed(notice));
    }
}
