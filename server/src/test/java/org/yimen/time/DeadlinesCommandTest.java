package org.yimen.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yimen.testing.Proves;

@Proves("M-TIM-02")
class DeadlinesCommandTest {

    private static final String HEADER = "kind,start,n,extend,pauses\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @Test
    void rowsComeBackWithTheirDueDates() throws IOException {
        String result = deadlines("""
                kind,start,n,extend,pauses
                working,2026-02-12,5,,
                working,2026-03-02,20,10,
                working,2026-03-02,20,0,2026-03-10/2026-03-16;2026-03-12/2026-03-20
                natural,2026-08-03,60,,
                working,2026-11-21,0,,
                """);

        assertThat(result).isEqualTo("""
                kind,start,n,extend,pauses,due,error
                working,2026-02-12,5,,,2026-02-26,
                working,2026-03-02,20,10,,2026-04-14,
                working,2026-03-02,20,0,2026-03-10/2026-03-16;2026-03-12/2026-03-20,2026-04-10,
                natural,2026-08-03,60,,,2026-10-08,
                working,2026-11-21,0,,,2026-11-23,
                """);
    }

    @Test
    void aYearWithoutArrangementIsAnErrorOfItsRowOnly() throws IOException {
        String result = deadlines(HEADER + "working,2026-12-30,2,,\nnatural,2026-12-30,9,,\nworking,2026-12-30,1,,\n");

        assertThat(result.lines().skip(1))
                .containsExactly(
                        "working,2026-12-30,2,,,,2027 年的节假日安排尚未公布",
                        "natural,2026-12-30,9,,,,2027 年的节假日安排尚未公布",
                        "working,2026-12-30,1,,,2026-12-31,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weekly,2026-03-02,5,,",
                "working,2026-02-30,5,,",
                "working,2026/03/02,5,,",
                "working,+12026-03-02,5,,",
                "working,,5,,",
                "working,2026-03-02,-5,,",
                "working,2026-03-02,9999999999,,",
                "working,2026-03-02,five,,",
                "working,2026-03-02,,,",
                "working,2026-03-02,5,x,",
                "working,2026-03-02,5,,2026-03-10",
                "working,2026-03-02,5,,2026-03-10/",
                "working,2026-03-02,5,,2026-03-10/2026-03-09",
                "working,2026-03-02,5,,2026-03-10/2026-03-11/2026-03-12",
                "working,2026-03-02,5,,,,",
                "working,9999-12-31,5,,",
                "natural,9999-12-31,999999,,",
                "nonsense"
            })
    void aBadRowGetsAnErrorAndTheRestIsDone(String bad) throws IOException {
        List<String> result =
                deadlines(HEADER + bad + "\nworking,2026-02-12,5,,\n").lines().toList();

        assertThat(result).hasSize(3);
        assertThat(result.get(1)).startsWith(bad + ",").doesNotEndWith(",");
        assertThat(result.get(2)).isEqualTo("working,2026-02-12,5,,,2026-02-26,");
    }

    @Test
    void columnsAreFoundByNameAndOthersAreKept() throws IOException {
        String result = deadlines("""
                Note, N ,"start",KIND
                "a ""b"", c",5,2026-02-12,working
                d,5,"2026-02-12",Working
                """);

        assertThat(result).isEqualTo("""
                Note, N ,"start",KIND,due,error
                "a ""b"", c",5,2026-02-12,working,2026-02-26,
                d,5,"2026-02-12",Working,2026-02-26,
                """);
    }

    @Test
    void byteOrderMarkLineEndsAndBlankLinesStayAsTheyAre() throws IOException {
        String row = "working,2026-02-12,5,,";

        String result = deadlines(String.join("\r\n", "\ufeffkind,start,n,extend,pauses", row, "", row));

        String done = row + ",2026-02-26,";
        assertThat(result)
                .isEqualTo(String.join("\r\n", "\ufeffkind,start,n,extend,pauses,due,error", done, "", done, ""));
    }

    @Test
    void aQuotedCellMayRunOverLines() throws IOException {
        String result = deadlines("note,kind,start,n\n\"a\nb\",working,2026-02-12,5\n");

        assertThat(result).isEqualTo("note,kind,start,n,due,error\n\"a\nb\",working,2026-02-12,5,2026-02-26,\n");
    }

    @Test
    void anOpenQuotationSpoilsItsOwnLineOnly() throws IOException {
        String result = deadlines(HEADER + "working,\"2026-02-12,5,,\nworking,2026-02-12,5,,\n");

        assertThat(result.lines().skip(1))
                .containsExactly("working,\"2026-02-12,5,,\",,,,,引号没有成对", "working,2026-02-12,5,,,2026-02-26,");
    }

    @Test
    void shortRowsAreFilledUp() throws IOException {
        assertThat(deadlines(HEADER + "working,2026-02-12,5\n")).endsWith("working,2026-02-12,5,,,2026-02-26,\n");
    }

    @Test
    void aFileInTheOldChineseEncodingStaysInIt() throws IOException {
        Charset old = Charset.forName("GB18030");
        Path in = folder.resolve("old.csv");
        Path out = folder.resolve("old-out.csv");
        Files.write(in, "事项,kind,start,n\n取水许可,working,2026-12-30,2\n".getBytes(old));

        int code = run("--in", in.toString(), "--out", out.toString());

        assertThat(code).isZero();
        assertThat(new String(Files.readAllBytes(out), old))
                .isEqualTo("事项,kind,start,n,due,error\n取水许可,working,2026-12-30,2,,2027 年的节假日安排尚未公布\n");
    }

    @Test
    void theFileMayBeWrittenOver() throws IOException {
        Path file = folder.resolve("same.csv");
        Files.writeString(file, HEADER + "working,2026-02-12,5,,\n");

        int code = run("--in=" + file, "--out=" + file);

        assertThat(code).isZero();
        assertThat(Files.readString(file)).endsWith(",2026-02-26,\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--in a.csv", "--in", "--out b.csv --in", "--in a --in b --out c", "a b c d", "--help"})
    void wrongUsageIsSaid(String arguments) {
        int code = run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("deadlines --in");
    }

    @Test
    void aFileThatIsNotThereOrNotATableIsWrongUsage() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        Path other = Files.writeString(folder.resolve("other.csv"), "kind,n\nworking,5\n");
        String out = folder.resolve("out.csv").toString();

        assertThat(run("--in", folder.resolve("none.csv").toString(), "--out", out))
                .isEqualTo(2);
        assertThat(run("--in", empty.toString(), "--out", out)).isEqualTo(2);
        assertThat(run("--in", other.toString(), "--out", out)).isEqualTo(2);
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    @Test
    void thousandsOfRowsAgreeWithCountingOnTheFingers() throws IOException {
        var random = new Random(20261121);
        var rows = new ArrayList<String>();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 5_000; i++) {
            Clock clock = any(random);
            String row = written(clock);
            rows.add(row);
            expected.add(row + "," + DayByDay.due(clock) + ",");
        }

        String result = deadlines(HEADER + String.join("\n", rows) + "\n");

        assertThat(result.lines().skip(1)).containsExactlyElementsOf(expected);
    }

    private static Clock any(Random random) {
        LocalDate start = LocalDate.of(2017, 1, 1).plusDays(random.nextInt(3_200));
        int days = random.nextInt(1, 61);
        var pauses = new ArrayList<Pause>();
        for (int i = random.nextInt(4); i > 0; i--) {
            LocalDate from = start.plusDays(random.nextInt(-5, 60));
            pauses.add(new Pause(from, from.plusDays(random.nextInt(20)), "", ""));
        }
        return new Clock(
                start,
                random.nextBoolean() ? TimeLimit.workingDays(days) : TimeLimit.naturalDays(days),
                pauses,
                random.nextInt(3) == 0 ? random.nextInt(20) : 0);
    }

    private static String written(Clock clock) {
        String kind = clock.limit().unit() == TimeLimit.Unit.WORKING_DAY ? "working" : "natural";
        String pauses = clock.pauses().stream()
                .map(pause -> pause.from() + "/" + pause.until())
                .collect(Collectors.joining(";"));
        return String.join(
                ",",
                kind,
                clock.start().toString(),
                String.valueOf(clock.limit().amount()),
                clock.extension() == 0 ? "" : String.valueOf(clock.extension()),
                pauses);
    }

    private String deadlines(String input) throws IOException {
        Path in = Files.writeString(folder.resolve("a.csv"), input);
        Path out = folder.resolve("b.csv");
        assertThat(run("--in", in.toString(), "--out", out.toString())).isZero();
        return Files.readString(out);
    }

    private int run(String... arguments) {
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return DeadlinesCommand.run(arguments, out, new PrintStream(complaints, true, StandardCharsets.UTF_8));
    }
}
