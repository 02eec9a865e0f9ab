package org.yimen.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * 日志头: what a head of the log says (C2SP tlog-checkpoint), with the moment of signing as an extension line.
 *
 * @param origin which log
 * @param root in hexadecimal
 */
record Checkpoint(String origin, long size, String root, Instant at) {

    private static final String TIME = "time ";

    static Checkpoint of(String origin, long size, byte[] root, Instant at) {
        return new Checkpoint(origin, size, HexFormat.of().formatHex(root), at);
    }

    String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(rootBytes()) + "\n" + TIME + at + "\n";
    }

    byte[] rootBytes() {
        return HexFormat.of().parseHex(root);
    }

    static Optional<Checkpoint> parse(String note) {
        return Note.parse(note).flatMap(Checkpoint::of);
    }

    static Optional<Checkpoint> of(Note note) {
        List<String> lines = note.text().lines().toList();
        if (lines.size() != 4
                || !lines.get(1).matches("0|[1-9]\\d{0,17}")
                || !lines.get(3).startsWith(TIME)) {
            return Optional.empty();
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines.get(2));
            var head = Checkpoint.of(
                    lines.get(0),
                    Long.parseLong(lines.get(1)),
                    root,
                    Instant.parse(lines.get(3).substring(TIME.length())));
            return head.text().equals(note.text()) && root.length == 32 ? Optional.of(head) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
