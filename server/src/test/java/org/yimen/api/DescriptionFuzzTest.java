package org.yimen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.application.Application.Command.Grant;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.identity.Scope;
import org.yimen.organisation.Right;
import org.yimen.platform.Json;
import org.yimen.testing.HallTest;
import tools.jackson.databind.JsonNode;

/** Sends what the API says of itself, and what it does not, to every address of its own description. */
@HallTest
class DescriptionFuzzTest {

    private static final long SEED = 20261122;
    private static final String ITEM = "public-place-hygiene";
    private static final int ROUNDS = 30;

    /** However slow the machine, so many of each: a valid wish on every case among them. */
    private static final int FEWEST = 12;

    /** What is said before anybody has looked at the wish. */
    private static final Set<Integer> DOORS = Set.of(401, 403, 404, 405, 406, 415);

    private static final Duration MOST = Duration.ofSeconds(30);

    private static final List<String> ODD = List.of(
            "",
            " ",
            "null",
            "-1",
            "0",
            "99999999999999999999",
            "a".repeat(5000),
            "\u0000",
            "陈晓禾",
            "\uD83D\uDE00",
            "'; drop table casework.case_file; --",
            "../../etc/passwd",
            "%00",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "2026-02-30",
            "629901-261118-00001-A",
            "00000000-0000-0000-0000-000000000000",
            "http://169.254.169.254/",
            "true");

    @Autowired
    private Systems systems;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    private final Random random = new Random(SEED);

    /** One operation of the description. */
    private record Operation(String method, String path, JsonNode description) {}

    @Test
    void theDescriptionIsCompleteAndOpenToEverybody() throws Exception {
        JsonNode description = description();

        var described = new TreeSet<String>();
        operations(description).forEach(each -> described.add(each.method() + " " + each.path()));
        var doors = new TreeSet<String>();
        for (Door door : Door.values()) {
            doors.add(door.method() + " " + door.path());
        }
        assertThat(described).isEqualTo(doors);
        for (Operation each : operations(description)) {
            JsonNode said = each.description();
            assertThat(said.path("summary").asString("")).as(each.path()).isNotEmpty();
            assertThat(said.path("security").toString()).contains("oauth2");
            assertThat(said.path("responses").propertyNames()).contains("400", "401", "403", "404", "429");
            boolean changes = !each.method().equals("GET")
                    && Stream.of("/progress", "/form/check").noneMatch(each.path()::endsWith);
            assertThat(said.path("parameters").toString().contains("Idempotency-Key"))
                    .as(each.path())
                    .isEqualTo(changes);
        }
        assertThat(description
                        .at("/components/securitySchemes/oauth2/flows/clientCredentials/tokenUrl")
                        .asString())
                .isEqualTo("/oauth2/token");
    }

    @Test
    void whateverIsSentNothingBreaksAndEveryErrorIsAProblem() throws Exception {
        List<Operation> operations = operations(description());
        List<String> numbers = inEveryState();
        long until = System.nanoTime() + MOST.toNanos();
        var broken = new ArrayList<String>();
        var statuses = new TreeMap<Integer, Integer>();
        var shut = new ArrayList<String>();
        for (Operation operation : operations) {
            // A caller for each, so that the limit on requests is not what answers; on every post that opens a door.
            Caller caller =
                    systems.on("ZX/window", "WJW/accept", "WJW/examiner", "WJW/chief", "ZX/supervisor", "ZX/finance");
            systems.letter(caller, "WJW", Right.ACCEPT, Right.DECIDE, Right.ISSUE, Right.EXTEND);
            var answered = new TreeSet<Integer>();
            Caller reader = systems.signedIn(
                    systems.register(Set.of("SJ/examiner"), EnumSet.of(Scope.ITEMS_READ)),
                    EnumSet.of(Scope.ITEMS_READ));
            for (int round = 0; round < ROUNDS && (round < FEWEST || System.nanoTime() < until); round++) {
                String number = numbers.get(round / 3 % numbers.size());
                Caller who = round % 10 == 8 ? reader : caller;
                HttpRequest.Builder request = request(operation, number, round, who);
                HttpRequest sent = request.build();
                Answer answer = systems.send(request);
                statuses.merge(answer.status(), 1, Integer::sum);
                answered.add(answer.status());
                boolean problem =
                        answer.status() < 400 || answer.header("Content-Type").startsWith("application/problem+json");
                if (answer.status() >= 500 || !problem) {
                    String body = answer.body();
                    broken.add(sent.method() + " " + sent.uri() + " "
                            + sent.headers().map() + " → " + answer.status() + " "
                            + body.substring(0, Math.min(300, body.length())));
                }
            }
            answered.removeAll(DOORS);
            if (answered.isEmpty()) {
                shut.add(operation.method() + " " + operation.path());
            }
        }

        assertThat(broken).isEmpty();
        assertThat(shut).as("nothing was said but that the door is shut").isEmpty();
        // It got beyond the doors, and was stopped at each of them.
        assertThat(statuses.keySet()).contains(200, 400, 401, 403, 404, 405, 406, 415, 422);
    }

    /** A case that came in, one under examination, one before its decision, one that was decided. */
    private List<String> inEveryState() {
        var numbers = new ArrayList<String>();
        numbers.add(city.submitted(ITEM).number());
        numbers.add(city.accepted(ITEM).number());
        for (boolean decided : List.of(false, true)) {
            var file = city.accepted(ITEM);
            city.review(file.id());
            if (decided) {
                desk.write(file.id(), city.at("WJW/chief"), City.key(), null, Grant::new);
            }
            numbers.add(file.number());
        }
        return numbers;
    }

    private HttpRequest.Builder request(Operation operation, String number, int round, Caller caller) {
        boolean valid = round % 3 == 0;
        String path = operation.path();
        var query = new ArrayList<String>();
        var headers = new LinkedHashMap<String, String>();
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = parameter.get("name").asString();
            String value = valid ? example(parameter, number) : pick(ODD);
            switch (parameter.get("in").asString()) {
                case "path" ->
                    path = path.replace("{" + name + "}", encoded(name.equals("number") && valid ? number : value));
                case "query" -> {
                    if (random.nextBoolean()) {
                        query.add(name + "=" + encoded(value));
                    }
                }
                default -> {
                    if (name.equals("Idempotency-Key") && (valid || random.nextInt(4) > 0)) {
                        headers.put(name, Systems.key());
                    } else if (!value.isEmpty() && value.chars().allMatch(sign -> sign >= ' ' && sign < 127)) {
                        if (!name.equals("If-Match") || !valid) {
                            headers.put(name, value);
                        }
                    }
                }
            }
        }
        String address = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        HttpRequest.Builder request = HttpRequest.newBuilder(systems.address(address));
        if (round % 10 != 9) {
            request.header(
                    "Authorization",
                    "Bearer " + (round % 10 == 7 ? pick(List.of("x", "aaa", "a.b.c")) : caller.token()));
        }
        headers.forEach(request::header);
        if (round == 4) {
            request.header("Accept", "image/png");
        }
        String method = round == 5 ? pick(List.of("PUT", "DELETE", "PATCH", "OPTIONS")) : operation.method();
        JsonNode schema = operation.description().at("/requestBody/content/application~1json/schema");
        if (schema.isMissingNode() && !method.equals("POST")) {
            return request.method(method, BodyPublishers.noBody());
        }
        String body = valid ? Systems.json(value(schema, 0, true, number)) : odd(schema, number);
        request.header("Content-Type", round == 7 || round == 16 ? "text/plain" : "application/json");
        return request.method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private String odd(JsonNode schema, String number) {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "{";
            case 2 -> "[]";
            case 3 -> "null";
            case 4 -> "\"" + "x".repeat(3000) + "\"";
            case 5 -> "[".repeat(2000);
            default -> {
                Object value = value(schema, 0, false, number);
                yield value == null
                        ? "{}"
                        : Systems.json(value).replace("SURROGATE", "\\ud800").replace("NUL", "\\u0000");
            }
        };
    }

    /** A value as the schema wants it, or one that it does not. */
    private @Nullable Object value(JsonNode schema, int depth, boolean valid, String number) {
        JsonNode resolved = resolve(schema);
        if (!valid && random.nextInt(4) == 0) {
            return switch (random.nextInt(7)) {
                case 0 -> List.of();
                case 1 -> Map.of("no", "such");
                case 2 -> 12345678901234567L;
                case 3 -> true;
                case 4 -> "a SURROGATE b";
                case 5 -> "a NUL b";
                default -> pick(ODD);
            };
        }
        String type = resolved.path("type").isArray()
                ? resolved.path("type").get(0).asString()
                : resolved.path("type").asString("object");
        return switch (type) {
            case "string" -> string(resolved, valid, number);
            case "integer", "number" -> valid ? 3 : random.nextInt();
            case "boolean" -> random.nextBoolean();
            case "array" -> {
                var list = new ArrayList<@Nullable Object>();
                for (int i = 0; i < 1 + random.nextInt(2); i++) {
                    list.add(
                            !valid && random.nextInt(5) == 0
                                    ? null
                                    : value(resolved.path("items"), depth + 1, valid, number));
                }
                yield list;
            }
            default -> {
                var object = new LinkedHashMap<String, @Nullable Object>();
                if (depth < 6) {
                    resolved.path("properties").forEachEntry((name, property) -> {
                        if (valid || random.nextInt(4) > 0) {
                            object.put(name, value(property, depth + 1, valid, number));
                        }
                    });
                    if (resolved.path("additionalProperties").isObject()) {
                        object.put(
                                valid ? "place-name" : pick(ODD),
                                value(resolved.path("additionalProperties"), depth + 1, valid, number));
                    }
                }
                yield object;
            }
        };
    }

    private String string(JsonNode schema, boolean valid, String number) {
        if (!valid) {
            return pick(ODD);
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .asString();
        }
        if (schema.has("example")) {
            String example = schema.get("example").asString();
            return example.startsWith("629901-") ? number : example;
        }
        return schema.path("format").asString("").equals("byte") ? "JVBERi0xLjQK" : "因为如此";
    }

    private String example(JsonNode parameter, String number) {
        if (parameter.has("example")) {
            String example = parameter.get("example").asString();
            return example.startsWith("629901-") ? number : example;
        }
        JsonNode values = parameter.at("/schema/enum");
        return values.isArray() && !values.isEmpty() ? values.get(0).asString() : "10";
    }

    private @Nullable JsonNode root;

    private JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() || root == null ? schema : root.at(reference.substring(1));
    }

    private JsonNode description() throws Exception {
        Answer answer = systems.send(
                HttpRequest.newBuilder(systems.address("/v3/api-docs")).GET());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        root = Json.of().tree(answer.body());
        return root;
    }

    private static List<Operation> operations(JsonNode description) {
        var operations = new ArrayList<Operation>();
        description
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) ->
                        operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, operation))));
        return operations;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
