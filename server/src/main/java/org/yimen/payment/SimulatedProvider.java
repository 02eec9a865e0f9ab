package org.yimen.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
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
import org.springframework.stereotype.Component;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sm3;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;

/**
 * 演示收款方: a payment firm of the invented city. It moves no money, keeps books of its own and tells Yimen over HTTP, signed
 * with HMAC-SM3, exactly as a real one would: also late, twice, or not at all.
 */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class SimulatedProvider implements PaymentProvider {

    static final String CODE = "simulated";

    private static final Logger log = LoggerFactory.getLogger(SimulatedProvider.class);
    private static final Json JSON = Json.of();

    /** A notice that is older is somebody's copy. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** What the shared secret is derived from; it lies nowhere. */
    private static final String SECRET = "payment.simulated_payment.notice";

    private static final int LONGEST_BODY = 2000;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final InstantSource time;
    private final Environment environment;
    private final String region;
    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private volatile boolean down;

    SimulatedProvider(
            JdbcClient jdbc,
            ColumnCipher cipher,
            InstantSource time,
            Environment environment,
            @Value("${yimen.region:629901}") String region,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.time = time;
        this.environment = environment;
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
    public Notice read(Signed signed) {
        Instant at;
        try {
            at = Instant.ofEpochSecond(Long.parseLong(signed.timestamp()));
        } catch (NumberFormatException | java.time.DateTimeException wrong) {
            throw new NotGenuine("no timestamp");
        }
        if (signed.body().length() > LONGEST_BODY
                || Duration.between(at, time.instant()).abs().compareTo(FRESH) > 0) {
            throw new NotGenuine("too old or too long");
        }
        byte[] given = signed.signature().getBytes(UTF_8);
        boolean ours = cipher.indexes(SECRET, "notice").stream()
                .anyMatch(key -> MessageDigest.isEqual(
                        sign(key, signed.timestamp(), signed.body()).getBytes(UTF_8), given));
        if (!ours) {
            throw new NotGenuine("another signature");
        }
        try {
            Told told = JSON.read(signed.body(), Told.class);
            return new Notice(
                    UUID.fromString(told.checkout()), told.reference(), told.fen(), Instant.parse(told.paidAt()));
        } catch (RuntimeException unreadable) {
            throw new NotGenuine("not a notice: " + unreadable.getMessage());
        }
    }

    /** A notice as this provider sends it now. */
    Signed signed(Notice notice) {
        String body = JSON.write(new Told(
                notice.checkout().toString(),
                notice.reference(),
                notice.fen(),
                notice.paidAt().toString()));
        String timestamp = Long.toString(time.instant().getEpochSecond());
        return new Signed(body, timestamp, sign(cipher.index(SECRET, "notice"), timestamp, body));
    }

    private static String sign(byte[] key, String timestamp, String body) {
        return HexFormat.of()
                .formatHex(Sm3.hmac(key, timestamp.getBytes(UTF_8), "\n".getBytes(UTF_8), body.getBytes(UTF_8)));
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
        Signed signed = signed(notice);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + environment.getProperty("local.server.port") + NoticesController.ADDRESS + "/" + CODE))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header(NoticesController.TIMESTAMP, signed.timestamp())
                .header(NoticesController.SIGNATURE, signed.signature())
                .POST(HttpRequest.BodyPublishers.ofString(signed.body()))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException lost) {
            log.warn("A notice was lost: {}", lost.getMessage());
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
