package org.yimen.audit;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.yimen.platform.Json;
import tools.jackson.core.JacksonException;

/**
 * 凭证: leaves of the log with the way from each to the root of a head that a witness has signed. It says itself what has to
 * be checked; the keys should come from elsewhere.
 *
 * @param kind {@code yimen-log-receipt/1}
 * @param head the co-signed head, as a note
 * @param logKey whose signature the head carries first
 * @param witnessKey whose second
 */
record LogReceipt(String kind, String subject, List<Leaf> leaves, String head, String logKey, String witnessKey) {

    static final String KIND = "yimen-log-receipt/1";

    private static final Json JSON = Json.of();

    /**
     * @param entry the bytes of the leaf, in Base64
     * @param says the entry's lines, for people
     * @param proof the hashes beside the way up, in Base64
     */
    record Leaf(long index, String key, String entry, String says, List<String> proof) {}

    LogReceipt {
        leaves = List.copyOf(leaves);
    }

    static Leaf leaf(LogTables.Line line, MerkleTree.Nodes nodes, long size) {
        var base64 = Base64.getEncoder();
        return new Leaf(
                line.index(),
                line.entry().toString(),
                base64.encodeToString(line.entry().entry()),
                EntryText.of(line.entry().entry()).text(),
                MerkleTree.inclusion(nodes, line.index(), size).stream()
                        .map(base64::encodeToString)
                        .toList());
    }

    String json() {
        return JSON.write(this) + "\n";
    }

    static Optional<LogReceipt> parse(String json) {
        try {
            return Optional.of(JSON.read(json, LogReceipt.class))
                    .filter(receipt -> receipt.kind().equals(KIND));
        } catch (JacksonException | NullPointerException _) {
            return Optional.empty();
        }
    }

    /** What is wrong with it; empty where everything holds. */
    List<String> flaws(VerifierKey ours, VerifierKey theirs) {
        var flaws = new ArrayList<String>();
        Optional<Note> note = Note.parse(head);
        Optional<Checkpoint> checkpoint = note.flatMap(Checkpoint::of);
        if (note.isEmpty() || checkpoint.isEmpty()) {
            return List.of("the head cannot be read");
        }
        if (!note.get().isSignedBy(ours)) {
            flaws.add("the head is not signed with the log's key");
        }
        if (!note.get().isSignedBy(theirs)) {
            flaws.add("the head is not signed with the witness's key");
        }
        if (leaves.isEmpty()) {
            flaws.add("no leaf");
        }
        for (Leaf leaf : leaves) {
            if (!holds(leaf, checkpoint.get())) {
                flaws.add("leaf %d (%s) is not under the head".formatted(leaf.index(), leaf.key()));
            }
        }
        return flaws;
    }

    private static boolean holds(Leaf leaf, Checkpoint head) {
        try {
            var base64 = Base64.getDecoder();
            byte[] entry = base64.decode(leaf.entry());
            boolean included = MerkleTree.includes(
                    head.rootBytes(),
                    head.size(),
                    leaf.index(),
                    MerkleTree.leaf(entry),
                    leaf.proof().stream().map(base64::decode).toList());
            EntryText text = EntryText.of(entry);
            return included && text.text().equals(leaf.says()) && text.name().equals(leaf.key());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
