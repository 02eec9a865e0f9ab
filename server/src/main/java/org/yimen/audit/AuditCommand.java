package org.yimen.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.yimen.audit.WitnessCommand.Options;
import org.yimen.platform.StartRefused;
import org.yimen.platform.postgres.OpenedData;

/**
 * {@code ./yimen audit}: copies the log into files and verifies it, without a server: files, the tables of a database, or one
 * receipt.
 */
public final class AuditCommand {

    static final int INTACT = 0;
    static final int TAMPERED = 1;
    static final int WRONG_USAGE = 2;

    private static final List<String> PLACES = List.of("data", "database");
    private static final List<String> OPTIONS =
            List.of("out", "offline", "receipt", "log-key", "witness-key", "witness", "data", "database");

    private final Words words = Words.ofMachine();
    private final Options options;
    private final Map<String, String> environment;
    private final PrintStream out;

    private AuditCommand(Options options, Map<String, String> environment, PrintStream out) {
        this.options = options;
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] args) {
        Words.logAsCommand();
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    /** 0 where everything holds, 1 where something was tampered with, 2 where it could not be looked at. */
    static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        Optional<Options> options = args.length == 0
                ? Optional.empty()
                : Options.read(List.of(args).subList(1, args.length), OPTIONS, List.of());
        Words words = Words.ofMachine();
        if (options.isEmpty()) {
            err.println(words.say("audit.command.usage"));
            return WRONG_USAGE;
        }
        var command = new AuditCommand(options.get(), environment, out);
        try {
            return switch (args[0]) {
                case "export" -> command.export();
                case "verify" -> command.verify();
                default -> throw new IllegalArgumentException(words.say("audit.command.usage"));
            };
        } catch (IOException | SQLException | UncheckedIOException | DataAccessException | StartRefused e) {
            err.println(words.say("audit.command.failed", String.valueOf(e.getMessage())));
            return WRONG_USAGE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        }
    }

    private int export() throws IOException, SQLException {
        Path folder = Path.of(wanted("out"));
        return withTables(tables -> {
            VerifierKey key = key("log-key").or(() -> logKeyOf(tables)).orElseThrow(() -> noKey("log-key"));
            long size = FolderView.export(tables, key, folder);
            out.println(words.say("audit.command.exported", Long.toString(size), folder));
            return INTACT;
        });
    }

    private int verify() throws IOException, SQLException {
        if (options.has("receipt")) {
            return verifyReceipt(Path.of(options.one("receipt")));
        }
        // Before any snapshot of a running database, for afterwards the witness may have signed for more.
        Map<String, String> memory = witness().map(Witness::memory).orElseGet(Map::of);
        if (options.has("offline")) {
            var view = new FolderView(Path.of(options.one("offline")));
            if (view.head().isEmpty()) {
                throw new IllegalArgumentException(words.say("audit.command.no-copy", options.one("offline")));
            }
            return verify(view, view.logKey().orElse(null), memory, null);
        }
        return withTables(
                tables -> verify(new TablesView(tables), logKeyOf(tables).orElse(null), memory, tables));
    }

    private int verify(
            LogView view, @Nullable VerifierKey beside, Map<String, String> memory, @Nullable LogTables tables) {
        VerifierKey logKey =
                key("log-key").or(() -> Optional.ofNullable(beside)).orElseThrow(() -> noKey("log-key"));
        Optional<Witness> witness = witness();
        VerifierKey witnessKey = key("witness-key")
                .or(() -> witness.map(Witness::key))
                .or(view::witnessKey)
                .orElse(logKey);
        if (!options.has("log-key")) {
            out.println(words.say("audit.command.key-beside", logKey));
        }
        Optional<String> remembered = Optional.ofNullable(memory.get(logKey.name()));
        if (remembered.isEmpty()) {
            out.println(words.say("audit.command.no-memory"));
        }
        var report = new LogVerifier(view, logKey, witnessKey).verify(remembered.orElse(null), tables, sources());
        out.println(words.say(
                "audit.command.read", Long.toString(report.size()), report.at().toString(), report.root()));
        report.erased().forEach(name -> out.println(words.say("audit.command.erased", name)));
        if (!report.pending().isEmpty()) {
            out.println(words.say(
                    "audit.command.pending", Integer.toString(report.pending().size())));
        }
        report.findings().forEach(finding -> out.println(say(words, finding)));
        out.println(words.say(
                report.intact() ? "audit.command.intact" : "audit.command.tampered",
                Integer.toString(report.findings().size())));
        return report.intact() ? INTACT : TAMPERED;
    }

    static String say(Words words, Finding finding) {
        String name = finding.name().isEmpty() ? words.say("audit.finding.unknown") : finding.name();
        return words.say(
                finding.messageKey(),
                finding.index() < 0 ? "–" : Long.toString(finding.index()),
                name,
                finding.detail().isEmpty() ? "" : "(" + finding.detail() + ")");
    }

    private int verifyReceipt(Path file) throws IOException {
        LogReceipt receipt = LogReceipt.parse(Files.readString(file))
                .orElseThrow(() -> new IllegalArgumentException(words.say("audit.command.no-receipt", file)));
        Optional<VerifierKey> logKey = key("log-key").or(() -> VerifierKey.parse(receipt.logKey()));
        Optional<VerifierKey> witnessKey = key("witness-key").or(() -> VerifierKey.parse(receipt.witnessKey()));
        if (logKey.isEmpty() || witnessKey.isEmpty()) {
            throw noKey("log-key");
        }
        if (!options.has("log-key") || !options.has("witness-key")) {
            out.println(words.say("audit.command.keys-of-receipt", logKey.get(), witnessKey.get()));
        }
        List<String> flaws = receipt.flaws(logKey.get(), witnessKey.get());
        receipt.leaves().forEach(leaf -> out.println(leaf.index() + "  " + leaf.key()));
        flaws.forEach(out::println);
        out.println(words.say(flaws.isEmpty() ? "audit.command.receipt-holds" : "audit.command.receipt-broken"));
        return flaws.isEmpty() ? INTACT : TAMPERED;
    }

    /** The witness whose folder was named, or the built-in one of the data folder. */
    private Optional<Witness> witness() {
        Path folder = options.has("witness")
                ? Path.of(options.one("witness"))
                : data().resolveSibling(data().getFileName() + "-witness");
        boolean asked = options.has("witness") || PLACES.stream().anyMatch(options::has);
        return asked && Files.exists(folder.resolve("key"))
                ? Optional.of(new Witness(folder, InstantSource.system()))
                : Optional.empty();
    }

    private Path data() {
        return options.has("data")
                ? Path.of(options.one("data")).toAbsolutePath().normalize()
                : OpenedData.standard();
    }

    private Optional<VerifierKey> key(String option) {
        return options.has(option)
                ? Optional.of(VerifierKey.parse(options.one(option)).orElseThrow(() -> noKey(option)))
                : Optional.empty();
    }

    /** What the witness took on trust when it first saw this log. */
    private Optional<VerifierKey> logKeyOf(LogTables tables) {
        return tables.standing().flatMap(row -> witness().flatMap(each -> each.logKey(row.origin())));
    }

    private String wanted(String option) {
        if (!options.has(option)) {
            throw new IllegalArgumentException(words.say("audit.command.usage"));
        }
        return options.one(option);
    }

    private IllegalArgumentException noKey(String option) {
        return new IllegalArgumentException(words.say("audit.command.no-key", option));
    }

    private static List<LeafSource> sources() {
        return ServiceLoader.load(LeafSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(LeafSource::name))
                .toList();
    }

    @FunctionalInterface
    private interface Work {
        int on(LogTables tables) throws IOException, SQLException;
    }

    private int withTables(Work work) throws IOException, SQLException {
        if (options.has("database")) {
            String user = environment.getOrDefault("SPRING_DATASOURCE_USERNAME", "yimen");
            String password = environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", "");
            return withTables(options.one("database"), user, password, work);
        }
        try (OpenedData opened = OpenedData.open(data())) {
            return withTables(opened.url(), opened.user(), opened.password(), work);
        }
    }

    /** One snapshot for everything: a running server goes on writing. */
    private static int withTables(String url, String user, String password, Work work)
            throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return work.on(new LogTables(JdbcClient.create(new SingleConnectionDataSource(connection, true))));
        }
    }
}
