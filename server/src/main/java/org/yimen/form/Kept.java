package org.yimen.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.yimen.crypto.Sm3;

/**
 * What a page showed as kept, so that it does not overwrite what another device kept meanwhile. Each question has its
 * own mark: two devices in two places of one form do not disturb each other.
 */
public final class Kept {

    private static final int LENGTH = 16;

    private Kept() {}

    /** Stands for the answer without saying it. */
    public static String mark(List<String> answer) {
        return Sm3.hex(String.join("\u0000", answer).getBytes(UTF_8)).substring(0, LENGTH);
    }

    /** True where the page was drawn from another answer than the one that is kept, and sends yet another one. */
    public static boolean isOvertaken(
            Question question, String id, List<String> kept, List<String> sent, Map<String, List<String>> fields) {
        List<String> seen = fields.getOrDefault("kept-" + id, List.of());
        return !seen.isEmpty()
                && !seen.getFirst().isEmpty()
                && !seen.getFirst().equals(mark(kept))
                && !sent.equals(kept);
    }
}
