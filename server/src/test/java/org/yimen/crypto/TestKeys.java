package org.yimen.crypto;

import java.nio.file.Path;

/** The real key folder, for tests of other modules. */
public final class TestKeys {

    private TestKeys() {}

    public static KeyStore in(Path home) {
        return new KeyFolder(home.resolve("keys"), home.resolve("data"));
    }
}
