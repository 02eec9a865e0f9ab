package org.yimen.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yimen.platform.StartRefused;

/**
 * One running PostgreSQL on one data folder. The folder holds {@code postgres} (PostgreSQL's own), {@code passwords},
 * {@code lock}, {@code start.log} and, unless another cache is given, {@code binaries}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The role that Yimen works as: it owns its database and is no superuser, as it would be in a server of yours. */
    static final String ROLE = "yimen";

    static final String DATABASE = "yimen";

    static final String SUPERUSER = "postgres";

    /** What makes a commit survive a power cut. */
    static final List<String> DURABLE = List.of("fsync", "full_page_writes", "synchronous_commit");

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int PORTS_TO_TRY = 3;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Path folder;
    private final Path cluster;
    private final Path binaries;
    private final Account account;
    private final DataLock lock;
    private final Passwords passwords;
    private final Process process;
    private final int port;

    private record Passwords(String superuser, String role) {}

    private record Running(Process process, int port) {}

    private EmbeddedPostgres(Path folder, Path cache, DataLock lock) throws IOException {
        this.folder = folder;
        this.cluster = folder.resolve("postgres");
        this.lock = lock;
        this.account = Account.of(cluster);
        this.binaries = Binaries.unpackedIn(cache);
        this.passwords = passwords();
        if (Files.exists(cluster)) {
            refuseOtherVersion();
            new Orphan(cluster, account, program("pg_ctl")).stop();
        } else {
            initialise();
        }
        Running running = run();
        this.process = running.process();
        this.port = running.port();
    }

    /** One on this folder, which is made where it is missing; for tools that look after a server of their own. */
    public static EmbeddedPostgres in(Path folder, Path cache) throws IOException {
        return start(DataFolder.open(folder.toAbsolutePath().normalize()), cache);
    }

    /**
     * @param folder as {@link DataFolder#open} returns it
     * @param cache where the programs are unpacked
     */
    static EmbeddedPostgres start(Path folder, Path cache) throws IOException {
        var lock = DataLock.take(folder);
        EmbeddedPostgres postgres = null;
        try {
            postgres = new EmbeddedPostgres(folder, cache, lock);
            postgres.prepare();
            postgres.assertDurable();
            LOG.info("PostgreSQL keeps its data in {} and listens on 127.0.0.1:{}", folder, postgres.port);
            return postgres;
        } catch (IOException | RuntimeException e) {
            if (postgres == null) {
                lock.close();
            } else {
                postgres.close();
            }
            throw e;
        }
    }

    public String url() {
        return url(DATABASE);
    }

    public String password() {
        return passwords.role();
    }

    public int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends open sessions, writes everything down and gives the folder free. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (!process.isAlive()) {
                return;
            }
            var server = new Orphan(cluster, account, program("pg_ctl"));
            server.signal("INT", process.pid());
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "PostgreSQL did not stop within {}; it will recover from its log at the next start",
                        STOP_LIMIT);
                server.signal("QUIT", process.pid());
                var _ = process.waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was stopping", e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private Path program(String name) {
        return binaries.resolve("bin").resolve(name);
    }

    private Passwords passwords() throws IOException {
        Path file = folder.resolve("passwords");
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            return new Passwords(lines.get(0), lines.get(1));
        }
        if (Files.exists(cluster)) {
            throw new StartRefused(
                    "%s is missing: put it back from your backup, nobody can enter the database without it."
                            .formatted(file));
        }
        var fresh = new Passwords(randomPassword(), randomPassword());
        writePrivately(file, fresh.superuser() + "\n" + fresh.role() + "\n");
        return fresh;
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Never readable by others, not even for a moment. */
    private static void writePrivately(Path file, String text) throws IOException {
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, onlyUs);
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void refuseOtherVersion() throws IOException {
        String written = Files.readString(cluster.resolve("PG_VERSION")).strip();
        String ours = account.run(Duration.ofSeconds(10), program("postgres").toString(), "--version")
                .text();
        if (!ours.matches(".*\\) " + written + "\\..*")) {
            throw new StartRefused(
                    "The data in %s were written by PostgreSQL %s and this Yimen brings %s: upgrade them first."
                            .formatted(cluster, written, ours));
        }
    }

    /** In a folder beside, renamed when it is whole: a start that is killed half-way leaves nothing that looks finished. */
    private void initialise() throws IOException {
        Path fresh = folder.resolve("postgres.new");
        Path passwordFile = folder.resolve("postgres.new.password");
        Folders.delete(fresh);
        Folders.create(fresh, "rwx------");
        account.own(fresh);
        writePrivately(passwordFile, passwords.superuser() + "\n");
        account.own(passwordFile);
        try {
            var initdb = account.run(
                    START_LIMIT,
                    program("initdb").toString(),
                    "--pgdata=" + fresh,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--locale-provider=icu",
                    "--icu-locale=zh-Hans-CN",
                    "--data-checksums");
            if (initdb.exit() != 0) {
                throw new IOException("initdb failed: " + initdb.text());
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private Running run() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int free = freePort();
            Process started = launch(free);
            if (isUp(started, free)) {
                return new Running(started, free);
            }
            if (started.isAlive()) {
                new Orphan(cluster, account, program("pg_ctl")).signal("QUIT", started.pid());
            }
            String log = tail(folder.resolve("start.log"));
            boolean taken = log.contains("Address already in use");
            if (!taken || attempt == PORTS_TO_TRY) {
                throw new IOException("PostgreSQL did not start, see %s and %s: %s"
                        .formatted(folder.resolve("start.log"), cluster.resolve("log"), log));
            }
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private Process launch(int freePort) throws IOException {
        var settings = new TreeMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "max_connections", "60",
                "shared_preload_libraries", "pg_stat_statements",
                // Costs nothing while archive_command is "true", as before the first backup; turning it on needs a
                // restart.
                "archive_mode", "on",
                // A week of logs in PostgreSQL's folder, each day over the one of last week.
                "logging_collector", "on",
                "log_filename", "postgresql-%a.log",
                "log_truncate_on_rotation", "on",
                "log_rotation_size", "0"));
        DURABLE.forEach(name -> settings.put(name, "on"));
        // A session of its own: Ctrl-C in the terminal must stop Yimen, and Yimen then PostgreSQL, not both at once.
        var command = new ArrayList<>(List.of("setsid", program("postgres").toString()));
        command.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(freePort)));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return account.builder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("start.log").toFile())
                .start();
    }

    private boolean isUp(Process started, int startedPort) throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (started.isAlive() && System.nanoTime() < end) {
            try (var _ = connect(
                    "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(startedPort),
                    SUPERUSER,
                    passwords.superuser())) {
                return true;
            } catch (SQLException e) {
                boolean refused = "28P01".equals(e.getSQLState()) || "28000".equals(e.getSQLState());
                if (refused) {
                    started.destroy();
                    throw new StartRefused(
                            "PostgreSQL on %s refuses the password in %s: put back the one that belongs to it."
                                    .formatted(cluster, folder.resolve("passwords")),
                            e);
                }
            }
            pause();
        }
        return false;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was starting", e);
        }
    }

    /** Every step may have been done by an earlier start that was killed after it. */
    private void prepare() {
        try (Connection server = connect(url("postgres"), SUPERUSER, passwords.superuser())) {
            if (isMissing(server, "select 1 from pg_roles where rolname = '" + ROLE + "'")) {
                execute(server, "create role %s login password '%s'".formatted(ROLE, passwords.role()));
            }
            if (isMissing(server, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                execute(server, "create database %s owner %s".formatted(DATABASE, ROLE));
            }
            // An empty command would keep every segment for ever; the first backup puts its own in place.
            if (!isMissing(server, "select 1 where current_setting('archive_command') = ''")) {
                execute(server, "alter system set archive_command = 'true'");
                execute(server, "select pg_reload_conf()");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL runs and cannot be prepared", e);
        }
        try (Connection database = connect(url(), SUPERUSER, passwords.superuser())) {
            execute(database, "create extension if not exists pg_stat_statements");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL runs and cannot be prepared", e);
        }
    }

    private static boolean isMissing(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Asked as the role that Yimen works as, because a database or a role can override what the server was told. */
    private void assertDurable() {
        try (Connection connection = connect(url(), ROLE, passwords.role())) {
            for (String name : DURABLE) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("show " + name)) {
                    rows.next();
                    if (!"on".equals(rows.getString(1))) {
                        throw new StartRefused(
                                "PostgreSQL on %s has %s = %s, with which a power cut loses cases: set it back to on."
                                        .formatted(cluster, name, rows.getString(1)));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL runs and does not answer", e);
        }
    }

    static Connection connect(String url, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(url, properties);
    }

    static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
