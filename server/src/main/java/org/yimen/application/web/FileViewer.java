package org.yimen.application.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.OfdPicture;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.document.KeptFile;
import org.yimen.platform.web.SentFile;

/** Shows a material in the browser of whoever may see it; who that is, whoever mounts it has checked. */
@Component
public class FileViewer {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FRAMED = "default-src 'none'; frame-ancestors 'self'";
    private static final String FRAMED_SHEET = FRAMED + "; object-src 'self'; style-src 'unsafe-inline'";

    public static final String AS_PICTURE = "picture";

    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

    /** Each may take some seconds of a processor and some ten megabytes. */
    private static final int AT_ONCE = 1;

    private static final Logger log = LoggerFactory.getLogger(FileViewer.class);

    private final Semaphore drawing = new Semaphore(AT_ONCE);
    private final BlobStore blobs;

    FileViewer(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** How a browser can show a file. */
    public enum Look {
        PICTURE,
        SHEET,
        /** A format that no browser reads, drawn here. */
        DRAWN,
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
            case "application/ofd" -> Look.DRAWN;
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

    public ResponseEntity<byte[]> bytes(KeptFile kept, HttpServletResponse response) {
        return bytes(kept.name(), kept.mediaType(), kept.blob().value(), response);
    }

    /** What {@link #bytes} gives, or a picture of it where the page asks for one by {@link #AS_PICTURE}. */
    public ResponseEntity<byte[]> bytes(Filed filed, String as, HttpServletResponse response) {
        return as.equals(AS_PICTURE) && look(filed) == Look.DRAWN ? picture(filed, response) : bytes(filed, response);
    }

    /** One that cannot be drawn is none: the page says what to do then. */
    private ResponseEntity<byte[]> picture(Filed filed, HttpServletResponse response) {
        response.setHeader(POLICY, FRAMED + "; img-src data:; sandbox");
        byte[] ofd = blobs.read(new BlobId(filed.blob())).orElse(null);
        if (ofd == null) {
            return ResponseEntity.notFound().build();
        }
        if (!drawing.tryAcquire()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        try {
            return SentFile.of(OfdPicture.svg(ofd).getBytes(UTF_8), SVG, SentFile.inline());
        } catch (OfdPicture.NotDrawn reason) {
            // Never its message: the file's own words stand in it.
            log.debug("A file of {} bytes is not drawn", ofd.length, reason);
            return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).build();
        } finally {
            drawing.release();
        }
    }

    /** The same, of a file that is not of a dossier. */
    public ResponseEntity<byte[]> bytes(String name, String mediaType, String blob, HttpServletResponse response) {
        Look look = look(mediaType);
        response.setHeader(POLICY, look == Look.SHEET ? FRAMED_SHEET : FRAMED + "; sandbox");
        var disposition = (look == Look.NONE || look == Look.DRAWN
                        ? ContentDisposition.attachment()
                        : ContentDisposition.inline())
                .filename(name, UTF_8)
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
