package org.yimen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./yimen rows} in a small repository of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RowsTest {

    @TempDir
    private Path repository;

    private String commit = "";

    @BeforeEach
    void commitThreeRows() throws Exception {
        Files.createDirectory(repository.resolve("docs"));
        Files.writeString(repository.resolve("docs").resolve("rows.tsv"), "M-A-01\tOne\nM-A-02\tTwo\nM-A-03\tThree\n");
        Files.writeString(repository.resolve(".gitignore"), "target/\n");
        run("git", "init", "--quiet");
        run("git", "add", "-A");
        run("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "Start");
        commit = run("git", "rev-parse", "HEAD").getFirst();
    }

    @Test
    void aRowIsProvenWhenEveryTestThatNamesItPassed() throws Exception {
        report(
                line("org.yimen.ATest#one", "SUCCESSFUL", "M-A-01,N-Y06"),
                line("org.yimen.BTest#alsoOne", "SUCCESSFUL", "M-A-01"),
                line("org.yimen.ATest#two", "SUCCESSFUL", "M-A-02"),
                line("org.yimen.BTest#two", "FAILED", "M-A-02"));
        complete(commit);

        assertThat(rows())
                .containsExactly(
                        "M-A-01 proven ATest.one, BTest.alsoOne",
                        "M-A-02 open",
                        "M-A-03 open",
                        "N-Y06 proven ATest.one",
                        "1 of 3 rows proven");
    }

    @Test
    void skippedIsOpen() throws Exception {
        report(line("org.yimen.ATest#one", "SKIPPED", "M-A-01"));
        complete(commit);

        assertThat(rows()).contains("M-A-01 open", "0 of 3 rows proven");
    }

    @Test
    void aReportOfAnotherCommitProvesNothing() throws Exception {
        report(line("org.yimen.ATest#one", "SUCCESSFUL", "M-A-01").replace(commit, "0".repeat(40)));
        complete(commit);

        assertThat(rows()).contains("M-A-01 open", "0 of 3 rows proven");
    }

    @Test
    void aRunOfSomeTestsOnlyProvesNothing() throws Exception {
        report(line("org.yimen.ATest#one", "SUCCESSFUL", "M-A-01"));

        assertThat(rows()).contains("M-A-01 open", "0 of 3 rows proven");
    }

    @Test
    void aChangedTreeProvesNothing() throws Exception {
        report(line("org.yimen.ATest#one", "SUCCESSFUL", "M-A-01"));
        complete(commit);
        Files.writeString(repository.resolve("new.txt"), "not committed");

        assertThat(rows()).contains("M-A-01 open", "0 of 3 rows proven");
    }

    @Test
    void theLawIsSortedByArticleAndListsOnlyWhatPassed() throws Exception {
        report(
                line("org.yimen.ATest#one", "SUCCESSFUL", "") + "\t行政许可法 第四十二条|Clock: twenty days",
                line("org.yimen.ATest#two", "SUCCESSFUL", "") + "\t行政许可法 第九条|Licence: not transferred",
                line("org.yimen.ATest#three", "FAILED", "") + "\t行政许可法 第八条|Licence: withdrawn");
        complete(commit);

        run(java(), tool(), "--law");

        assertThat(Files.readAllLines(repository.resolve("docs").resolve("law.md")))
                .endsWith(
                        "| 行政许可法 第九条 | Licence: not transferred | `ATest.two` |",
                        "| 行政许可法 第四十二条 | Clock: twenty days | `ATest.one` |")
                .noneMatch(line -> line.contains("第八条"));
    }

    private String line(String test, String status, String rows) {
        return String.join("\t", commit, "clean", test, "display()", status, rows);
    }

    private void report(String... lines) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("server").resolve("target").resolve("rows"));
        Files.write(folder.resolve("1.tsv"), List.of(lines));
    }

    private void complete(String of) throws IOException {
        Files.writeString(repository.resolve("server/target/rows/complete"), of + "\n");
    }

    private List<String> rows() throws Exception {
        return run(java(), tool());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String tool() {
        return Path.of("..", "tools", "Rows.java").toAbsolutePath().toString();
    }

    private List<String> run(String... words) throws IOException {
        var command = new ArrayList<>(List.of(words));
        if (words[0].equals(java())) {
            command.add(1, "-Dstdout.encoding=UTF-8");
        }
        var process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed.lines().toList();
    }
}
