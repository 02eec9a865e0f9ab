package org.yimen.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.crypto.KeyStore.Purpose;
import org.yimen.platform.StartRefused;

class KeyFolderTest {

    private static final byte[] PLAIN = {1, 2, 3};
    private static final byte[] PLACE = {9};

    @TempDir
    Path home;

    @Test
    void theFirstStartMakesKeysThatOnlyTheOwnerReads() throws IOException {
        var _ = open();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data-keys"))))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(home.resolve("data-keys"))) {
            assertThat(files.filter(file -> !file.endsWith("lock")))
                    .hasSize(Purpose.values().length + 2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void theNextStartFindsTheSameKeys() {
        KeyFolder first = open();
        KeyId seal = first.newSigningKey();
        byte[] sealed = first.seal(first.current(Purpose.COLUMN), PLAIN, PLACE);
        byte[] mac = first.mac(first.current(Purpose.COLUMN_INDEX), PLAIN);

        KeyFolder second = open();

        assertThat(second.open(second.current(Purpose.COLUMN), sealed, PLACE)).hasValue(PLAIN);
        assertThat(second.mac(second.current(Purpose.COLUMN_INDEX), PLAIN)).isEqualTo(mac);
        assertThat(second.publicKey(seal)).isEqualTo(first.publicKey(seal));
        assertThat(Sm2.verify(first.publicKey(seal), PLAIN, second.sign(seal, PLAIN)))
                .isTrue();
    }

    @Test
    void whatAnOlderKeySealedStaysReadableUnderItsOwnId() throws IOException {
        KeyFolder before = open();
        KeyId old = before.current(Purpose.COLUMN);
        byte[] sealed = before.seal(old, PLAIN, PLACE);
        Path newer = home.resolve("data-keys/column-key-0002.key");
        Files.writeString(newer, "ab".repeat(32));
        Files.setPosixFilePermissions(newer, PosixFilePermissions.fromString("rw-------"));

        KeyFolder after = open();

        assertThat(after.current(Purpose.COLUMN)).isEqualTo(new KeyId("column-key-0002"));
        assertThat(after.open(old, sealed, PLACE)).hasValue(PLAIN);
        assertThat(after.open(after.current(Purpose.COLUMN), sealed, PLACE)).isEmpty();
    }

    @Test
    void purposesDoNotShareAKey() {
        KeyFolder keys = open();

        assertThat(keys.mac(keys.current(Purpose.COLUMN_INDEX), PLAIN))
                .isNotEqualTo(keys.mac(keys.current(Purpose.FILE_ADDRESS), PLAIN));
    }

    @Test
    void keysInsideTheDataFolderAreRefused() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new KeyFolder(home.resolve("data/keys"), home.resolve("data")))
                .withMessageContaining("yimen.keys");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new KeyFolder(home.resolve("other/../data"), home.resolve("data")));
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void aLinkIntoTheDataFolderIsRefusedToo() throws IOException {
        Files.createDirectories(home.resolve("data/inside"));
        Files.createSymbolicLink(home.resolve("keys"), home.resolve("data/inside"));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new KeyFolder(home.resolve("keys"), home.resolve("data")));
    }

    @Test
    void aFolderOrKeyOpenToOthersIsRefused() throws IOException {
        KeyFolder keys = open();
        KeyId seal = keys.newSigningKey();
        Files.setPosixFilePermissions(
                home.resolve("data-keys/" + seal + ".key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatIllegalStateException().isThrownBy(() -> keys.sign(seal, PLAIN));

        assertThatExceptionOfType(StartRefused.class).isThrownBy(this::open).withMessageContaining(seal.value());

        Files.setPosixFilePermissions(home.resolve("data-keys"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatExceptionOfType(StartRefused.class).isThrownBy(this::open);
    }

    @Test
    void aKeyThatIsNotThereSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> open().sign(new KeyId("seal-gone"), PLAIN))
                .withMessageContaining("seal-gone");
        assertThat(open().open(new KeyId("column-key-9999"), PLAIN, PLACE)).isEmpty();
    }

    @Test
    void noKeyLiesInTheClear() throws IOException {
        KeyFolder keys = open();
        byte[] sealed = keys.seal(keys.current(Purpose.COLUMN), PLAIN, PLACE);
        Files.writeString(home.resolve("data-keys/column-key-0002.key"), "ab".repeat(32));
        Files.setPosixFilePermissions(
                home.resolve("data-keys/column-key-0002.key"), PosixFilePermissions.fromString("rw-------"));

        KeyFolder next = open();

        assertThat(home.resolve("data-keys/column-key-0002.key")).content().startsWith("yimen-key master-");
        Files.delete(home.resolve("data-keys.unlock"));
        assertThatExceptionOfType(StartRefused.class).isThrownBy(this::open).withMessageContaining("locked");
        assertThat(next.open(next.keys(Purpose.COLUMN).get(1), sealed, PLACE)).hasValue(PLAIN);
    }

    private KeyFolder open() {
        return new KeyFolder(home.resolve("data-keys"), home.resolve("data"));
    }
}
