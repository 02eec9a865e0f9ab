package org.yimen.kiosk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.CardReader;

/** 查进度, without proving who one is. */
public final class ProgressPages {

    private ProgressPages() {}

    /** @param error key of why nothing was found, or null */
    public record AskPage(String number, @Nullable String error, boolean failed) {}

    /**
     * What was found, and how its applicant goes on with it here.
     *
     * @param refusal key of why the card that was laid is not the right one, or null
     */
    public record FoundPage(
            KioskCase shown,
            String token,
            boolean reads,
            List<CardReader.Sample> samples,
            @Nullable String refusal) {
        public FoundPage {
            samples = List.copyOf(samples);
        }
    }
}
