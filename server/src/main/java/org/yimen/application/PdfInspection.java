package org.yimen.application;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.yimen.casework.CaseRuleBroken;

/**
 * A PDF that shows pages and does nothing else: no scripts, no launching of programs, no files within, no password. Names
 * are looked for everywhere, also spelt with {@code #xx} and within packed objects, rather than as some reader would
 * parse them: two readers differ, and one of them is the clerk's.
 */
final class PdfInspection {

    private static final Set<String> ACTS =
            Set.of("JavaScript", "Launch", "ImportData", "GoToE", "RichMedia", "EmbeddedFile", "EmbeddedFiles");
    private static final String LOCK = "Encrypt";
    private static final String PACKED = "ObjStm";
    private static final byte[] END = "%%EOF".getBytes(StandardCharsets.US_ASCII);

    /** Readers look for the mark of the end that far. */
    private static final int TAIL = 1024;

    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_NAME = 5;
    /** What describes a packed stream stands right before it. */
    private static final int DICTIONARY = 4096;

    private static final int MOST_UNPACKED = 32 * 1024 * 1024;
    private static final int MOST_STREAMS = 50_000;
    private static final int PIECE = 16 * 1024;

    private PdfInspection() {}

    static void pass(byte[] bytes) {
        requireEnd(bytes);
        refuseActs(bytes, bytes.length);
        int room = MOST_UNPACKED;
        int streams = 0;
        String text = Bytes.text(bytes, 0, bytes.length);
        for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 1)) {
            if (at >= 3 && text.startsWith("end", at - 3)) {
                continue;
            }
            if (++streams > MOST_STREAMS) {
                throw new CaseRuleBroken("application.file.swells");
            }
            List<String> names = described(bytes, at);
            if (names.contains(PACKED)) {
                room -= refuseWithin(bytes, content(text, at + 6), names, room);
            }
        }
    }

    /** The names right before a stream; what belongs to the stream before is not taken for its description. */
    private static List<String> described(byte[] bytes, int at) {
        int from = Math.max(0, at - DICTIONARY);
        int before = Bytes.text(bytes, from, at).lastIndexOf("endstream");
        return names(bytes, from + Math.max(0, before), at);
    }

    private static void requireEnd(byte[] bytes) {
        for (int at = bytes.length - END.length; at >= Math.max(0, bytes.length - TAIL); at--) {
            if (Bytes.isAt(bytes, at, END)) {
                return;
            }
        }
        throw broken();
    }

    private static CaseRuleBroken broken() {
        return new CaseRuleBroken("application.file.broken");
    }

    private static int content(String text, int at) {
        int from = text.startsWith("\r", at) ? at + 1 : at;
        return text.startsWith("\n", from) ? from + 1 : from;
    }

    /** How much there was. */
    private static int refuseWithin(byte[] bytes, int from, List<String> names, int room) {
        boolean plain = names.stream().noneMatch(name -> name.endsWith("Decode"));
        if (plain) {
            return 0;
        }
        // A chain of packings hides what one unpacking would show; nobody who writes papers needs it.
        if (names.stream().anyMatch(name -> name.endsWith("Decode") && !name.equals("FlateDecode"))
                || names.stream().filter("FlateDecode"::equals).count() > 1) {
            throw new CaseRuleBroken("application.file.active");
        }
        var unpacked = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            for (int more = inflater.inflate(piece); more > 0; more = inflater.inflate(piece)) {
                unpacked.write(piece, 0, more);
                if (unpacked.size() > room) {
                    throw new CaseRuleBroken("application.file.swells");
                }
            }
            if (!inflater.finished()) {
                throw broken();
            }
            refuseActs(unpacked.toByteArray(), unpacked.size());
            return unpacked.size();
        } catch (DataFormatException damaged) {
            throw broken();
        } finally {
            inflater.end();
        }
    }

    private static void refuseActs(byte[] bytes, int length) {
        for (String name : names(bytes, 0, length)) {
            if (ACTS.contains(name)) {
                throw new CaseRuleBroken("application.file.active");
            }
            if (name.equals(LOCK)) {
                throw new CaseRuleBroken("application.file.locked");
            }
        }
    }

    /** All names of ordinary letters between two places, as they are spelt out. */
    private static List<String> names(byte[] bytes, int from, int until) {
        var names = new ArrayList<String>();
        for (int at = from; at < until; at++) {
            if (bytes[at] != '/') {
                continue;
            }
            var name = new StringBuilder();
            int next = at + 1;
            while (next < until && name.length() < LONGEST_NAME) {
                int letter = letter(bytes, next, until);
                if (letter < 0) {
                    break;
                }
                next += bytes[next] == '#' ? 3 : 1;
                name.append((char) letter);
            }
            if (name.length() >= SHORTEST_NAME) {
                names.add(name.toString());
            }
            at = next - 1;
        }
        return names;
    }

    /** The letter or digit there, spelt or written; -1 where the name is over. */
    private static int letter(byte[] bytes, int at, int until) {
        int found = bytes[at];
        if (found == '#' && at + 2 < until) {
            int high = Character.digit(bytes[at + 1], 16);
            int low = Character.digit(bytes[at + 2], 16);
            found = high < 0 || low < 0 ? -1 : high << 4 | low;
        }
        boolean ordinary =
                (found >= 'a' && found <= 'z') || (found >= 'A' && found <= 'Z') || (found >= '0' && found <= '9');
        return ordinary ? found : -1;
    }
}
