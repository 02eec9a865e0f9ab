package org.yimen.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL 15 of Debian's on a folder and a port of its own, as a centre would have one; never as root. */
final class Cluster15 implements AutoCloseable {

    static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private static final String PASSWORD = "outer-2026";

    private final Path folder;
    private final int port;
    private final Process server;

    private Cluster15(Path folder, int port) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = port;
        this.server = unprivileged(
                        PROGRAMS.resolve("postgres").toString(),
                        "-D",
                        folder.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=")
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile())
                .start();
        for (int i = 0; i < 300; i++) {
            try (var _ = enter("postgres", "postgres")) {
                return;
            } catch (SQLException _) {
                assertThat(server.isAlive()).as("PostgreSQL 15 starts").isTrue();
                Thread.sleep(50);
            }
        }
        throw new IOException("PostgreSQL 15 did not start");
    }

    /** A new cluster with Yimen's role and database. */
    static Cluster15 create(Path home) throws Exception {
        assertThat(PROGRAMS.resolve("initdb"))
                .as("the drill with an outer database needs it: apt-get install -y postgresql-15 postgresql-client-15")
                .exists();
        Path folder = Files.createDirectory(home.resolve("cluster"));
        Path password = Files.writeString(home.resolve("password"), PASSWORD + "\n");
        own(folder);
        own(password);
        run(
                PROGRAMS.resolve("initdb").toString(),
                "--pgdata=" + folder,
                "--username=postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--data-checksums");
        var cluster = new Cluster15(folder, freePort());
        try (var connection = cluster.enter("postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("create role yimen login replication password '" + PASSWORD + "'");
            statement.execute("create database yimen owner yimen");
        }
        return cluster;
    }

    /** A cluster that is there, e.g. a restored one. */
    static Cluster15 on(Path folder) throws Exception {
        return new Cluster15(folder, freePort());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/yimen",
                "SPRING_DATASOURCE_USERNAME",
                "yimen",
                "SPRING_DATASOURCE_PASSWORD",
                PASSWORD);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/yimen".formatted(port);
    }

    String password() {
        return PASSWORD;
    }

    Connection enter() throws SQLException {
        return enter("yimen", "yimen");
    }

    private Connection enter(String database, String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), role, PASSWORD);
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static void own(Path path) throws IOException {
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        if (root()) {
            Files.setAttribute(path, "unix:gid", 65534);
            Files.setAttribute(path, "unix:uid", 65534);
        }
    }

    private static ProcessBuilder unprivileged(String... command) {
        var words = new ArrayList<String>();
        if (root()) {
            words.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words).directory(Path.of("/").toFile());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = unprivileged(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Override
    public void close() throws IOException {
        try {
            run(PROGRAMS.resolve("pg_ctl").toString(), "--pgdata=" + folder, "--mode=fast", "stop");
            assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL 15 was stopping", e);
        }
    }
}
