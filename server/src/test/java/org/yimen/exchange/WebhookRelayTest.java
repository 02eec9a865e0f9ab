package org.yimen.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.exchange.Webhooks.Subscribed;
import org.yimen.identity.Machine;
import org.yimen.identity.Machines;
import org.yimen.identity.Scope;
import org.yimen.platform.Json;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Block;
import org.yimen.testing.Faults.Kind;
import org.yimen.testing.Faults.Life;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import tools.jackson.databind.JsonNode;

@HallTest
class WebhookRelayTest {

    private static final String CITY = "629901";
    private static final String ITEM = "public-place-hygiene";
    private static final Json JSON = Json.of();

    @Autowired
    private MachineDesk desk;

    @Autowired
    private Machines machines;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private WebhookRelay relay;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    @Autowired
    private Faults faults;

    @Autowired
    private JdbcClient jdbc;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private HttpServer receiver = open();

    private record Received(String event, String timestamp, String signature, String body) {
        JsonNode json() {
            return JSON.tree(body);
        }
    }

    private static HttpServer open() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void listen() {
        receiver.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(new Received(
                    headers.getFirst("Yimen-Event"),
                    headers.getFirst("Yimen-Timestamp"),
                    headers.getFirst("Yimen-Signature"),
                    body));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    @Test
    void tellsWhatHappensInOrderSignedAndOnlyWhatConcerns() throws Exception {
        Subscribed office = subscribe("WJW/examiner", Set.of());
        Subscribed elsewhere = subscribe("JY/examiner", Set.of());

        String number = city.accepted(ITEM).number();

        await(() -> types(number).contains("entered"));
        assertThat(types(number)).startsWith("submitted", "accepted", "entered");
        Received first = of(number).getFirst();
        assertThat(first.signature())
                .isEqualTo("v1="
                        + WebhookRelay.signature(
                                Optional.ofNullable(office.secret()).orElseThrow(),
                                first.timestamp(),
                                first.body().getBytes(UTF_8)));
        assertThat(first.event()).isEqualTo(first.json().get("id").asString());
        assertThat(state(office).state()).isEqualTo("in-order");
        assertThat(state(elsewhere).delivered()).isZero();
        assertThat(first.body()).doesNotContain("陈", City.CITIZEN);
    }

    @Test
    void triesAgainAtGrowingIntervalsKeepsTheOrderAndShowsThatItFails() throws Exception {
        status.set(500);
        Subscribed office = subscribe("WJW/examiner", Set.of("submitted"));

        String number = city.submitted(ITEM).number();
        await(() -> state(office).failures() == 1);

        assertThat(state(office).answer()).isEqualTo("500");
        assertThat(state(office).state()).isEqualTo("failing");
        assertThat(state(office).nextAt()).isEqualTo(time.instant().plus(WebhookRelay.wait(1)));
        status.set(204);
        time.advance(Duration.ofMinutes(1));
        await(() -> state(office).delivered() == 1);
        assertThat(of(number))
                .extracting(Received::event)
                .containsOnly(of(number).getFirst().event());
        assertThat(state(office).failingSince()).isNull();
    }

    @Test
    void aSubscriptionThatRestsGoesOnWhenSomebodyAsks() throws Exception {
        status.set(503);
        Subscribed office = subscribe("WJW/examiner", Set.of("submitted"));
        String number = city.submitted(ITEM).number();
        for (int tries = 1; tries <= WebhookRelay.MOST_TRIES; tries++) {
            int now = tries;
            await(() -> state(office).failures() >= now);
            time.advance(Duration.ofHours(2));
        }
        assertThat(state(office).state()).isEqualTo("stopped");

        status.set(200);
        webhooks.again(state(office), null, "test");

        await(() -> state(office).delivered() == 1);
        assertThat(of(number)).isNotEmpty();
    }

    /** A statement, a commit or an answer that fails holds the events up and loses none of them. */
    @ParameterizedTest
    @EnumSource
    @Proves("M-DAT-08")
    void whicheverCallOfTheRelayFailsEveryEventArrivesInOrder(Kind kind) throws Exception {
        Subscribed office = subscribe("WJW/examiner", Set.of("submitted", "accepted"));

        int failed = faults.throughout(kind, () -> {
            String number = city.accepted(ITEM).number();
            return new Life() {
                @Override
                public List<Block> steps() {
                    return List.of(() -> relay.turn(Faults.aside(() -> leased(office))));
                }

                @Override
                public void check() throws Exception {
                    for (int i = 0; i < 100 && types(number).size() < 2; i++) {
                        // An event is told once no older transaction can come before it.
                        relay.turn(leased(office));
                        Thread.sleep(50);
                    }
                    assertThat(types(number)).containsExactly("submitted", "accepted");
                    assertThat(of(number).stream().map(Received::event).distinct())
                            .as("what comes twice says so by its id")
                            .hasSize(2);
                }
            };
        });

        assertThat(failed).isGreaterThanOrEqualTo(6);
    }

    /** As it stands, and for this test alone: the relay of the application leaves it be. */
    private Subscription leased(Subscribed subscribed) {
        jdbc.sql("""
                        update exchange.subscription
                           set leased_until_at = timestamptz '2100-01-01 00:00:00Z'
                         where region_code = :region and id = :id
                        """)
                .param("region", CITY)
                .param("id", subscribed.subscription().id())
                .update();
        return state(subscribed);
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToAnHour() {
        assertThat(WebhookRelay.wait(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(WebhookRelay.wait(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(WebhookRelay.wait(11)).isEqualTo(Duration.ofHours(1));
        assertThat(WebhookRelay.wait(1000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void noAddressLeadsIntoTheNetworksBehindThisServer() throws Exception {
        for (String inside : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "fe80::1",
                "fc00::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "ff02::1",
                "::")) {
            assertThat(Destinations.isPublic(InetAddress.ofLiteral(inside)))
                    .as(inside)
                    .isFalse();
        }
        assertThat(Destinations.isPublic(InetAddress.ofLiteral("203.0.114.7"))).isTrue();
        assertThat(Destinations.isPublic(InetAddress.ofLiteral("2400:3200::1"))).isTrue();
        var strict = new Destinations(false, false);
        assertThat(Map.of(
                        "http://example.org/", "exchange.url.https",
                        "https://10.0.0.1/", "exchange.url.private",
                        "https://[::1]/", "exchange.url.private",
                        "https://u:p@example.org/", "exchange.url.wrong",
                        "file:///etc/passwd", "exchange.url.wrong",
                        "https://example.org\r\nX: y/", "exchange.url.wrong"))
                .allSatisfy((url, code) -> assertThat(strict.flaw(url)).as(url).contains(code));
        assertThat(strict.flaw("https://example.org/hook?x=1")).isEmpty();
        assertThatThrownBy(() -> strict.resolve("https://localhost/")).hasMessage("exchange.url.private");
    }

    private Subscribed subscribe(String post, Set<String> types) {
        Machine machine = desk.register(
                        CITY,
                        machines.newClientId(),
                        "收件系统",
                        "WJW",
                        Set.of(post),
                        Set.of(Scope.WEBHOOKS_MANAGE),
                        "test")
                .machine();
        String url = "http://localhost:" + receiver.getAddress().getPort() + "/" + post;
        String key = UUID.randomUUID().toString();
        Subscribed made = webhooks.subscribe(machine, url, types, key);
        Subscribed repeated = webhooks.subscribe(machine, url, types, key);
        // The same subscription, and no second look at what makes our messages genuine.
        assertThat(repeated.subscription().id()).isEqualTo(made.subscription().id());
        assertThat(repeated.secret()).isNull();
        assertThat(made.secret()).isNotBlank();
        return made;
    }

    private Subscription state(Subscribed subscribed) {
        return webhooks.find(CITY, subscribed.subscription().id()).orElseThrow();
    }

    private List<Received> of(String number) {
        return received.stream()
                .filter(each -> each.json().get("number").asString().equals(number))
                .toList();
    }

    private List<String> types(String number) {
        return of(number).stream()
                .map(each -> each.json().get("type").asString())
                .distinct()
                .toList();
    }

    /** The relay of the application runs beside this test; whoever of the two is first does the work. */
    private void await(BooleanSupplier there) throws InterruptedException {
        for (int i = 0; i < 200 && !there.getAsBoolean(); i++) {
            relay.relay();
            Thread.sleep(50);
        }
        assertThat(there.getAsBoolean()).isTrue();
    }
}
