package org.yimen.operations;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.KeyStore.Purpose;

/** Whether the keys open what they seal. */
@Component("keys")
class KeyHealth extends AbstractHealthIndicator {

    private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

    private final KeyStore keys;

    KeyHealth(KeyStore keys) {
        this.keys = keys;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (Purpose purpose : new Purpose[] {Purpose.COLUMN, Purpose.FILE}) {
            KeyId key = keys.current(purpose);
            if (keys.open(key, keys.seal(key, PROBE, PROBE), PROBE).isEmpty()) {
                builder.down();
            }
            builder.withDetail(key.value(), keys.keys(purpose).size() - 1 + " older");
        }
    }
}
