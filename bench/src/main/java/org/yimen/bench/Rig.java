package org.yimen.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A city to be hurt: the application as one cell, its PostgreSQL as another, both on folders below one that is deleted in
 * the end. The application finds the database through a port of ours that stays when the database comes back elsewhere.
 */
final class Rig implements AutoCloseable {

    static final String HALL = "hall";
    static final String DATABASE = "database";

    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private final Path folder;
    private final Forwarder toDatabase;
    private final int hallPort;
    private @Nullable Cell hall;
    private @Nullable Cell database;
    private String password = "";
    private int databasePort;

    Rig() throws IOException {
        folder = open(Files.createTempDirectory("yimen-rig-"));
        toDatabase = new Forwarder(0);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            hallPort = free.getLocalPort();
        }
    }

    /** As root PostgreSQL runs as another user, who must be able to pass. */
    private static Path open(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    Door door() {
        return new Door(hallPort);
    }

    /** The folder for what the campaign itself keeps. */
    Path folder() {
        return folder;
    }

    void startDatabase(boolean careless) throws IOException, InterruptedException {
        Path ready = folder.resolve("database.ready");
        Files.deleteIfExists(ready);
        Cell cell = Cell.start(
                java(
                        DATABASE,
                        folder.resolve("database").toString(),
                        folder.resolve("binaries").toString(),
                        ready.toString(),
                        careless ? "careless" : "durable"),
                folder.resolve("database.log"));
        database = cell;
        await("the database", cell, folder.resolve("database.log"), () -> Files.exists(ready));
        List<String> lines = Files.readAllLines(ready);
        databasePort = Integer.parseInt(lines.getFirst());
        password = lines.getLast();
        toDatabase.leadTo(databasePort);
    }

    void startHall() throws IOException, InterruptedException {
        hall = Cell.start(
                java(
                        HALL,
                        "--server.port=" + hallPort,
                        "--server.address=127.0.0.1",
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + toDatabase.port()
                                + "/yimen?socketTimeout=15&connectTimeout=5",
                        "--spring.datasource.username=yimen",
                        "--spring.datasource.password=" + password,
                        "--yimen.data=" + folder.resolve("hall"),
                        "--yimen.demo=true",
                        "--yimen.demo.cases=0",
                        "--logging.level.root=ERROR",
                        "--logging.level.org.yimen=ERROR"),
                folder.resolve("hall.log"));
        awaitHall();
    }

    /** Returns when the hall answers, and its database through it. */
    void awaitHall() throws IOException, InterruptedException {
        await("the hall", alive(hall), folder.resolve("hall.log"), () -> {
            try {
                return door().get("/bench/ready").status() == 200;
            } catch (IOException _) {
                return false;
            }
        });
    }

    void kill(CrashCampaign.Blow blow) throws InterruptedException {
        if (blow != CrashCampaign.Blow.DATABASE) {
            alive(hall).kill();
        }
        if (blow != CrashCampaign.Blow.PROCESS) {
            alive(database).kill();
        }
    }

    void revive(CrashCampaign.Blow blow, boolean careless) throws IOException, InterruptedException {
        if (blow != CrashCampaign.Blow.PROCESS) {
            startDatabase(careless);
        }
        if (blow != CrashCampaign.Blow.DATABASE) {
            startHall();
        } else {
            awaitHall();
        }
    }

    /** Past the application. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + databasePort + "/yimen", "yimen", password);
    }

    void careless(boolean on) throws IOException {
        Door.Answer answer = door().post("/bench/careless", Map.of("on", Boolean.toString(on)));
        if (answer.status() != 200) {
            throw new IOException("the hall does not become careless: " + answer);
        }
    }

    private static Cell alive(@Nullable Cell cell) {
        if (cell == null) {
            throw new IllegalStateException("not started yet");
        }
        return cell;
    }

    private static void await(String what, Cell cell, Path log, BooleanSupplier ready)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (!cell.isAlive() || System.nanoTime() > end) {
                throw new IOException(what + " did not start: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
    }

    /** This program again, from the jar or the classes that it runs from. */
    private static List<String> java(String... arguments) {
        String path = System.getProperty("java.class.path");
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // In a namespace every cell is process 1, and their performance files would be one.
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m"));
        words.addAll(path.endsWith("-app.jar") ? List.of("-jar", path) : List.of("-cp", path, Bench.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    @Override
    public void close() throws IOException {
        try (toDatabase) {
            if (hall != null) {
                hall.kill();
            }
            if (database != null) {
                database.kill();
            }
            FileSystemUtils.deleteRecursively(folder);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
