package org.yimen.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.yimen.catalogue.Catalogue;
import org.yimen.exchange.MachineDesk;
import org.yimen.identity.Machines;
import org.yimen.identity.Machines.Registered;
import org.yimen.identity.Scope;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Right;
import org.yimen.platform.Json;
import tools.jackson.databind.JsonNode;

/** Registers machines in tests and sends their requests over HTTP. */
@Component
public class Systems {

    public static final String CITY = "629901";
    private static final Json JSON = Json.of();

    private final MachineDesk desk;
    private final Machines machines;
    private final Letters letters;
    private final Environment environment;
    private final Catalogue catalogue;
    private final HttpClient client = HttpClient.newHttpClient();

    Systems(MachineDesk desk, Machines machines, Letters letters, Environment environment, Catalogue catalogue) {
        this.desk = desk;
        this.machines = machines;
        this.letters = letters;
        this.environment = environment;
        this.catalogue = catalogue;
    }

    /** A machine with a token. */
    public record Caller(Registered registered, String token) {}

    public record Answer(int status, String body, HttpResponse<String> http) {
        public JsonNode json() {
            return JSON.tree(body);
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    public Registered register(Set<String> posts, Set<Scope> scopes) {
        return desk.register(CITY, machines.newClientId(), "试验系统", "WJW", posts, scopes, "test");
    }

    /** A machine on these posts with every scope. */
    public Caller on(String... posts) throws IOException, InterruptedException {
        return signedIn(register(Set.of(posts), EnumSet.allOf(Scope.class)), EnumSet.allOf(Scope.class));
    }

    public Caller signedIn(Registered registered, Set<Scope> scopes) throws IOException, InterruptedException {
        Answer answer = token(registered, scopes);
        return new Caller(registered, answer.json().get("access_token").asString());
    }

    public Answer token(Registered registered, Set<Scope> scopes) throws IOException, InterruptedException {
        String basic = Base64.getEncoder()
                .encodeToString((registered.machine().clientId() + ":" + registered.secret()).getBytes(UTF_8));
        String names = scopes.stream().map(Scope::code).collect(Collectors.joining("+"));
        return send(HttpRequest.newBuilder(address("/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + names)));
    }

    /** A letter of the second tier for all items of the department. */
    public void letter(Caller holder, String department, Right... rights) {
        String above = letters.in(CITY).stream()
                .filter(letter -> letter.parent() == null && letter.department().equals(department))
                .map(Letter::number)
                .findFirst()
                .orElseThrow();
        var _ = letters.grant(new Letters.Grant(
                CITY,
                "试授〔2026〕" + UUID.randomUUID().toString().substring(0, 8) + "号",
                department,
                holder.registered().machine().staffId(),
                Set.of(Letter.ALL),
                Set.copyOf(Arrays.asList(rights)),
                LocalDate.of(2026, 11, 18),
                LocalDate.of(2026, 12, 31),
                List.of("试验签署人"),
                above,
                // A window clerk, or a machine in his place, acts for the department: that wants a basis.
                "安澜市政务服务管理办法（演示规章）第十二条：窗口综合受理",
                "test"));
    }

    public Answer get(Caller caller, String path) throws IOException, InterruptedException {
        return send(authorised(caller, path).GET());
    }

    public Answer post(Caller caller, String path, String key, String body) throws IOException, InterruptedException {
        return send(authorised(caller, path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(path.endsWith("/accept") && body.isEmpty() ? looked() : body)));
    }

    /** Whoever says nothing else has looked at everything. */
    String looked() {
        return catalogue.published().stream()
                .flatMap(item -> item.materials().stream())
                .flatMap(material -> material.checkpoints().stream()
                        .map(point -> "\"" + material.code() + "." + point.code() + "\""))
                .distinct()
                .collect(Collectors.joining(",", "{\"looked\":[", "]}"));
    }

    HttpRequest.Builder authorised(Caller caller, String path) {
        return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + caller.token());
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body(), answer);
    }

    URI address(String path) {
        return URI.create("http://localhost:" + environment.getProperty("local.server.port") + path);
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }

    public static String json(@Nullable Object value) {
        return value == null ? "null" : JSON.write(value);
    }
}
