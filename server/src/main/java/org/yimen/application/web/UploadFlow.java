package org.yimen.application.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Dossier;
import org.yimen.application.Uploads;
import org.yimen.application.Uploads.Progress;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.web.Words;

/** Uploads in pieces, as the page's script asks for them; the form without it sends the whole file at once. */
@Component
public class UploadFlow {

    private final Uploads uploads;
    private final ApplicationDesk desk;

    UploadFlow(Uploads uploads, ApplicationDesk desk) {
        this.uploads = uploads;
        this.desk = desk;
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

    /** What the script is about to send. */
    public record Announced(
            @Nullable String name,
            @Nullable Long size,
            @Nullable String mark) {

        public Uploads.Announced file() {
            return new Uploads.Announced(
                    Objects.requireNonNullElse(name, ""),
                    Objects.requireNonNullElse(size, 0L),
                    Objects.requireNonNullElse(mark, ""));
        }
    }

    public ResponseEntity<Answer> begin(Dossier draft, String material, Uploads.Announced announced, Locale locale) {
        try {
            return ResponseEntity.ok(answer(uploads.begin(draft, material, announced)));
        } catch (CaseRuleBroken refusal) {
            return refused(refusal, locale);
        }
    }

    /** The same for a material that a case waits for: what came stays until the form that follows hands it in. */
    public ResponseEntity<Answer> beginAwaited(CaseId id, String material, Uploads.Announced announced, Locale locale) {
        try {
            desk.requireAwaited(id, material);
            return ResponseEntity.ok(answer(uploads.beginAwaited(desk.dossier(id), material, announced)));
        } catch (CaseRuleBroken refusal) {
            return refused(refusal, locale);
        }
    }

    public ResponseEntity<Answer> pieceAwaited(CaseId id, UUID upload, long from, byte[] bytes, Locale locale) {
        return piece(desk.dossier(id), upload, from, bytes, locale);
    }

    /** What a form hands in: the file itself, or the upload that it names and that is whole. */
    public Uploads.Whole sent(CaseId id, String material, MultipartFile file, @Nullable UUID upload)
            throws IOException {
        return upload == null || !file.isEmpty()
                ? new Uploads.Whole(Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getBytes())
                : uploads.whole(desk.dossier(id), material, upload)
                        .orElseThrow(() -> new CaseRuleBroken("application.file.missing"));
    }

    /** The form was answered: its upload goes, whether it was taken in or refused. */
    public void over(CaseId id, @Nullable UUID upload) {
        if (upload != null) {
            uploads.forget(desk.dossier(id), upload);
        }
    }

    /** Beside the page of a case that asks for a material. */
    static String beside(String page, String material) {
        return page.substring(0, page.lastIndexOf('/')) + "/uploads/" + material;
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
