package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.crypto.TestKeys;

class BlobFolderTest {

    private static final byte[] CONTENT = "身份证复印件".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path home;

    private BlobStore blobs;

    @BeforeEach
    void open() {
        blobs = new BlobFolder(home.resolve("files"), TestKeys.in(home));
    }

    @Test
    void whatWasPutIsReadAlsoAfterTheNextStart() {
        BlobId id = blobs.put("case/1", CONTENT);
        BlobStore next = new BlobFolder(home.resolve("files"), TestKeys.in(home));

        assertThat(next.read(id)).hasValue(CONTENT);
        assertThat(next.read(next.put("case/1", new byte[0]))).hasValue(new byte[0]);
        assertThat(next.read(new BlobId("0".repeat(64)))).isEmpty();
    }

    @Test
    void theSameContentIsStoredOncePerHolder() throws IOException {
        BlobId id = blobs.put("case/1", CONTENT);

        assertThat(blobs.put("case/1", CONTENT)).isEqualTo(id);
        assertThat(blobs.put("case/2", CONTENT)).isNotEqualTo(id);
        assertThat(files()).hasSize(2);
    }

    @Test
    void whatIsDeletedIsGoneFromTheDiskAndMayComeAgain() throws IOException {
        BlobId id = blobs.put("case/1", CONTENT);
        BlobId other = blobs.put("case/2", CONTENT);

        blobs.delete(id);
        blobs.delete(id);
        blobs.delete(new BlobId("0".repeat(64)));

        assertThat(blobs.read(id)).isEmpty();
        assertThat(blobs.read(other)).hasValue(CONTENT);
        assertThat(files()).hasSize(1);
        assertThat(blobs.read(blobs.put("case/1", CONTENT))).hasValue(CONTENT);
    }

    @Test
    void theDiskHoldsNeitherTheContentNorTheHolder() throws IOException {
        blobs.put("629901199003070019", CONTENT);

        for (Path file : files()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(CONTENT, StandardCharsets.ISO_8859_1));
            assertThat(file.toString()).doesNotContain("629901199003070019").doesNotEndWith(".tmp");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aDamagedFileIsNotReadAsIfItWereWhole() throws IOException {
        BlobId id = blobs.put("case/1", CONTENT);
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);

        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x20;
            Files.write(file, damaged);
            assertThatIllegalStateException().as("byte %d", i).isThrownBy(() -> blobs.read(id));
        }
        Files.write(file, new byte[0]);
        assertThatIllegalStateException().isThrownBy(() -> blobs.read(id));
    }

    @Test
    void aFileMovedToAnotherAddressDoesNotOpen() throws IOException {
        blobs.put("case/1", CONTENT);
        Path file = files().getFirst();
        BlobId other = blobs.put("case/2", CONTENT);
        Files.copy(
                file,
                home.resolve("files/" + other.value().substring(0, 2) + "/"
                        + other.value().substring(2)),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatIllegalStateException().isThrownBy(() -> blobs.read(other));
    }

    @Test
    void tooMuchIsRefused() {
        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> blobs.put("case/1", new byte[BlobStore.MOST_BYTES + 1]))
                .returns("document.file.too-large", DocumentRuleBroken::code);
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        for (String name : List.of("", "..", "../".repeat(21) + "x", "a/".repeat(32), "A".repeat(64))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new BlobId(name));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("files"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
