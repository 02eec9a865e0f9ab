package org.yimen.operations;

import java.nio.file.Path;
import java.util.Map;
import org.yimen.crypto.KeyVault;

/**
 * Where an installation keeps what: as the settings of Yimen say, here from the command line and the environment.
 *
 * @param unlocking the file that opens the keys
 * @param binaries where the embedded PostgreSQL is unpacked
 */
record Place(Path data, Path files, Path keys, Path unlocking, Path binaries) {

    static Place of(Options options, Path standard, Map<String, String> environment) {
        return at(options.path("data").orElse(setting(environment, "YIMEN_DATA", standard)), options, environment);
    }

    static Place at(Path data, Options options, Map<String, String> environment) {
        Path keys = options.path("keys").orElse(setting(environment, "YIMEN_KEYS", beside(data, "-keys")));
        return new Place(
                data,
                options.path("files").orElse(setting(environment, "YIMEN_FILES", beside(data, "-files"))),
                keys,
                options.path("unlock").orElse(setting(environment, "YIMEN_KEYS_UNLOCK", KeyVault.unlockingOf(keys))),
                setting(environment, "YIMEN_POSTGRES_BINARIES", data.resolve("binaries")));
    }

    private static Path setting(Map<String, String> environment, String name, Path otherwise) {
        String set = environment.getOrDefault(name, "");
        return (set.isBlank() ? otherwise : Path.of(set)).toAbsolutePath().normalize();
    }

    private static Path beside(Path data, String suffix) {
        Path whole = data.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + suffix);
    }
}
