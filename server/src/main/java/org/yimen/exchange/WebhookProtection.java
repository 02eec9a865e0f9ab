package org.yimen.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.platform.Protection;

/** 回调签名: whether another body, time or secret gives another signature, and whether this machine itself is no destination. */
@Component
class WebhookProtection implements Protection {

    private static final String MOMENT = "1795420800";
    private static final String INWARD = "https://127.0.0.1/";

    private final Destinations destinations;

    WebhookProtection(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public String key() {
        return "exchange.protection.webhooks";
    }

    @Override
    public Reading read() {
        if (!signs()) {
            return Reading.of(State.OFF, key() + ".unsigned");
        }
        return pointsInward()
                ? Reading.of(State.WEAK, key() + ".inward")
                : Reading.of(State.ON, key() + ".on", WebhookRelay.MOST_TRIES);
    }

    private static boolean signs() {
        String secret = UUID.randomUUID().toString();
        byte[] body = "{}".getBytes(UTF_8);
        String signature = WebhookRelay.signature(secret, MOMENT, body);
        return signature.equals(WebhookRelay.signature(secret, MOMENT, body))
                && !signature.equals(WebhookRelay.signature(secret, MOMENT, "{ }".getBytes(UTF_8)))
                && !signature.equals(WebhookRelay.signature(secret, MOMENT + "0", body))
                && !signature.equals(WebhookRelay.signature(secret + "0", MOMENT, body));
    }

    private boolean pointsInward() {
        try {
            var _ = destinations.resolve(INWARD);
            return true;
        } catch (Destinations.NotAllowed _) {
            return false;
        }
    }
}
