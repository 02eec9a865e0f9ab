package org.yimen.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.crypto.KeyChecks;
import org.yimen.platform.postgres.ClusterCopy.Copied;

/** Copies of files that were deleted stay as long as a backup can be restored that needs them, and no longer. */
class RepositoryTest {

    private static final Instant FIRST_DAY = Instant.parse("2020-02-03T04:05:06Z");

    @TempDir
    Path home;

    private Path live;
    private Repository repository;

    @BeforeEach
    void open() throws IOException {
        live = Files.createDirectories(home.resolve("live"));
        repository = new Repository(home.resolve("backups"));
        Files.createDirectories(repository.folder().resolve("base"));
        Files.createDirectories(repository.files());
    }

    @Test
    void theCopyOfADeletedFileGoesWithTheLastBackupThatHasIt() throws IOException {
        String deleted = given("aa", FIRST_DAY);
        String kept = given("bb", FIRST_DAY);
        backUp(FIRST_DAY);
        age(deleted, FIRST_DAY);
        age(kept, FIRST_DAY);
        Files.delete(live.resolve(deleted));
        backUp(FIRST_DAY.plus(Duration.ofDays(1)));

        repository.prune(2, live);
        assertThat(copy(deleted)).exists();

        repository.prune(1, live);
        assertThat(copy(deleted)).doesNotExist();
        assertThat(copy(kept)).exists();
    }

    @Test
    void whatCameAndWentBetweenTwoBackupsStaysForTheLogThatLeadsToIt() throws IOException {
        backUp(FIRST_DAY);
        String between = given("aa", FIRST_DAY.plus(Duration.ofHours(5)));
        repository.copyNewFiles(live);
        age(between, FIRST_DAY.plus(Duration.ofHours(5)));
        Files.delete(live.resolve(between));
        backUp(FIRST_DAY.plus(Duration.ofDays(1)));

        repository.prune(2, live);
        assertThat(copy(between)).exists();

        repository.prune(1, live);
        assertThat(copy(between)).doesNotExist();
    }

    @Test
    void whatWasDeletedAndCameAgainCountsAsNew() throws IOException {
        String file = given("aa", FIRST_DAY.minus(Duration.ofDays(9)));
        repository.copyNewFiles(live);
        age(file, FIRST_DAY.minus(Duration.ofDays(9)));
        Files.delete(live.resolve(file));
        backUp(FIRST_DAY);
        given("aa", FIRST_DAY.plus(Duration.ofHours(5)));
        repository.copyNewFiles(live);
        Files.delete(live.resolve(file));

        repository.prune(1, live);

        assertThat(copy(file)).exists();
    }

    private Path copy(String name) {
        return repository.files().resolve(name);
    }

    private String given(String shelf, Instant at) throws IOException {
        String name = shelf + "/" + "0".repeat(62);
        Files.createDirectories(live.resolve(shelf));
        Files.setLastModifiedTime(Files.writeString(live.resolve(name), shelf), FileTime.from(at));
        return name;
    }

    private void age(String name, Instant at) throws IOException {
        Files.setLastModifiedTime(copy(name), FileTime.from(at));
    }

    private void backUp(Instant at) throws IOException {
        Path base = repository.begin(at);
        repository.copyNewFiles(live);
        var copied = new Copied(18, 1 << 24, "0".repeat(24), "0".repeat(24), at, at);
        new Manifest(
                        true,
                        copied,
                        "wal-1",
                        new KeyChecks(new TreeMap<>()),
                        new TreeMap<>(),
                        repository.digestFiles(live))
                .write(base);
    }
}
