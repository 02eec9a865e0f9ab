package org.yimen.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;
import org.yimen.organisation.DemoAccounts;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page costs a city with cases in it, asked for by HTTP on loopback as browsers do: the application and its embedded
 * PostgreSQL in processes of their own, so that what the clients cost is not counted (M-OTH-02).
 */
final class PagesBench {

    private static final int CASES = 120;
    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /** What nobody should wait longer for: half of the answers to one who asks alone, and nearly all to many at once. */
    private static final double ALONE_MILLIS = 50;

    private static final double CROWDED_MILLIS = 1_000;
    private static final String CITIZEN = "629901199503124524";
    private static final Pattern FIELD = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern CASE = Pattern.compile("/desk/cases/[0-9a-f-]{36}");

    private final String root;
    private final long pid;

    private PagesBench(String root, long pid) {
        this.root = root;
        this.pid = pid;
    }

    /** A page and who asks for it. */
    private record Ask(String name, HttpClient who, String path) {}

    /**
     * One page asked for by so many clients at once, each of whom asks again when he has all of the answer.
     *
     * @param kib size of the answer without its head
     * @param applicationCpuMillis of one request
     * @param postgresCpuMillis of one request
     * @param failed answers that were not the page
     */
    record Run(
            String page,
            int clients,
            long requests,
            long failed,
            double perSecond,
            double p50,
            double p99,
            double kib,
            double applicationCpuMillis,
            double postgresCpuMillis) {

        boolean isKept() {
            return failed == 0 && p99 <= CROWDED_MILLIS && (clients > 1 || p50 <= ALONE_MILLIS);
        }
    }

    record Report(int cores, String java, int cases, List<Run> runs) {}

    static int command(Options options) throws Exception {
        List<Integer> clients = Arrays.stream(
                        options.values().getOrDefault("clients", "1,8,32").split(","))
                .map(Integer::valueOf)
                .toList();
        Report report = run(clients, Duration.ofSeconds(options.number("seconds", 10)), options.number("cases", CASES));
        System.out.println(table(report));
        String json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
        if (options.out().isPresent()) {
            Files.writeString(options.out().get(), json + "\n");
        } else {
            System.out.println(json);
        }
        List<Run> missed = report.runs().stream().filter(run -> !run.isKept()).toList();
        missed.forEach(run -> System.err.printf(
                Locale.ROOT,
                "%s, %d clients: %d failed, p50 %.0f ms, p99 %.0f ms; the limits are 0, %.0f alone and %.0f%n",
                run.page(),
                run.clients(),
                run.failed(),
                run.p50(),
                run.p99(),
                ALONE_MILLIS,
                CROWDED_MILLIS));
        return missed.isEmpty() ? 0 : 1;
    }

    static Report run(List<Integer> clients, Duration time, int cases) throws Exception {
        // As root PostgreSQL runs as another user, who must be able to pass.
        Path folder = Files.setPosixFilePermissions(
                Files.createTempDirectory("yimen-pages-"), PosixFilePermissions.fromString("rwx--x--x"));
        Path log = folder.resolve("hall.log");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process hall = new ProcessBuilder(hall(port, folder.resolve("data"), cases))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await(hall, log);
            return new PagesBench("http://localhost:" + port, hall.pid()).measure(clients, time, cases);
        } finally {
            hall.destroy();
            hall.waitFor();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static List<String> hall(int port, Path data, int cases) {
        String path = System.getProperty("java.class.path");
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g"));
        words.addAll(path.endsWith("-app.jar") ? List.of("-jar", path) : List.of("-cp", path, Bench.class.getName()));
        words.addAll(List.of(
                Rig.HALL,
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--yimen.data=" + data,
                "--yimen.demo=true",
                "--yimen.demo.cases=" + cases,
                "--logging.level.root=ERROR",
                "--logging.level.org.yimen.demo=INFO"));
        return words;
    }

    /** Until the cases of the demo city have lived as far as they go. */
    private static void await(Process hall, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.readString(log).contains("demo cases are there")) {
            if (!hall.isAlive() || System.nanoTime() > end) {
                throw new IOException("the hall did not start: " + Files.readString(log));
            }
            Thread.sleep(200);
        }
    }

    private Report measure(List<Integer> clients, Duration time, int cases) throws Exception {
        var runs = new ArrayList<Run>();
        for (Ask ask : asks()) {
            load(ask, clients.getLast(), WARM_UP);
            for (int each : clients) {
                runs.add(load(ask, each, time));
            }
        }
        return new Report(Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), cases, runs);
    }

    private List<Ask> asks() throws IOException, InterruptedException {
        HttpClient stranger = guest();
        HttpClient citizen = signedIn("/sign-in", Map.of("citizen-id", CITIZEN, "name", "陈晓禾"));
        HttpClient clerk = signedIn("/desk/sign-in", Map.of("login", "wjw.window"));
        HttpClient director = signedIn("/desk/sign-in", Map.of("login", "zx.director"));
        Matcher file = CASE.matcher(get(clerk, "/desk"));
        if (!file.find()) {
            throw new IOException("the inbox is empty");
        }
        return List.of(
                new Ask("home", stranger, "/"),
                new Ask("search", stranger, "/search?q=" + URLEncoder.encode("开店", StandardCharsets.UTF_8)),
                new Ask("guide", stranger, "/items/public-place-hygiene"),
                new Ask("what is mine", citizen, "/me"),
                new Ask("inbox", clerk, "/desk"),
                new Ask("case", clerk, file.group()),
                new Ask("figures", director, "/desk/figures"));
    }

    private Run load(Ask ask, int clients, Duration time) throws Exception {
        var nanos = new ConcurrentLinkedQueue<Long>();
        var failed = new AtomicLong();
        var bytes = new AtomicLong();
        long application = cpu(List.of(ProcessHandle.of(pid).orElseThrow()));
        long postgres = cpu(ProcessHandle.of(pid).orElseThrow().descendants().toList());
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        long asked = System.nanoTime();
                        var answer = ask.who().send(request(ask.path()), BodyHandlers.ofByteArray());
                        nanos.add(System.nanoTime() - asked);
                        bytes.addAndGet(answer.body().length);
                        if (answer.statusCode() != 200) {
                            failed.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        int number = sorted.length;
        application = cpu(List.of(ProcessHandle.of(pid).orElseThrow())) - application;
        postgres = cpu(ProcessHandle.of(pid).orElseThrow().descendants().toList()) - postgres;
        return new Run(
                ask.name(),
                clients,
                number,
                failed.get(),
                number / seconds,
                sorted[number / 2] / 1e6,
                sorted[Math.min(number - 1, number * 99 / 100)] / 1e6,
                bytes.get() / 1024.0 / number,
                application / 1e6 / number,
                postgres / 1e6 / number);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE).build();
    }

    private static HttpClient guest() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private String get(HttpClient who, String path) throws IOException, InterruptedException {
        return who.send(request(path), BodyHandlers.ofString()).body();
    }

    private HttpClient signedIn(String path, Map<String, String> fields) throws IOException, InterruptedException {
        HttpClient who = guest();
        Matcher token = FIELD.matcher(get(who, path));
        if (!token.find()) {
            throw new IOException("no form at " + path);
        }
        var sent = new TreeMap<>(fields);
        sent.put("password", DemoAccounts.PASSWORD);
        sent.put("_csrf", token.group(1));
        String body = sent.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = who.send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.uri().getPath().endsWith("/sign-in")) {
            throw new IOException("not signed in at " + path + ": " + answer.statusCode());
        }
        return who;
    }

    /** CPU nanoseconds of these processes. */
    private static long cpu(List<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .sum();
    }

    static String table(Report report) {
        var lines = new ArrayList<String>();
        lines.add("%d cores, Java %s, %d cases".formatted(report.cores(), report.java(), report.cases()));
        lines.add("");
        lines.add("| page | clients | requests | failed | a second | p50/p99 ms | KiB | application CPU ms/request"
                + " | PostgreSQL CPU ms/request |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        for (Run run : report.runs()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.0f | %.1f / %.1f | %.1f | %.2f | %.2f |",
                    run.page(),
                    run.clients(),
                    run.requests(),
                    run.failed(),
                    run.perSecond(),
                    run.p50(),
                    run.p99(),
                    run.kib(),
                    run.applicationCpuMillis(),
                    run.postgresCpuMillis()));
        }
        return String.join("\n", lines);
    }
}
