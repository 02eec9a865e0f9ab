package org.yimen.notify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yimen.identity.PhoneCodes;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;
import org.yimen.platform.web.Site;

/** 短信验证码 through the outbox. Without an SMS gateway nobody is promised a code. */
@Component
class SmsCodes implements PhoneCodes {

    /** As long as a code is good for. */
    static final Duration LASTS = Duration.ofMinutes(10);

    /** As long as it is worth while to tell an old phone that it was replaced. */
    private static final Duration WORTH_TELLING = Duration.ofDays(3);

    private final Outbox outbox;
    private final Relay relay;
    private final Gateways gateways;
    private final ObjectProvider<SimulatedGateway> simulated;
    private final Settings settings;
    private final InstantSource time;
    private final String region;

    SmsCodes(
            Outbox outbox,
            Relay relay,
            Gateways gateways,
            ObjectProvider<SimulatedGateway> simulated,
            Settings settings,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.outbox = outbox;
        this.relay = relay;
        this.gateways = gateways;
        this.simulated = simulated;
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    @Override
    public boolean possible() {
        return gateways.sms() != null;
    }

    @Override
    public void send(String phone, String code) {
        outbox.answer(
                region,
                "code:" + UUID.randomUUID(),
                Way.SMS,
                phone,
                "notify.code",
                List.of(Text.of(code), Text.of(Long.toString(LASTS.toMinutes()))),
                time.instant().plus(LASTS));
        // Somebody waits for it.
        relay.relay();
    }

    @Override
    public void tellReplaced(String phone) {
        outbox.answer(
                region,
                "phone-replaced:" + UUID.randomUUID(),
                Way.SMS,
                phone,
                "notify.phone-replaced",
                List.of(Text.of(settings.text(Site.PHONE))),
                time.instant().plus(WORTH_TELLING));
    }

    @Override
    public Optional<String> readOut(String phone) {
        return Optional.ofNullable(simulated.getIfAvailable()).flatMap(each -> each.code(phone));
    }
}
