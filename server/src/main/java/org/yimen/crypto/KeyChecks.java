package org.yimen.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yimen.platform.StartRefused;

/**
 * Which keys there are, by check values that tell nothing else of them: a backup notes them, and what is restored from it
 * opens only beside the same keys.
 */
public record KeyChecks(SortedMap<String, String> values) {

    private static final String EXPECTED = "keys-expected";

    public KeyChecks {
        values = new TreeMap<>(values);
    }

    /** Of the keys in a folder, locked or not. */
    public static KeyChecks in(Path folder) throws IOException {
        var values = new TreeMap<String, String>();
        if (!Files.isDirectory(folder)) {
            return new KeyChecks(values);
        }
        var files = new KeyFiles(folder, KeyFolder.unlockingOf(folder));
        for (KeyId id : files.ids()) {
            files.read(id).ifPresent(wrapped -> values.put(id.value(), wrapped.check()));
        }
        return new KeyChecks(values);
    }

    /** What a restored data folder wants; nothing where it was not restored. */
    static KeyChecks expectedIn(Path data) throws IOException {
        Path file = data.resolve(EXPECTED);
        var values = new TreeMap<String, String>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", 2);
                values.put(parts[0], parts[parts.length - 1]);
            }
        }
        return new KeyChecks(values);
    }

    /** Tells the next start what to expect. */
    public void expectIn(Path data) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            lines.add(value.getKey() + " " + value.getValue());
        }
        Files.write(data.resolve(EXPECTED), lines);
    }

    /** The keys that are not in the folder, or are others under the same name. */
    public List<String> missingIn(Path folder) throws IOException {
        SortedMap<String, String> present = in(folder).values();
        return values.entrySet().stream()
                .filter(wanted -> !wanted.getValue().equals(present.get(wanted.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    void refuseUnlessIn(Path folder) throws IOException {
        List<String> missing = missingIn(folder);
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    "The data were restored and need the keys that they were sealed with; in %s these are missing or others: %s. Put them there with ./yimen keys restore."
                            .formatted(folder, String.join(", ", missing)));
        }
    }
}
