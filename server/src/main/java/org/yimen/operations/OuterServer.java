package org.yimen.operations;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yimen.platform.StartRefused;
import org.yimen.platform.postgres.Recovery;

/** A PostgreSQL of yours, and the client tools that belong to it. */
record OuterServer(String url, String user, String password, Map<String, String> environment) {

    /** The slot that keeps the log on the server until it has arrived here. */
    static final String SLOT = "yimen";

    private static final int USUAL_PORT = 5432;
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** The server that the settings of Yimen name; nothing where it brings its own. */
    static Optional<OuterServer> of(Map<String, String> environment) {
        String url = environment.getOrDefault("SPRING_DATASOURCE_URL", "");
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new OuterServer(
                        url,
                        environment.getOrDefault("SPRING_DATASOURCE_USERNAME", ""),
                        environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", ""),
                        environment));
    }

    Connection enter() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(url, properties);
    }

    /** The first host of the address; a second one is its stand-in. */
    private URI address() {
        String first = url.replaceFirst("^jdbc:", "").replaceFirst(",[^/]*", "");
        try {
            var address = new URI(first);
            if ("postgresql".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getPath() != null
                    && address.getPath().length() > 1) {
                return address;
            }
        } catch (URISyntaxException _) {
            // Said below, together with addresses that are others than PostgreSQL's.
        }
        throw new StartRefused(
                "SPRING_DATASOURCE_URL is not understood, jdbc:postgresql://host:port/database is wanted: " + url);
    }

    Recovery.Login login() {
        return new Recovery.Login(address().getPath().substring(1), user, password);
    }

    /** A client tool that is not older than the server. */
    Path tool(String name, int serverVersion) throws IOException {
        var older = new ArrayList<String>();
        for (Path folder : folders(serverVersion)) {
            Path tool = folder.resolve(name);
            if (!Files.isExecutable(tool)) {
                continue;
            }
            int version = version(tool);
            if (version >= serverVersion) {
                return tool;
            }
            older.add("%s is of version %d".formatted(tool, version));
        }
        throw new StartRefused(
                "%s of PostgreSQL %d or later is needed and %s: install postgresql-client-%d, or name its folder in PG_BIN."
                        .formatted(
                                name,
                                serverVersion,
                                older.isEmpty() ? "not found" : String.join(", ", older),
                                serverVersion));
    }

    /** The folder of a server of exactly this version, which alone reads its files. */
    static Path serverPrograms(Map<String, String> environment, int version) throws IOException {
        for (Path folder : folders(environment, version)) {
            if (Files.isExecutable(folder.resolve("postgres")) && version(folder.resolve("postgres")) == version) {
                return folder;
            }
        }
        throw new StartRefused("The backup is of PostgreSQL %d: install postgresql-%d, or name its folder in PG_BIN."
                .formatted(version, version));
    }

    private List<Path> folders(int version) {
        return folders(environment, version);
    }

    private static List<Path> folders(Map<String, String> environment, int version) {
        String chosen = environment.getOrDefault("PG_BIN", "");
        if (!chosen.isBlank()) {
            return List.of(Path.of(chosen));
        }
        return Stream.concat(
                        Stream.of(Path.of("/usr/lib/postgresql/%d/bin".formatted(version))),
                        Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
                                .filter(folder -> folder.startsWith("/"))
                                .map(Path::of))
                .toList();
    }

    private static int version(Path tool) throws IOException {
        Process process = new ProcessBuilder(tool.toString(), "--version").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var version = VERSION.matcher(said);
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    /** @param name the application's, by which the server knows who receives the log */
    ProcessBuilder command(Path tool, String name, List<String> arguments) {
        var words = new ArrayList<>(List.of(
                tool.toString(),
                "--host=" + address().getHost(),
                "--port=" + (address().getPort() < 0 ? USUAL_PORT : address().getPort()),
                "--username=" + user,
                "--no-password"));
        words.addAll(arguments);
        var builder = new ProcessBuilder(words);
        builder.environment().put("PGPASSWORD", password);
        builder.environment().put("PGAPPNAME", name);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    void run(Path tool, String name, List<String> arguments) throws IOException {
        Process process =
                command(tool, name, arguments).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new StartRefused("%s failed: %s".formatted(tool.getFileName(), said));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while %s was running".formatted(tool.getFileName()), e);
        }
    }

    @Override
    public String toString() {
        return url;
    }
}
