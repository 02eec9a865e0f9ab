package org.yimen.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.crypto.KeyStore.Purpose;
import org.yimen.platform.StartRefused;

class KeyVaultTest {

    private static final byte[] PLAIN = {4, 5, 6};
    private static final byte[] PLACE = {7};

    @TempDir
    Path home;

    private Path keys;
    private Path unlocking;
    private KeyFolder running;
    private KeyVault vault;

    @BeforeEach
    void startOnce() {
        keys = home.resolve("data-keys");
        unlocking = home.resolve("data-keys.unlock");
        running = new KeyFolder(keys, home.resolve("data"));
        vault = new KeyVault(keys, unlocking);
    }

    @Test
    void aRotatedKeyCountsAtOnceAndTheOldOneStillOpens() throws IOException {
        KeyId old = running.current(Purpose.COLUMN);
        byte[] sealed = running.seal(old, PLAIN, PLACE);

        String next = vault.rotate(Purpose.COLUMN);

        assertThat(next).isEqualTo("column-key-0002");
        assertThat(running.keys(Purpose.COLUMN)).containsExactly(new KeyId(next), old);
        assertThat(running.open(old, sealed, PLACE)).hasValue(PLAIN);
        assertThat(running.open(running.current(Purpose.COLUMN), sealed, PLACE)).isEmpty();
        assertThat(vault.list())
                .filteredOn(line -> line.id().startsWith("column-key"))
                .extracting(KeyVault.Line::current)
                .containsExactly(false, true);
    }

    @Test
    void onceSplitTheMasterKeyNeedsTwoOfThreeCustodians() throws IOException {
        Path shares = home.resolve("shares");
        String automatic = vault.state().master();

        vault.split(shares);
        vault.lock();

        assertThat(vault.state()).isEqualTo(new KeyVault.State(vault.state().master(), true, false));
        assertThat(vault.state().master()).isNotEqualTo(automatic);
        assertThatExceptionOfType(StartRefused.class).isThrownBy(this::start).withMessageContaining("two custodians");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> vault.unlock(shares.resolve("share-1"), shares.resolve("share-1")))
                .withMessageContaining("Both files hold share 1");
        assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> vault.rotate(Purpose.FILE));

        vault.unlock(shares.resolve("share-3"), shares.resolve("share-1"));

        assertThat(start().publicKey(signing(running))).isNotNull();
    }

    private KeyId signing(KeyFolder store) {
        return store.newSigningKey();
    }

    @Test
    void theOldMasterKeyAndItsSharesOpenNothingOnceExchanged() throws IOException {
        byte[] sealed = running.seal(running.current(Purpose.FILE), PLAIN, PLACE);
        String automatic = Files.readString(unlocking);
        Path first = home.resolve("first");
        Path second = home.resolve("second");
        vault.split(first);
        vault.lock();
        assertThatExceptionOfType(StartRefused.class)
                .as("one person may not split again")
                .isThrownBy(() -> vault.split(home.resolve("third")));

        vault.rotateMaster(first.resolve("share-1"), first.resolve("share-2"), second);

        assertThat(unlocking).doesNotExist();
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> vault.unlock(first.resolve("share-1"), first.resolve("share-2")))
                .withMessageContaining("newer share");
        Files.writeString(unlocking, automatic);
        assertThatExceptionOfType(StartRefused.class).isThrownBy(this::start);
        vault.unlock(second.resolve("share-2"), second.resolve("share-3"));
        KeyFolder next = start();
        assertThat(next.open(next.current(Purpose.FILE), sealed, PLACE)).hasValue(PLAIN);
    }

    @Test
    void aMistypedShareIsNamed() throws IOException {
        Path shares = home.resolve("shares");
        vault.split(shares);
        Path share = shares.resolve("share-2");
        String text = Files.readString(share);
        char digit = text.charAt(60);
        Files.writeString(share, text.substring(0, 60) + (digit == '0' ? '1' : '0') + text.substring(61));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> vault.unlock(shares.resolve("share-1"), share))
                .withMessageContaining("Share 2")
                .withMessageContaining("mistyped");
    }

    @Test
    void anUnsplitMasterKeyIsNotLockedAway() {
        assertThatExceptionOfType(StartRefused.class).isThrownBy(vault::lock).withMessageContaining("split it first");
    }

    @Test
    void anExchangeThatBrokeOffInTheMiddleLeavesEveryKeyOpen() throws IOException {
        byte[] sealed = running.seal(running.current(Purpose.COLUMN), PLAIN, PLACE);
        var files = new KeyFiles(keys, unlocking);
        MasterKey before = files.opened();
        MasterKey fresh = MasterKey.random();
        files.unlock(List.of(before, fresh));
        KeyId done = running.current(Purpose.COLUMN);
        files.rewrap(done, files.secret(done, List.of(before)).orElseThrow(), fresh);

        KeyFolder next = start();

        assertThat(next.open(done, sealed, PLACE)).hasValue(PLAIN);
        assertThat(files.read(done).orElseThrow().master()).isEqualTo(before.id());
    }

    @Test
    void backedUpKeysComeBackAndAreWorthNothingWithoutTheCustodians() throws IOException {
        KeyId seal = running.newSigningKey();
        Path shares = home.resolve("shares");
        assertThat(vault.backUp(home.resolve("open"))).as("opens alone").isTrue();
        vault.split(shares);

        boolean alone = vault.backUp(home.resolve("closed"));

        assertThat(alone).isFalse();
        try (Stream<Path> files = Files.list(home.resolve("closed"))) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("unlock");
        }
        Path elsewhere = home.resolve("new-keys");
        KeyVault restored = KeyVault.restore(home.resolve("closed"), elsewhere, home.resolve("new.unlock"));
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new KeyFolder(elsewhere, home.resolve("new"), home.resolve("new.unlock")));
        restored.unlock(shares.resolve("share-1"), shares.resolve("share-2"));
        var opened = new KeyFolder(elsewhere, home.resolve("new"), home.resolve("new.unlock"));
        assertThat(opened.publicKey(seal)).isEqualTo(running.publicKey(seal));
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> KeyVault.restore(home.resolve("closed"), elsewhere, home.resolve("new.unlock")))
                .withMessageContaining("not empty");
    }

    @Test
    void restoredDataStartOnlyBesideTheKeysThatSealedThem() throws IOException {
        Path data = Files.createDirectory(home.resolve("restored"));
        KeyChecks.in(keys).expectIn(data);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new KeyFolder(home.resolve("restored-keys"), data))
                .withMessageContaining("column-key-0001");
        assertThat(new KeyFolder(keys, data, unlocking).current(Purpose.COLUMN))
                .isEqualTo(running.current(Purpose.COLUMN));
    }

    @Test
    void everyActIsInTheJournal() throws IOException {
        vault.rotate(Purpose.COLUMN_INDEX);
        vault.split(home.resolve("shares"));
        vault.lock();
        vault.unlock(home.resolve("shares/share-1"), home.resolve("shares/share-2"));

        assertThat(KeyVault.journal(keys, 1 + Purpose.values().length))
                .extracting(line -> line.split("\t", -1)[2])
                .containsExactly("rotate", "split-master", "lock", "unlock");
    }

    @Test
    void aKeyThatWasChangedOnTheDiskDoesNotOpen() throws IOException {
        Path file = keys.resolve("file-key-0001.key");
        String text = Files.readString(file).strip();
        char last = text.charAt(text.length() - 1);
        Files.writeString(file, text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0') + "\n");

        KeyFolder next = start();

        assertThatIllegalStateException()
                .isThrownBy(() -> next.seal(new KeyId("file-key-0001"), PLAIN, PLACE))
                .withMessageContaining("file-key-0001");
    }

    private KeyFolder start() {
        return new KeyFolder(keys, home.resolve("data"));
    }
}
