package org.yimen.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import org.yimen.Yimen;
import org.yimen.application.Soundness;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseId;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one case costs the engine: accepted, reviewed by three departments at once, decided, through the same desks as from a
 * page, with papers, seals, journal, keys and checks, on an embedded PostgreSQL of its own.
 */
final class EngineBench {

    private static final int WARM_UP = 120;

    /** The acts of a case that are measured, and the step that each of them belongs to. */
    private static final Map<String, String> STEPS = Map.of(
            "accept", "accept",
            "review-WJW", "review",
            "review-SJ", "review",
            "review-ZJ", "review",
            "grant", "decide");

    /** Side by side: the three departments have the case at the same time, and each review moves it on. */
    private static final List<String> REVIEWS = List.of("review-WJW", "review-SJ", "review-ZJ");

    /** So often a client sends a command again that the desk gave up, under the same key. */
    private static final int MOST_SENT = 5;

    private static final String STATEMENTS = """
            select coalesce(sum(calls), 0)
              from pg_stat_statements
             where query !~* '^(begin|commit|rollback|set|show)' and query !~* 'pg_stat_statements|pg_total_relation_size'
            """;

    /** Every transaction that writes takes one number; a rolled back one too. */
    private static final String WRITES = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

    private static final String STORED = """
            select sum(pg_total_relation_size(c.oid))
              from pg_class c
                   join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
            """;

    private final Acts acts;
    private final Soundness soundness;
    private final CaseDesk desk;
    private final JdbcClient jdbc;
    private final Path data;
    private final LongAdder sentAgain = new LongAdder();

    private EngineBench(ConfigurableApplicationContext context, Path data) {
        this.acts = context.getBean(Acts.class);
        this.soundness = context.getBean(Soundness.class);
        this.desk = context.getBean(CaseDesk.class);
        this.jdbc = context.getBean(JdbcClient.class);
        this.data = data;
    }

    /** One step at one number of threads, in milliseconds. */
    record Step(String name, double p50, double p99) {}

    /**
     * One number of threads.
     *
     * @param statementsPerCommand without begin and commit; the drawing of a number is one
     * @param writesPerCommand transactions that wrote; the drawing of a number is one
     * @param storedBytesPerCase tables, indexes and files
     * @param retries attempts that the desk made again because another review of the case was faster
     * @param sentAgain commands that a client sent again, under the same key, because the desk gave up
     */
    record Run(
            int threads,
            int cases,
            double seconds,
            double casesPerSecond,
            double jvmCpuMillisPerCase,
            double postgresCpuMillisPerCase,
            double statementsPerCommand,
            double writesPerCommand,
            double walBytesPerCase,
            double storedBytesPerCase,
            long retries,
            long sentAgain,
            List<Step> steps) {}

    record Report(int cores, String java, String postgres, Map<String, String> durable, List<Run> runs) {}

    private record Meter(
            long nanos,
            long jvm,
            long postgres,
            long statements,
            long writes,
            String lsn,
            long stored,
            long repeats,
            long sentAgain) {}

    static int command(Options options) throws Exception {
        List<Integer> threads = Arrays.stream(options.values()
                        .getOrDefault("threads", "1,2,4,8,16,32")
                        .split(","))
                .map(Integer::valueOf)
                .toList();
        Report report = run(threads, options.number("cases", 200), System.out::println);
        String json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
        System.out.println(table(report));
        if (options.out().isPresent()) {
            Files.writeString(options.out().get(), json + "\n");
        } else {
            System.out.println(json);
        }
        return 0;
    }

    static Report run(List<Integer> threads, int cases, CrashCampaign.Log log) throws Exception {
        Path folder = Files.setPosixFilePermissions(
                Files.createTempDirectory("yimen-bench-"), PosixFilePermissions.fromString("rwx--x--x"));
        try {
            Path data = folder.resolve("data");
            try (var context = SpringApplication.run(
                    Yimen.class,
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--yimen.data=" + data,
                    "--yimen.demo=true",
                    "--yimen.demo.cases=0",
                    "--logging.level.root=ERROR",
                    "--logging.level.org.yimen=ERROR")) {
                var bench = new EngineBench(context, data);
                Map<String, String> durable = bench.durable();
                bench.measure(2, WARM_UP);
                var runs = new ArrayList<Run>();
                for (int count : threads) {
                    Run run = bench.measure(count, cases);
                    log.say(line(run));
                    runs.add(run);
                }
                return new Report(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().toString(),
                        bench.jdbc
                                .sql("show server_version")
                                .query(String.class)
                                .single(),
                        durable,
                        runs);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Asked of the server: a figure from one that does not wait for its disk is not printed. */
    private Map<String, String> durable() {
        var settings = new TreeMap<String, String>();
        for (String name : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            String value = jdbc.sql("show " + name).query(String.class).single();
            if (!value.equals("on")) {
                throw new IllegalStateException(name + " is " + value);
            }
            settings.put(name, value);
        }
        return settings;
    }

    private Run measure(int threads, int count) throws Exception {
        var cases = new ArrayList<CaseId>();
        for (int i = 0; i < count; i++) {
            cases.add(acts.submit(acts.draft(), key()).id());
        }
        var times = new ConcurrentHashMap<String, ConcurrentLinkedQueue<Long>>();
        var next = new AtomicInteger();
        System.gc();
        Meter before = meter();
        try (var pool = Executors.newFixedThreadPool(threads);
                var departments = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> {
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        live(cases.get(n), departments, times);
                    }
                    return count;
                }));
            }
            for (var worker : workers) {
                worker.get();
            }
        }
        Meter after = meter();
        for (CaseId id : cases) {
            List<String> flaws = soundness.flaws(id);
            if (!flaws.isEmpty()) {
                throw new IllegalStateException(id + ": " + flaws);
            }
        }
        double seconds = (after.nanos() - before.nanos()) / 1e9;
        double commands = (double) count * STEPS.size();
        return new Run(
                threads,
                count,
                seconds,
                count / seconds,
                (after.jvm() - before.jvm()) / 1e6 / count,
                (after.postgres() - before.postgres()) / 1e6 / count,
                (after.statements() - before.statements()) / commands,
                (after.writes() - before.writes()) / commands,
                (double) wal(before.lsn(), after.lsn()) / count,
                (double) (after.stored() - before.stored()) / count,
                after.repeats() - before.repeats(),
                after.sentAgain() - before.sentAgain(),
                Stream.of("accept", "review", "decide")
                        .map(name -> step(name, Objects.requireNonNull(times.get(name))))
                        .toList());
    }

    private void live(CaseId id, ExecutorService departments, ConcurrentMap<String, ConcurrentLinkedQueue<Long>> times)
            throws Exception {
        perform(id, "accept", times);
        var reviews = departments.invokeAll(REVIEWS.stream()
                .map(act -> Executors.callable(() -> perform(id, act, times)))
                .toList());
        for (var review : reviews) {
            review.get();
        }
        perform(id, "grant", times);
    }

    /** From the first time that it is sent to its answer; under one key, as a client sends again what was not heard. */
    private void perform(CaseId id, String act, ConcurrentMap<String, ConcurrentLinkedQueue<Long>> times) {
        String key = key();
        long from = System.nanoTime();
        for (int sent = 1; ; sent++) {
            try {
                var _ = acts.perform(id, act, key);
                break;
            } catch (OptimisticLockingFailureException overtaken) {
                if (sent == MOST_SENT) {
                    throw overtaken;
                }
                sentAgain.increment();
            }
        }
        times.computeIfAbsent(Objects.requireNonNull(STEPS.get(act)), _ -> new ConcurrentLinkedQueue<>())
                .add(System.nanoTime() - from);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static Step step(String name, ConcurrentLinkedQueue<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Step(name, at(sorted, 0.50), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    private Meter meter() throws IOException {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long stored = jdbc.sql(STORED).query(Long.class).single() + files();
        return new Meter(
                System.nanoTime(),
                machine.getProcessCpuTime(),
                postgresCpu(),
                jdbc.sql(STATEMENTS).query(Long.class).single(),
                jdbc.sql(WRITES).query(Long.class).single(),
                jdbc.sql("select pg_current_wal_insert_lsn()")
                        .query(String.class)
                        .single(),
                stored,
                desk.repeats(),
                sentAgain.sum());
    }

    private long wal(String from, String to) {
        return jdbc.sql("select pg_wal_lsn_diff(:to::pg_lsn, :from::pg_lsn)::bigint")
                .param("to", to)
                .param("from", from)
                .query(Long.class)
                .single();
    }

    private long files() throws IOException {
        try (var all = Files.walk(data)) {
            long bytes = 0;
            for (Path file : all.filter(each ->
                            !each.startsWith(data.resolve("postgres")) && !each.startsWith(data.resolve("binaries")))
                    .filter(Files::isRegularFile)
                    .toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /** CPU nanoseconds of the server and all of its processes, those that have ended included. */
    private static long postgresCpu() throws IOException {
        long ticks = 0;
        for (ProcessHandle handle : ProcessHandle.current().descendants().toList()) {
            Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
            if (Files.exists(stat)) {
                String line = Files.readString(stat);
                String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
                // utime, stime, cutime and cstime: fields 14 to 17, of which the name is the second.
                for (int field = 11; field <= 14; field++) {
                    ticks += Long.parseLong(words[field]);
                }
            }
        }
        // USER_HZ is 100 on every Linux that runs Java.
        return ticks * 10_000_000;
    }

    private static String line(Run run) {
        Step accept = run.steps().get(0);
        Step review = run.steps().get(1);
        Step decide = run.steps().get(2);
        return String.format(
                Locale.ROOT,
                "| %2d | %4d | %6.1f | %6.1f | %6.1f | %4.2f | %4.2f | %6.1f | %6.1f | %d / %d | %.1f / %.1f | %.1f / %.1f | %.1f / %.1f |",
                run.threads(),
                run.cases(),
                run.casesPerSecond(),
                run.jvmCpuMillisPerCase(),
                run.postgresCpuMillisPerCase(),
                run.statementsPerCommand(),
                run.writesPerCommand(),
                run.walBytesPerCase() / 1024,
                run.storedBytesPerCase() / 1024,
                run.retries(),
                run.sentAgain(),
                accept.p50(),
                accept.p99(),
                review.p50(),
                review.p99(),
                decide.p50(),
                decide.p99());
    }

    static String table(Report report) {
        var lines = new ArrayList<String>();
        lines.add("%d cores, Java %s, PostgreSQL %s, %s"
                .formatted(report.cores(), report.java(), report.postgres(), report.durable()));
        lines.add("");
        lines.add("| threads | cases | cases/s | JVM CPU ms/case | PostgreSQL CPU ms/case | statements/command"
                + " | write transactions/command | WAL KiB/case | stored KiB/case | retries / sent again"
                + " | accept p50/p99 ms | review p50/p99 ms | decide p50/p99 ms |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        report.runs().forEach(run -> lines.add(line(run)));
        return String.join("\n", lines);
    }
}
