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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.crypto.TestKeys;

class BlobFolderTest {

    private static final byte[] CONTENT = "身份证复印件".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path home;

    private Instant now = Instant.parse("2026-11-20T01:00:00Z");
    private BlobStore blobs;

    @BeforeEach
    void open() {
        blobs = opened();
    }

    private BlobStore opened() {
        return new BlobFolder(home.resolve("files"), TestKeys.in(home), () -> now);
    }

    @Test
    void whatWasPutIsReadAlsoAfterTheNextStart() {
        BlobId id = blobs.put("case/1", CONTENT);
        BlobStore next = opened();

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
    void whatWasPutInOnceMoreIsAsYoungAsWhatIsNew() {
        BlobId old = blobs.put("case/1", CONTENT);
        BlobId again = blobs.put("case/2", CONTENT);
        now = now.plus(1, ChronoUnit.HOURS);
        BlobId young = blobs.put("case/3", CONTENT);
        assertThat(blobs.put("case/2", CONTENT)).isEqualTo(again);

        assertThat(before(now)).containsExactly(old);
        assertThat(List.of(old, again, young))
                .filteredOn(id -> blobs.deleteOld(id, now))
                .containsExactly(old);
        assertThat(blobs.read(old)).isEmpty();
        assertThat(blobs.read(again)).hasValue(CONTENT);
        assertThat(blobs.read(young)).hasValue(CONTENT);
        assertThat(blobs.deleteOld(old, now)).as("by another node").isFalse();
    }

    @Test
    void manyAreGoneThroughInBatches() {
        for (int i = 0; i < 10; i++) {
            blobs.put("case/" + i, CONTENT);
        }
        var batches = new ArrayList<Set<BlobId>>();

        blobs.storedBefore(now.plusSeconds(1), 4, batches::add);

        assertThat(batches).extracting(Set::size).containsExactly(4, 4, 2);
        assertThat(batches.stream().flatMap(Set::stream)).doesNotHaveDuplicates();
    }

    @Test
    void whatABrokenWriteLeftIsClearedAwayAndWhatWasMovedAsideComesBack() throws IOException {
        BlobId id = blobs.put("case/1", CONTENT);
        Path file = files().getFirst();
        Path aside = Files.move(file, file.resolveSibling(file.getFileName() + ".going"));
        Path half = Files.writeString(file.resolveSibling("new1.tmp"), "half");
        Files.setLastModifiedTime(half, FileTime.from(now));

        assertThat(before(now)).isEmpty();
        assertThat(List.of(half, aside)).allMatch(Files::exists);
        assertThat(before(now.plusSeconds(1))).isEmpty();

        assertThat(List.of(half, aside)).noneMatch(Files::exists);
        assertThat(blobs.read(id)).hasValue(CONTENT);
    }

    /** Whoever puts it in at the same moment finds it afterwards, whichever of the two was quicker. */
    @Test
    void whatIsPutInWhileItIsDeletedStays() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 300; i++) {
                String holder = "case/" + i;
                BlobId id = blobs.put(holder, CONTENT);
                now = now.plusSeconds(1);
                Instant before = now;
                var together = new CyclicBarrier(2);
                var put = threads.submit(() -> {
                    together.await();
                    return blobs.put(holder, CONTENT);
                });
                var gone = threads.submit(() -> {
                    together.await();
                    return blobs.deleteOld(id, before);
                });
                put.get();
                gone.get();

                assertThat(blobs.read(id)).as("round %d", i).hasValue(CONTENT);
            }
        }
    }

    /** Whoever was told that it is kept finds it afterwards. */
    @Test
    void whatIsKeptWhileItIsDeletedStays() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 300; i++) {
                BlobId id = blobs.put("case/" + i, CONTENT);
                now = now.plusSeconds(1);
                Instant before = now;
                var together = new CyclicBarrier(2);
                var kept = threads.submit(() -> {
                    together.await();
                    return blobs.keep(id);
                });
                var gone = threads.submit(() -> {
                    together.await();
                    return blobs.deleteOld(id, before);
                });

                boolean stays = kept.get();
                boolean went = gone.get();
                assertThat(stays && went).as("round %d", i).isFalse();
                assertThat(blobs.read(id).isPresent()).as("round %d", i).isEqualTo(!went);
            }
        }
    }

    private Set<BlobId> before(Instant before) {
        var found = new HashSet<BlobId>();
        blobs.storedBefore(before, 100, found::addAll);
        return found;
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
