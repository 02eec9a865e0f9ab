package org.yimen.application.web;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.yimen.application.Dossier;
import org.yimen.application.Uploads;
import org.yimen.application.Uploads.Progress;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.web.Words;

/** Uploads in pieces, as the page's script asks for them; the form without it sends the whole file at once. */
@Component
public class UploadFlow {

    private final Uploads uploads;

    UploadFlow(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * Where to go on.
     *
     * @param piece the most bytes of the next piece
     * @param refused why it is not taken in, as the page says it; null while all is well
     */
    public record Answer(
            @Nullable UUID id,
            long received,
            int piece,
            boolean done,
            @Nullable String refused) {}

    public ResponseEntity<Answer> begin(Dossier draft, String material, Uploads.Announced announced, Locale locale) {
        try {
            return ResponseEntity.ok(answer(uploads.begin(draft, material, announced)));
        } catch (CaseRuleBroken refusal) {
            return refused(refusal, locale);
        }
    }

    /** 404 where it was given up meanwhile: the script begins anew. */
    public ResponseEntity<Answer> piece(Dossier draft, UUID upload, long from, byte[] bytes, Locale locale) {
        try {
            return uploads.piece(draft, upload, from, bytes)
                    .map(progress -> ResponseEntity.ok(answer(progress)))
                    .orElseGet(() -> ResponseEntity.notFound().build());
        } catch (CaseRuleBroken refusal) {
            return refused(refusal, locale);
        }
    }

    private static Answer answer(Progress progress) {
        return new Answer(progress.id(), progress.received(), Uploads.PIECE, progress.done(), null);
    }

    private static ResponseEntity<Answer> refused(CaseRuleBroken refusal, Locale locale) {
        String why = Words.of(locale).say(refusal.code(), refusal.arguments().toArray());
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .body(new Answer(null, 0, Uploads.PIECE, false, why));
    }
}
