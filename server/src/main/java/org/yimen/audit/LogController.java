package org.yimen.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.audit.Tiles.Asked;
import org.yimen.crypto.Sm3;

/** The log for anybody: heads and tiles, which hold hashes and nothing else. The entries are for the audit administrator. */
@Controller
class LogController {

    private final TransparencyLog log;
    private final LogTables tables;

    LogController(TransparencyLog log, LogTables tables) {
        this.log = log;
        this.tables = tables;
    }

    @GetMapping("/log/checkpoint")
    ResponseEntity<String> checkpoint() {
        return text(log.checkpoint().orElseThrow(LogController::notFound));
    }

    @GetMapping("/log/key")
    ResponseEntity<String> key() {
        return text(log.key().orElseThrow(LogController::notFound) + "\n");
    }

    @GetMapping("/log/tile/**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        Asked asked = Tiles.parse(request.getRequestURI().substring("/log/".length()))
                .filter(each -> each.place().level() >= 0)
                .orElseThrow(LogController::notFound);
        byte[] hashes = tables.tile(asked.place(), asked.width()).orElseThrow(LogController::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(Arrays.copyOf(hashes, asked.width() * Sm3.BYTES));
    }

    private static ResponseEntity<String> text(String text) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=utf-8"))
                .cacheControl(CacheControl.noStore())
                .body(text);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
