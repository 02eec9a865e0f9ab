package org.yimen.notify;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.yimen.identity.ContactCodes;
import org.yimen.identity.ContactCodes.Tried;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;

/** A mail address is used once its owner has typed the code that was sent there. */
@Service
public class MailProof {

    private static final int SHOWN = 2;

    private final ContactCodes codes;
    private final Outbox outbox;
    private final Relay relay;
    private final Preferences preferences;
    private final Gateways gateways;
    private final ObjectProvider<SimulatedGateway> simulated;
    private final Directory directory;
    private final java.time.InstantSource time;

    MailProof(
            ContactCodes codes,
            Outbox outbox,
            Relay relay,
            Preferences preferences,
            Gateways gateways,
            ObjectProvider<SimulatedGateway> simulated,
            Directory directory,
            java.time.InstantSource time) {
        this.codes = codes;
        this.outbox = outbox;
        this.relay = relay;
        this.preferences = preferences;
        this.gateways = gateways;
        this.simulated = simulated;
        this.directory = directory;
        this.time = time;
    }

    /** False where no mail goes out. */
    public boolean possible() {
        return gateways.mail() != null;
    }

    /** Sends a code to the address; empty where there were too many. */
    public Optional<UUID> ask(UUID person, String address, String from) {
        return codes.ask(account(person), address, from, (to, code) -> {
            outbox.answer(
                    directory.region(),
                    "code:" + UUID.randomUUID(),
                    Way.MAIL,
                    to,
                    "notify.code",
                    List.of(Text.of(code), Text.of(Long.toString(SmsCodes.LASTS.toMinutes()))),
                    time.instant().plus(SmsCodes.LASTS));
            relay.relay();
        });
    }

    public Tried finish(UUID person, UUID request, String code) {
        Tried tried = codes.attempt(request, account(person), code);
        if (tried instanceof Tried.Proven(String address)) {
            Preference now = preferences.of(directory.region(), person);
            preferences.set(
                    directory.region(),
                    person,
                    new Preference(now.sms(), true, address, true, now.quietFrom(), now.quietUntil(), now.english()));
        }
        return tried;
    }

    /** The address to which the code of this request went, masked. */
    public Optional<String> asked(UUID person, UUID request) {
        return codes.target(request, account(person)).map(MailProof::masked);
    }

    public Optional<String> readOut(UUID person, UUID request) {
        return codes.target(request, account(person))
                .flatMap(address ->
                        Optional.ofNullable(simulated.getIfAvailable()).flatMap(gateway -> gateway.code(address)));
    }

    /** {@code wh***@example.org}. */
    static String masked(String address) {
        int at = address.indexOf('@');
        return address.substring(0, Math.min(SHOWN, Math.max(at - 1, 0))) + "***" + address.substring(Math.max(at, 0));
    }

    private static String account(UUID person) {
        return "mail:" + person;
    }
}
