package org.yimen.operations;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.yimen.operations.Options.WrongUsage;
import org.yimen.platform.CityTime;
import org.yimen.platform.StartRefused;
import org.yimen.platform.postgres.LocalServer;

/** {@code ./yimen backup}, {@code wal}, {@code restore}, {@code backup-keys} and {@code keys}, beside the server. */
public final class OperationsCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Set<String> PLACES = Set.of("data", "files", "keys", "unlock");

    private static final String USAGE = """
            yimen backup --to DIR [--keep N]                  the database while it works, its log from now on, the stored files
            yimen wal --to DIR                                receives the log of a PostgreSQL of yours until it is stopped
            yimen restore --check DIR                         reads every backup and says what is wrong
            yimen restore --from DIR --data NEW [--to 'yyyy-MM-dd HH:mm:ss'] [--keys-from COPY]
            yimen backup-keys --to DIR                        the wrapped keys, to another place than the data
            yimen keys list | rotate PURPOSE | split --to DIR | unlock --share A --share B | lock
            yimen keys rotate-master --share A --share B --to DIR | restore --from COPY
            All of them take --data, --files, --keys and --unlock where those are not at their usual place.""";

    private OperationsCommand() {}

    public static void main(String[] args) {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
        System.exit(run(Arrays.asList(args), System.getenv(), System.out, System.err));
    }

    /** 0 when it was done, 1 when it failed or a check found faults, 2 for wrong usage. */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            return act(arguments, environment, out) ? DONE : FAILED;
        } catch (WrongUsage wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return WRONG_USAGE;
        } catch (StartRefused refused) {
            err.println(refused.getMessage());
        } catch (NoSuchFileException missing) {
            err.println(missing.getFile() + " is not there.");
        } catch (IOException | SQLException e) {
            err.println(e.getMessage());
        }
        return FAILED;
    }

    private static boolean act(List<String> arguments, Map<String, String> environment, PrintStream out)
            throws IOException, SQLException {
        String act = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        switch (act) {
            case "backup" -> {
                var options = new Options(rest, with("to", "keep"), Set.of());
                backup(options, environment, out).run(options.wanted("to"), keep(options));
            }
            case "wal" -> {
                var options = new Options(rest, with("to"), Set.of());
                backup(options, environment, out).receive(options.wanted("to"));
            }
            case "restore" -> {
                return restore(new Options(rest, with("from", "to", "check", "keys-from"), Set.of()), environment, out);
            }
            case "backup-keys" -> {
                var options = new Options(rest, with("to"), Set.of());
                new KeysCommand(place(options, environment), out::println).backUp(options.wanted("to"));
            }
            case "keys" -> {
                var options = new Options(rest, with("to", "from", "share"), Set.of());
                new KeysCommand(place(options, environment), out::println).run(options);
            }
            default -> throw new WrongUsage("\"%s\" is no act.".formatted(act));
        }
        return true;
    }

    private static BackupCommand backup(Options options, Map<String, String> environment, PrintStream out)
            throws IOException {
        return new BackupCommand(
                place(options, environment), OuterServer.of(environment), out::println, InstantSource.system());
    }

    private static boolean restore(Options options, Map<String, String> environment, PrintStream out)
            throws IOException {
        Optional<Path> check = options.path("check");
        if (check.isPresent()) {
            return new RestoreCommand(Repository.existing(check.get()), environment, out::println).check();
        }
        Path data = options.wanted("data");
        new RestoreCommand(Repository.existing(options.wanted("from")), environment, out::println)
                .run(Place.at(data, options, environment), moment(options), options.path("keys-from"));
        return true;
    }

    private static Set<String> with(String... names) {
        var all = new HashSet<>(PLACES);
        all.addAll(List.of(names));
        return all;
    }

    private static Place place(Options options, Map<String, String> environment) throws IOException {
        return Place.of(options, LocalServer.usualFolder(), environment);
    }

    private static OptionalInt keep(Options options) {
        Optional<String> keep = options.value("keep");
        if (keep.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!keep.get().matches("[1-9][0-9]{0,3}")) {
            throw new WrongUsage("--keep wants a number from 1 to 9999.");
        }
        return OptionalInt.of(Integer.parseInt(keep.get()));
    }

    /** What was committed up to the beginning of this second. */
    private static Optional<Instant> moment(Options options) {
        return options.value("to").map(text -> {
            try {
                return LocalDateTime.parse(text.replace('T', ' '), MOMENT)
                        .atZone(CityTime.ZONE)
                        .toInstant();
            } catch (DateTimeParseException _) {
                throw new WrongUsage("--to wants a moment such as '2026-11-22 10:15:03', Beijing time.");
            }
        });
    }
}
