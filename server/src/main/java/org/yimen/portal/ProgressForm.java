package org.yimen.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.web.Words;

/**
 * Asking how far a case is.
 *
 * @param numberError and {@code tailError} are message keys; {@code refused}: together they name no case
 * @param again when it may be asked again after too many wrong guesses
 */
public record ProgressForm(
        String number,
        @Nullable String numberError,
        @Nullable String tailError,
        boolean refused,
        @Nullable Instant again) {

    static ProgressForm blank(String number) {
        return new ProgressForm(number, null, null, false, null);
    }

    public boolean failed() {
        return numberError != null || tailError != null || refused;
    }

    public List<ErrorItem> errors(Words words) {
        var errors = new ArrayList<ErrorItem>();
        if (numberError != null) {
            errors.add(ErrorItem.of("number", words.say(numberError)));
        }
        if (tailError != null) {
            errors.add(ErrorItem.of("tail", words.say(tailError)));
        }
        if (refused) {
            errors.add(ErrorItem.of("number", words.say("portal.progress.unknown")));
        }
        return errors;
    }
}
