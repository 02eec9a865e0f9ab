package org.yimen.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.crypto.Sm3;
import org.yimen.identity.Machine;

/** What each machine meant by the keys of its requests, where the request itself leaves no case event that keeps it. */
@Service
public class RequestKeys {

    private final JdbcClient jdbc;
    private final InstantSource time;

    RequestKeys(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Binds the key to this request, the first time; afterwards only the same request may use it.
     *
     * @param request what the machine wants, part by part
     * @throws ExchangeRuleBroken if the machine meant something else by the key before
     */
    @Transactional
    public void bind(Machine machine, String key, List<String> request) {
        String digest = Sm3.hex(String.join("\n", request).getBytes(UTF_8));
        var _ = jdbc.sql("""
                        insert into exchange.request_key (region_code, client_id, key, digest, made_at)
                        values (:region, :client, :key, :digest, :at)
                            on conflict (region_code, client_id, key) do nothing
                        """)
                .param("region", machine.region())
                .param("client", machine.clientId())
                .param("key", key)
                .param("digest", digest)
                .param("at", Timestamp.from(time.instant()))
                .update();
        String bound = jdbc.sql("""
                        select digest
                          from exchange.request_key
                         where region_code = :region and client_id = :client and key = :key
                        """)
                .param("region", machine.region())
                .param("client", machine.clientId())
                .param("key", key)
                .query(String.class)
                .single();
        if (!bound.equals(digest)) {
            throw new ExchangeRuleBroken("casework.key.reused", key);
        }
    }
}
