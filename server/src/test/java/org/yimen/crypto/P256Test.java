package org.yimen.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.crypto.KeyStore.Purpose;

class P256Test {

    private static final byte[] WORDS = "who signed in".getBytes(US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void aRotationMakesANewKeyAndTheOldOneGoesOnChecking() throws Exception {
        Path keys = folder.resolve("keys");
        var store = new KeyFolder(keys, folder.resolve("data"));
        KeyId before = store.current(Purpose.SIGN_IN);
        byte[] signed = store.signEs256(before, WORDS);

        var _ = new KeyVault(keys, KeyVault.unlockingOf(keys)).rotate(Purpose.SIGN_IN);

        KeyId after = store.current(Purpose.SIGN_IN);
        assertThat(after).isNotEqualTo(before);
        assertThat(store.keys(Purpose.SIGN_IN)).containsExactly(after, before);
        assertThat(signed).hasSize(64);
        assertThat(checks(store.es256Key(before), signed)).isTrue();
        assertThat(checks(store.es256Key(after), signed)).isFalse();
        assertThat(checks(store.es256Key(after), store.signEs256(after, WORDS))).isTrue();
    }

    private static boolean checks(ECPublicKey key, byte[] signed) throws Exception {
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key);
        signature.update(WORDS);
        return signature.verify(signed);
    }
}
