package org.yimen.platform.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** How a file leaves: as what it is, by nobody kept on the way, and without a right in the browser. */
public final class SentFile {

    /** It may load nothing and run nothing, and counts as of no site. */
    private static final String SHUT_IN = "default-src 'none'; sandbox";

    private SentFile() {}

    /** Shown in the browser. */
    public static ResponseEntity<byte[]> shown(byte[] content, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, inline().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", SHUT_IN)
                .body(content);
    }

    public static ResponseEntity<byte[]> shownPdf(byte[] pdf) {
        return shown(pdf, MediaType.APPLICATION_PDF);
    }

    /** To be kept by who asked for it, under this name. */
    public static ResponseEntity<byte[]> saved(byte[] content, MediaType type, String name) {
        return of(
                content,
                type,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build());
    }

    public static ResponseEntity<byte[]> savedPdf(byte[] pdf, String name) {
        return saved(pdf, MediaType.APPLICATION_PDF, name + ".pdf");
    }

    public static ContentDisposition inline() {
        return ContentDisposition.inline().build();
    }

    /** Where the page that frames it has said what it may do. */
    public static ResponseEntity<byte[]> of(byte[] content, MediaType type, ContentDisposition disposition) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(content);
    }
}
