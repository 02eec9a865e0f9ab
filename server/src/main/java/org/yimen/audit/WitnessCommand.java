package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.yimen.audit.Tiles.Place;
import org.yimen.crypto.Sm3;

/**
 * {@code ./yimen witness}: a witness on its own, without Spring and database. It answers {@code POST /add-checkpoint} (C2SP
 * tlog-witness) and, where it is told of logs, also looks at them by itself.
 */
public final class WitnessCommand {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final int MOST_PROOF = 63;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Witness witness;
    private final PrintStream out;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();

    private WitnessCommand(Witness witness, PrintStream out) {
        this.witness = witness;
        this.out = out;
    }

    public static void main(String[] args) {
        Words.logAsCommand();
        int code = run(args, System.out, System.err);
        if (code != DONE) {
            System.exit(code);
        }
    }

    /** Serves until the process ends; with {@code --once} looks at every log once: 0 where all have only grown, else 1. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        Words words = Words.ofMachine();
        boolean forgets = args.length > 0 && args[0].equals("forget");
        Optional<Options> read = Options.read(
                forgets ? List.of(args).subList(1, args.length) : List.of(args),
                forgets ? List.of("data", "log", "reason") : List.of("data", "port", "log", "log-key", "every"),
                List.of("once"));
        if (read.isEmpty() || !read.get().has("data") || (forgets && !read.get().has("reason"))) {
            err.println(words.say("audit.witness.usage"));
            return WRONG_USAGE;
        }
        Options options = read.get();
        try {
            var command = new WitnessCommand(new Witness(Path.of(options.one("data")), InstantSource.system()), out);
            if (forgets) {
                boolean done = command.witness.forget(options.one("log"), options.one("reason"));
                out.println(words.say(done ? "audit.witness.forgotten" : "audit.witness.unknown", options.one("log")));
                return done ? DONE : REFUSED;
            }
            Optional<VerifierKey> trusted =
                    options.has("log-key") ? VerifierKey.parse(options.one("log-key")) : Optional.empty();
            if (options.has("log-key") && trusted.isEmpty()) {
                err.println(words.say("audit.witness.usage"));
                return WRONG_USAGE;
            }
            trusted.ifPresent(command.witness::trusts);
            if (options.has("once")) {
                return command.lookAtAll(options.all("log"), words) ? DONE : REFUSED;
            }
            HttpServer server = command.serve(Integer.parseInt(options.one("port", "8455")));
            out.println(words.say(
                    "audit.witness.open", Integer.toString(server.getAddress().getPort()), command.witness.key()));
            if (options.has("log")) {
                long every = Long.parseLong(options.one("every", "10"));
                var thread = Executors.newSingleThreadScheduledExecutor();
                var _ = thread.scheduleWithFixedDelay(
                        () -> command.lookAtAll(options.all("log"), words), 0, every, TimeUnit.SECONDS);
            }
            return DONE;
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            err.println(words.say("audit.witness.failed", String.valueOf(e.getMessage())));
            return WRONG_USAGE;
        }
    }

    /** On the loopback only: who wants it elsewhere puts a proxy with TLS before it. */
    HttpServer serve(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/add-checkpoint", this::add);
        server.createContext("/key", exchange -> answer(exchange, 200, witness.key() + "\n"));
        server.createContext("/checkpoint/", this::remembered);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    static WitnessCommand of(Witness witness, PrintStream out) {
        return new WitnessCommand(witness, out);
    }

    private void add(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, "POST\n");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES);
        String text = new String(body, UTF_8);
        int gap = text.indexOf("\n\n");
        if (gap < 0 || !text.startsWith("old ")) {
            answer(exchange, 400, "not understood\n");
            return;
        }
        Witnessing.Answer said;
        try {
            List<String> lines = text.substring(0, gap).lines().toList();
            long old = Long.parseLong(lines.getFirst().substring("old ".length()));
            List<byte[]> proof = lines.stream()
                    .skip(1)
                    .limit(MOST_PROOF)
                    .map(Base64.getDecoder()::decode)
                    .toList();
            said = witness.add(old, proof, text.substring(gap + 2));
        } catch (IllegalArgumentException _) {
            answer(exchange, 400, "not understood\n");
            return;
        }
        switch (said) {
            case Witnessing.Answer.Cosigned(var line) -> answer(exchange, 200, line + "\n");
            case Witnessing.Answer.SeenOther(var size) -> answer(exchange, 409, size + "\n");
            case Witnessing.Answer.Refused(var why) -> answer(exchange, 422, why + "\n");
            case Witnessing.Answer.Silent(var why) -> answer(exchange, 503, why + "\n");
        }
    }

    /** What this witness remembers of a log, for whoever wants to compare. */
    private void remembered(HttpExchange exchange) throws IOException {
        String origin = exchange.getRequestURI().getPath().substring("/checkpoint/".length());
        Optional<String> head = witness.remembered(origin);
        answer(exchange, head.isPresent() ? 200 : 404, head.orElse("unknown\n"));
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private boolean lookAtAll(List<String> logs, Words words) {
        boolean fine = true;
        for (String each : logs) {
            String said;
            try {
                said = look(each, words);
                fine &= said.isEmpty();
            } catch (IOException | RuntimeException e) {
                said = words.say("audit.witness.unreachable", each, String.valueOf(e.getMessage()));
                fine = false;
            }
            if (!said.isEmpty()) {
                out.println(said);
            }
        }
        return fine;
    }

    /** Fetches the head and the tiles that prove its growth; empty where all is well. */
    private String look(String log, Words words) throws IOException {
        Fetch fetch = fetch(log);
        Note note = Note.parse(new String(fetch.get("checkpoint"), UTF_8))
                .orElseThrow(() -> new IOException("no checkpoint"));
        Checkpoint head = Checkpoint.of(note).orElseThrow(() -> new IOException("no checkpoint"));
        if (witness.logKey(head.origin()).isEmpty()) {
            VerifierKey key = VerifierKey.parse(new String(fetch.get(fetch.keyName()), UTF_8))
                    .filter(each -> each.name().equals(head.origin()))
                    .orElseThrow(() -> new IOException("no key"));
            witness.trusts(key);
        }
        long old = witness.remembered(head.origin())
                .flatMap(Checkpoint::parse)
                .map(Checkpoint::size)
                .orElse(0L);
        var proof = new ArrayList<byte[]>();
        if (old <= head.size()) {
            Tiles.Source tiles = (place, width) -> tile(fetch, place, width);
            proof.addAll(MerkleTree.consistency(Tiles.nodes(tiles, head.size()), old, head.size()));
        }
        return switch (witness.add(old, proof, note.toString())) {
            case Witnessing.Answer.Cosigned _ -> "";
            case Witnessing.Answer.SeenOther(var size) ->
                words.say("audit.witness.set-back", log, Long.toString(size), Long.toString(head.size()));
            case Witnessing.Answer.Refused(var why) -> words.say("audit.witness.refused", log, why);
            case Witnessing.Answer.Silent(var why) -> words.say("audit.witness.unreachable", log, why);
        };
    }

    private static byte[] tile(Fetch fetch, Place place, int width) {
        try {
            byte[] tile = fetch.get(Tiles.path(place, width));
            if (tile.length < width * Sm3.BYTES) {
                throw new IOException(Tiles.path(place, width) + " is too short");
            }
            return tile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a log is read from. */
    private interface Fetch {
        byte[] get(String path) throws IOException;

        String keyName();
    }

    private Fetch fetch(String log) {
        if (!log.startsWith("http://") && !log.startsWith("https://")) {
            var folder = Path.of(log);
            return new Fetch() {
                @Override
                public byte[] get(String path) throws IOException {
                    return Files.readAllBytes(folder.resolve(path));
                }

                @Override
                public String keyName() {
                    return "log.pub";
                }
            };
        }
        URI base = URI.create(log.toLowerCase(Locale.ROOT).endsWith("/") ? log : log + "/");
        return new Fetch() {
            @Override
            public byte[] get(String path) throws IOException {
                try {
                    HttpResponse<byte[]> answer = http.send(
                            HttpRequest.newBuilder(base.resolve(path))
                                    .timeout(LONGEST)
                                    .build(),
                            BodyHandlers.ofByteArray());
                    if (answer.statusCode() != 200) {
                        throw new IOException(path + " answers " + answer.statusCode());
                    }
                    return answer.body();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }

            @Override
            public String keyName() {
                return "key";
            }
        };
    }

    /** Sees to it that both commands read their options alike. */
    record Options(Map<String, List<String>> values) {

        static Optional<Options> read(List<String> args, List<String> valued, List<String> flags) {
            var values = new HashMap<String, List<String>>();
            for (int i = 0; i < args.size(); i++) {
                String[] parts = args.get(i).split("=", 2);
                String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
                if (flags.contains(name) && parts.length == 1) {
                    values.put(name, List.of());
                } else if (valued.contains(name) && (parts.length == 2 || i + 1 < args.size())) {
                    values.computeIfAbsent(name, _ -> new ArrayList<>())
                            .add(parts.length == 2 ? parts[1] : args.get(++i));
                } else {
                    return Optional.empty();
                }
            }
            return Optional.of(new Options(values));
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        String one(String name) {
            return all(name).getLast();
        }

        String one(String name, String otherwise) {
            return has(name) ? one(name) : otherwise;
        }

        List<String> all(String name) {
            return values.getOrDefault(name, List.of());
        }
    }
}
