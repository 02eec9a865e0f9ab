import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the last run of {@code ./yimen test} proves: {@code java tools/Rows.java} prints a line per requirement row, with
 * {@code --law} it writes docs/law.md. Run in the root of the repository.
 *
 * <p>A row is proven when at least one test names it and all tests that name it passed, in a complete run, on the commit
 * that is checked out, with nothing changed. Everything else is open.
 */
public final class Rows {

    private static final List<Path> REPORTS =
            List.of(Path.of("server", "target", "rows"), Path.of("browser-tests", "target", "rows"));

    /** {@code ./yimen test} writes the commit here when Maven has gone through all modules. */
    private static final Path COMPLETE = REPORTS.getFirst().resolve("complete");

    record Law(String article, String rule) {}

    record Line(String commit, boolean clean, String test, boolean passed, List<String> rows, List<Law> laws) {
        static Line parse(String line) {
            String[] columns = line.split("\t", -1);
            List<String> rows = columns[5].isEmpty() ? List.of() : List.of(columns[5].split(","));
            List<Law> laws = Stream.of(columns).skip(6).map(Rows::law).toList();
            return new Line(
                    columns[0], columns[1].equals("clean"), shortened(columns[2]), columns[4].equals("SUCCESSFUL"), rows, laws);
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            printRows();
        } else if (List.of(arguments).equals(List.of("--law"))) {
            writeLaw();
        } else {
            System.err.println("rows takes --law or nothing.");
            System.exit(1);
        }
    }

    private static void printRows() throws IOException {
        List<Line> report = report();
        String stale = whyStale(report);
        SortedMap<String, List<Line>> byRow = new TreeMap<>();
        report.forEach(line -> line.rows().forEach(
                row -> byRow.computeIfAbsent(row, _ -> new ArrayList<>()).add(line)));
        Map<String, String> titles = titles();
        int proven = 0;
        for (String row : titles.keySet()) {
            List<Line> tests = byRow.getOrDefault(row, List.of());
            if (stale.isEmpty() && isProven(tests)) {
                proven++;
            }
            print(row, stale, tests);
        }
        byRow.forEach((row, tests) -> {
            if (!titles.containsKey(row)) {
                print(row, stale, tests);
            }
        });
        if (!stale.isEmpty()) {
            System.out.println(stale);
        }
        System.out.printf("%d of %d rows proven%n", proven, titles.size());
    }

    private static void print(String row, String stale, List<Line> tests) {
        if (stale.isEmpty() && isProven(tests)) {
            String names = tests.stream().map(Line::test).distinct().sorted().collect(Collectors.joining(", "));
            System.out.println(row + " proven " + names);
        } else {
            System.out.println(row + " open");
        }
    }

    private static boolean isProven(List<Line> tests) {
        return !tests.isEmpty() && tests.stream().allMatch(Line::passed);
    }

    private static String whyStale(List<Line> report) throws IOException {
        String head = git("rev-parse", "HEAD");
        if (head.isEmpty()) {
            return "Everything is open: this is no git checkout, so no report can be of its commit.";
        }
        if (!git("status", "--porcelain").isEmpty()) {
            return "Everything is open: the working tree has changes that are not committed.";
        }
        if (!Files.exists(COMPLETE)) {
            return "Everything is open: there is no complete run of ./yimen test.";
        }
        boolean sameRun = Files.readString(COMPLETE).strip().equals(head)
                && report.stream().allMatch(line -> line.clean() && line.commit().equals(head));
        return sameRun ? "" : "Everything is open: the last run of ./yimen test was of another commit or a changed tree.";
    }

    /** The table of docs/law.md; only what passed in every test that names it. */
    private static void writeLaw() throws IOException {
        if (!Files.exists(COMPLETE)) {
            System.err.println("docs/law.md is made from a complete run: start ./yimen test first.");
            System.exit(1);
        }
        SortedMap<Law, List<Line>> byLaw = new TreeMap<>(
                Comparator.comparing((Law law) -> articleOrder(law.article())).thenComparing(Law::rule));
        report().forEach(line ->
                line.laws().forEach(law -> byLaw.computeIfAbsent(law, _ -> new ArrayList<>()).add(line)));
        var page = new StringBuilder(
                """
                # Law, rule, test

                Written by `./yimen rows --law` from the tests that passed; each line is an annotation `@Law` on a test.

                | Law 法条 | Rule 规则 | Test 测试 |
                | --- | --- | --- |
                """);
        byLaw.forEach((law, lines) -> {
            if (isProven(lines)) {
                var tests = lines.stream().map(line -> "`" + line.test() + "`").collect(Collectors.toCollection(TreeSet::new));
                page.append("| %s | %s | %s |%n".formatted(cell(law.article()), cell(law.rule()), String.join("<br>", tests)));
            }
        });
        Files.writeString(Path.of("docs", "law.md"), page);
        System.out.println("docs/law.md lists " + byLaw.values().stream().filter(Rows::isProven).count() + " rules.");
    }

    private static List<Line> report() throws IOException {
        var lines = new ArrayList<Line>();
        for (Path folder : REPORTS) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(".tsv"))
                            .sorted()
                            .flatMap(Rows::lines)
                            .map(Line::parse)
                            .forEach(lines::add);
                }
            }
        }
        return lines;
    }

    private static Map<String, String> titles() throws IOException {
        var titles = new LinkedHashMap<String, String>();
        for (String line : Files.readAllLines(Path.of("docs", "rows.tsv"))) {
            titles.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
        }
        return titles;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Law law(String column) {
        int bar = column.indexOf('|');
        return new Law(column.substring(0, bar), column.substring(bar + 1));
    }

    /** {@code org.yimen.time.ClockTest#stops} as {@code ClockTest.stops}. */
    private static String shortened(String test) {
        int hash = test.indexOf('#');
        String type = test.substring(0, hash);
        return type.substring(type.lastIndexOf('.') + 1) + "." + test.substring(hash + 1);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static final Pattern NUMBER = Pattern.compile("[零一二三四五六七八九十百]+|\\d+");

    /** Sorts 第九条 before 第十条: every number, Chinese or not, padded with zeros. */
    static String articleOrder(String article) {
        Matcher number = NUMBER.matcher(article);
        return number.replaceAll(found -> "%05d".formatted(value(found.group())));
    }

    private static int value(String number) {
        if (Character.isDigit(number.charAt(0)) && number.charAt(0) < 128) {
            return Integer.parseInt(number);
        }
        int total = 0;
        int digit = 0;
        for (char c : number.toCharArray()) {
            int found = "零一二三四五六七八九".indexOf(c);
            if (found >= 0) {
                digit = found;
            } else {
                total += (digit == 0 ? 1 : digit) * (c == '十' ? 10 : 100);
                digit = 0;
            }
        }
        return total + digit;
    }

    private static String git(String... words) throws IOException {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(words)).toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
