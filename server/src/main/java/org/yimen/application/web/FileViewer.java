package org.yimen.application.web;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.yimen.application.Dossier.Filed;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.platform.web.SentFile;

/** Shows a material in the browser of whoever may see it; who that is, whoever mounts it has checked. */
@Component
public class FileViewer {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FRAMED = "default-src 'none'; frame-ancestors 'self'";
    private static final String FRAMED_SHEET = FRAMED + "; object-src 'self'; style-src 'unsafe-inline'";

    private final BlobStore blobs;

    FileViewer(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** How a browser can show a file. */
    public enum Look {
        PICTURE,
        SHEET,
        /** No browser reads it: it is downloaded. */
        NONE
    }

    public static Look look(Filed filed) {
        return look(filed.mediaType());
    }

    private static Look look(String mediaType) {
        return switch (mediaType) {
            case "image/png", "image/jpeg" -> Look.PICTURE;
            case "application/pdf" -> Look.SHEET;
            default -> Look.NONE;
        };
    }

    /** Lets the page frame a file of this site, and nothing else. */
    public static void framing(HttpServletResponse response) {
        response.setHeader(POLICY, response.getHeader(POLICY) + "; frame-src 'self'");
    }

    /**
     * The file itself. It was looked into when it came in; here it gets no rights besides: no script, no form, no frame but
     * ours, and no type but its own. A sandbox would be stricter still, but browsers refuse to show a PDF in one.
     * Where a policy names frame-ancestors, browsers do not read X-Frame-Options.
     */
    public ResponseEntity<byte[]> bytes(Filed filed, HttpServletResponse response) {
        return bytes(filed.name(), filed.mediaType(), filed.blob(), response);
    }

    /** The same, of a file that is not of a dossier. */
    public ResponseEntity<byte[]> bytes(String name, String mediaType, String blob, HttpServletResponse response) {
        Look look = look(mediaType);
        response.setHeader(POLICY, look == Look.SHEET ? FRAMED_SHEET : FRAMED + "; sandbox");
        var disposition = (look == Look.NONE ? ContentDisposition.attachment() : ContentDisposition.inline())
                .filename(name, StandardCharsets.UTF_8)
                .build();
        return blobs.read(new BlobId(blob))
                .map(content -> SentFile.of(content, MediaType.parseMediaType(mediaType), disposition))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /** A PDF of ours, for a frame of this site; nothing of it stays in the browser. */
    public static ResponseEntity<byte[]> sheet(byte[] pdf, HttpServletResponse response) {
        response.setHeader(POLICY, FRAMED_SHEET);
        return SentFile.of(pdf, MediaType.APPLICATION_PDF, SentFile.inline());
    }
}
