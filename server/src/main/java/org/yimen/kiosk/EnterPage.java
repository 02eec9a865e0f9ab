package org.yimen.kiosk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.CardReader;

/**
 * 放身份证或出示到场码.
 *
 * @param reads true where there is a card reader; {@code samples} are the cards of a simulated one
 * @param next where to go afterwards
 * @param cardError and {@code codeError} keys, or null
 */
public record EnterPage(
        boolean reads,
        List<CardReader.Sample> samples,
        String next,
        @Nullable String cardError,
        @Nullable String codeError) {
    public EnterPage {
        samples = List.copyOf(samples);
    }
}
