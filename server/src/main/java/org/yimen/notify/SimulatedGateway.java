package org.yimen.notify;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;

/**
 * 模拟网关: the phones and letter boxes of an invented city. A message ends in a table, once for its id as a provider would
 * have it, and the page of its owner reads it out; the report of its arrival follows at once. There only where
 * {@code yimen.demo=true}; no real message leaves the machine.
 */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
public class SimulatedGateway implements SmsGateway {

    static final String TEXT = "notify.simulated.text";
    static final String ADDRESS = "notify.simulated.address";

    private static final int MOST = 20;
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");

    /** A message as a phone shows it. */
    public record Arrived(Way way, String text, Instant at) {}

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Outbox outbox;
    private final InstantSource time;
    private final String region;

    SimulatedGateway(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Outbox outbox,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.outbox = outbox;
        this.time = time;
        this.region = region;
    }

    @Override
    public void send(String id, String phone, SmsText text) {
        arrive(Way.SMS, id, phone, text.text());
    }

    void arrive(Way way, String id, String address, String text) {
        int dash = id.lastIndexOf('-');
        UUID message = UUID.fromString(id.substring(0, dash));
        jdbc.sql("""
                        insert into notify.simulated (region_code, message_id, round, way, address_index, text_sealed, at)
                        values (:region, :message, :round, :way, :address, :text, :at)
                            on conflict (region_code, message_id, round) do nothing
                        """)
                .param("region", region)
                .param("message", message)
                .param("round", Integer.parseInt(id.substring(dash + 1)))
                .param("way", way.name())
                .param("address", cipher.index(ADDRESS, address))
                .param(
                        "text",
                        cipher.seal(TEXT, region, message.toString(), text).bytes())
                .param("at", Timestamp.from(time.instant()))
                .update();
        var _ = outbox.report(region, id, true, null);
    }

    /** What has arrived at this phone or address, the newest first. */
    public List<Arrived> at(String address) {
        return jdbc.sql("""
                        select message_id, way, text_sealed, at
                          from notify.simulated
                         where region_code = :region and address_index = any(:address)
                         order by at desc, message_id desc
                         limit :most
                        """)
                .param("region", region)
                .param("address", cipher.indexes(ADDRESS, address).toArray(byte[][]::new))
                .param("most", MOST)
                .query((row, _) -> new Arrived(
                        Way.valueOf(row.getString("way")),
                        cipher.open(
                                TEXT,
                                region,
                                row.getObject("message_id", UUID.class).toString(),
                                Sealed.of(row.getBytes("text_sealed"))),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** The newest code that has arrived there. */
    Optional<String> code(String address) {
        return at(address).stream()
                .flatMap(arrived -> CODE.matcher(arrived.text()).results().map(found -> found.group()))
                .findFirst();
    }
}
