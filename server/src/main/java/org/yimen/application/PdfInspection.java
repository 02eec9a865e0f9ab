package org.yimen.application;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.yimen.casework.CaseRuleBroken;

/**
 * A PDF that shows pages and does nothing else: no scripts, no launching of programs, no files within, no password. Names
 * are looked for everywhere, also spelt with {@code #xx} and within packed objects, rather than as some reader would
 * parse them: two readers differ, and one of them is the clerk's. Packed objects that are described in any but the plain
 * way are refused.
 */
final class PdfInspection {

    private static final Set<String> ACTS = Set.of(
            "JavaScript",
            "Launch",
            "ImportData",
            "SubmitForm",
            "GoToE",
            "GoToR",
            "Thread",
            "Rendition",
            "Movie",
            "RichMedia",
            "EmbeddedFile",
            "EmbeddedFiles");

    /** What happens when it is opened: to show a place in it, and nothing else. */
    private static final String OPENING = "OpenAction";

    private static final Pattern PLACE =
            Pattern.compile("\\s*(?:\\[|<<(?=[^<>]*/S\\s*/GoTo\\b)(?![^<>]*(?:/Next|#))[^<>]*>>)");
    private static final Pattern ELSEWHERE = Pattern.compile("\\s*(\\d{1,9}\\s+\\d{1,5})\\s+R\\b");

    private static final String LOCK = "Encrypt";
    private static final byte[] END = "%%EOF".getBytes(StandardCharsets.US_ASCII);

    /** Readers look for the mark of the end that far. */
    private static final int TAIL = 1024;

    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_NAME = 2;
    /** Too short to be told from chance in the bytes of a picture; as keys of dictionaries they are meant. */
    private static final Set<String> SHORT_ACTS = Set.of("XFA", "AA");

    /** By these the content of a stream lies somewhere else, and is fetched from there. */
    private static final Set<String> FETCHES = Set.of("F", "FFilter");

    /** By these a packed object would be read otherwise than it is unpacked here. */
    private static final Set<String> DISGUISES = Set.of("DecodeParms", "DP", "F", "FFilter", "FDecodeParms");

    private static final int MOST_UNPACKED = 32 * 1024 * 1024;
    private static final int PIECE = 16 * 1024;

    /** Blanks and line ends before the word that ends a stream, and that word. */
    private static final int SLACK = 32;

    private PdfInspection() {}

    static void pass(byte[] bytes) {
        requireEnd(bytes);
        refuseActs(bytes, bytes.length, false);
        String text = Bytes.text(bytes, 0, bytes.length);
        var room = new AtomicInteger(MOST_UNPACKED);
        PdfDictionary.all(bytes, text, dictionary -> {
            if (dictionary.keys().stream().anyMatch(SHORT_ACTS::contains)) {
                throw new CaseRuleBroken("application.file.active");
            }
            if (dictionary.content() >= 0
                    && !Collections.disjoint(dictionary.values().keySet(), FETCHES)) {
                throw new CaseRuleBroken("application.file.active");
            }
            if (dictionary.content() >= 0 && isPacked(dictionary)) {
                room.addAndGet(-refuseWithin(bytes, dictionary, room.get()));
            }
        });
    }

    /** What readers take for packed objects: some by the type, some by the two keys without which it cannot be unpacked. */
    private static boolean isPacked(PdfDictionary dictionary) {
        return dictionary.is("Type", "/ObjStm") || (dictionary.has("N") && dictionary.has("First"));
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

    /** How much there was. */
    private static int refuseWithin(byte[] bytes, PdfDictionary dictionary, int room) {
        if (dictionary.isDouble() || !Collections.disjoint(dictionary.values().keySet(), DISGUISES)) {
            throw new CaseRuleBroken("application.file.active");
        }
        if (!dictionary.has("Filter")) {
            return 0;
        }
        // A chain of packings hides what one unpacking would show; nobody who writes papers needs it.
        List<String> filter = requireNonNull(dictionary.values().get("Filter"));
        if (!filter.equals(List.of("/FlateDecode")) && !filter.equals(List.of("[", "/FlateDecode", "]"))) {
            throw new CaseRuleBroken("application.file.active");
        }
        var unpacked = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        var inflater = new Inflater();
        try {
            int from = dictionary.content();
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
            requireNothingAfter(bytes, from + Math.toIntExact(inflater.getBytesRead()));
            refuseActs(unpacked.toByteArray(), unpacked.size(), true);
            return unpacked.size();
        } catch (DataFormatException damaged) {
            throw broken();
        } finally {
            inflater.end();
        }
    }

    /** A reader that begins elsewhere in the stream would find other objects. */
    private static void requireNothingAfter(byte[] bytes, int end) {
        String after = Bytes.text(bytes, end, Math.min(bytes.length, end + SLACK));
        if (!after.stripLeading().startsWith("endstream")) {
            throw new CaseRuleBroken("application.file.active");
        }
    }

    /** @param isWords nothing but words and numbers, so that a short name is meant */
    private static void refuseActs(byte[] bytes, int length, boolean isWords) {
        String text = null;
        for (Name name : names(bytes, length)) {
            boolean acts = ACTS.contains(name.spelt()) || (isWords && SHORT_ACTS.contains(name.spelt()));
            if (name.spelt().equals(OPENING)) {
                text = text == null ? Bytes.text(bytes, 0, length) : text;
                acts = !showsAPlace(text, name.end());
            }
            if (acts) {
                throw new CaseRuleBroken("application.file.active");
            }
            if (name.spelt().equals(LOCK)) {
                throw new CaseRuleBroken("application.file.locked");
            }
        }
    }

    /** True of a destination, or of one step to a place in the file, written there or in the object that is named there. */
    private static boolean showsAPlace(String text, int at) {
        if (PLACE.matcher(text).region(at, text.length()).lookingAt()) {
            return true;
        }
        var elsewhere = ELSEWHERE.matcher(text).region(at, text.length());
        if (!elsewhere.lookingAt()) {
            return false;
        }
        var objects = Pattern.compile("(?<!\\d)" + elsewhere.group(1).replaceAll("\\s+", "\\\\s+") + "\\s+obj")
                .matcher(text);
        boolean found = false;
        while (objects.find()) {
            // Later versions of an object stand behind earlier ones, and readers differ in which they take.
            found = true;
            if (!PLACE.matcher(text).region(objects.end(), text.length()).lookingAt()) {
                return false;
            }
        }
        return found;
    }

    /** @param end where it is over */
    private record Name(String spelt, int end) {}

    /** All names of ordinary letters up to a place, as they are spelt out. */
    private static List<Name> names(byte[] bytes, int until) {
        var names = new ArrayList<Name>();
        for (int at = 0; at < until; at++) {
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
                names.add(new Name(name.toString(), next));
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
