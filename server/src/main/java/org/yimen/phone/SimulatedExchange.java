package org.yimen.phone;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.yimen.crypto.CallSigner;
import org.yimen.crypto.ColumnCipher;
import org.yimen.platform.Json;
import org.yimen.platform.web.SignedCall;
import org.yimen.platform.web.SimulatedCaller;

/**
 * 模拟交换机: the lines of an invented city. Nothing rings anywhere; it tells Yimen over HTTP, signed with HMAC-SM3, as a real
 * one would, that somebody calls. There only where {@code yimen.demo=true}.
 */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
public class SimulatedExchange implements Telephony {

    /** Numbers of people of the demo, and one that withholds itself. */
    public static final List<String> NUMBERS = List.of("15400000001", "15400000099", "");

    static final String CODE = "simulated";

    private static final Logger log = LoggerFactory.getLogger(SimulatedExchange.class);
    private static final Json JSON = Json.of();
    private static final String SECRET = "phone.simulated.notice";
    private static final Pattern NUMBER = Pattern.compile("[0-9+-]{0,20}");
    private static final int LONGEST_REFERENCE = 100;
    private static final int HEARD = 200;

    private final CallSigner signer;
    private final SimulatedCaller caller;
    private final InstantSource time;

    SimulatedExchange(ColumnCipher cipher, InstantSource time, Environment environment) {
        this.signer = new CallSigner(cipher, time, SECRET);
        this.time = time;
        this.caller = new SimulatedCaller(
                environment,
                TelephonyController.ADDRESS + "/" + CODE,
                TelephonyController.TIMESTAMP,
                TelephonyController.SIGNATURE);
    }

    /** The body of a notice. */
    record Told(String reference, String kind, String number, String at) {}

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public Notice read(SignedCall call) {
        signer.verify(call);
        try {
            Told told = JSON.read(call.body(), Told.class);
            if (told.reference().isBlank()
                    || told.reference().length() > LONGEST_REFERENCE
                    || !NUMBER.matcher(told.number()).matches()) {
                throw new SignedCall.NotGenuine("not a line");
            }
            return new Notice(told.reference(), Kind.valueOf(told.kind()), told.number(), Instant.parse(told.at()));
        } catch (RuntimeException unreadable) {
            throw new SignedCall.NotGenuine("not a notice: " + unreadable.getMessage());
        }
    }

    /** A notice as this exchange sends it. */
    SignedCall signed(Notice notice) {
        return signer.sign(JSON.write(new Told(
                notice.reference(),
                notice.kind().name(),
                notice.number(),
                notice.at().toString())));
    }

    /** Somebody calls, from this number. */
    public void ring(String number) {
        int status = send(signed(new Notice(UUID.randomUUID().toString(), Kind.RANG, number, time.instant())));
        if (status != HEARD) {
            log.warn("A simulated call was not heard: {}", status);
        }
    }

    /** The status of the answer, or 0 where nobody answered. */
    int send(SignedCall call) {
        return caller.send(call);
    }

    @Override
    public void answer(String reference, UUID staff) {
        log.debug("Line {} is put through", reference);
    }

    @Override
    public void dial(String reference, String number, UUID staff) {
        log.debug("Line {} is called back", reference);
    }

    @Override
    public void transfer(String reference, String number) {
        log.debug("Line {} goes on to {}", reference, number);
    }

    @Override
    public void hangUp(String reference) {
        log.debug("Line {} has ended", reference);
    }
}
