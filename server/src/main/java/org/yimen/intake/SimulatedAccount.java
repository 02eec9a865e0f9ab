package org.yimen.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.crypto.CallSigner;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.platform.Json;
import org.yimen.platform.web.SignedCall;

/** 模拟公众号: an account of the invented city. What it sends ends in a table; what comes in is signed with HMAC-SM3. */
public final class SimulatedAccount implements SocialAccount {

    static final String TEXT = "intake.simulated_post.text";
    static final String TO = "intake.simulated_post.to";

    private static final Json JSON = Json.of();
    private static final int LONGEST_ID = 64;
    private static final int MOST = 20;

    private final String channel;
    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final CallSigner signer;
    private final InstantSource time;
    private final String region;

    SimulatedAccount(String channel, JdbcClient jdbc, ColumnCipher cipher, InstantSource time, String region) {
        this.channel = channel;
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.signer = new CallSigner(cipher, time, "intake.simulated." + channel);
        this.time = time;
        this.region = region;
    }

    /** As it goes over the wire. */
    record Told(String id, String from, String text, String at) {}

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public Incoming read(SignedCall call) {
        signer.verify(call);
        try {
            Told told = JSON.read(call.body(), Told.class);
            if (!isId(told.id()) || !isId(told.from())) {
                throw new SignedCall.NotGenuine("no id");
            }
            return new Incoming(told.id(), told.from(), told.text(), Instant.parse(told.at()));
        } catch (RuntimeException unreadable) {
            throw new SignedCall.NotGenuine("not a message: " + unreadable.getMessage());
        }
    }

    private static boolean isId(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ID;
    }

    /** A message as this platform sends it now. */
    SignedCall signed(String id, String from, String text) {
        return signer.sign(JSON.write(new Told(id, from, text, time.instant().toString())));
    }

    @Override
    public void send(String id, String to, String text) {
        jdbc.sql("""
                        insert into intake.simulated_post (region_code, id, channel, to_index, text_sealed, at)
                        values (:region, :id, :channel, :to, :text, :at)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", region)
                .param("id", UUID.fromString(id))
                .param("channel", channel)
                .param("to", cipher.index(TO, to))
                .param("text", cipher.seal(TEXT, region, id, text).bytes())
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    /** What has arrived at somebody's, the newest first. */
    List<String> at(String to) {
        return jdbc.sql("""
                        select id, text_sealed
                          from intake.simulated_post
                         where region_code = :region and channel = :channel and to_index = any (:to)
                         order by at desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("channel", channel)
                .param("to", cipher.indexes(TO, to).toArray(byte[][]::new))
                .param("most", MOST)
                .query((row, _) -> cipher.open(
                        TEXT,
                        region,
                        row.getObject("id", UUID.class).toString(),
                        Sealed.of(row.getBytes("text_sealed"))))
                .list();
    }
}
