package org.yimen.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 网页防篡改, against a proxy of ours that alters what it passes on. */
@HallTest
class PageWatchTest {

    @Autowired
    PageWatch watch;

    @LocalServerPort
    int port;

    @Test
    @Proves("M-OTH-01")
    void everyAnswerCarriesTheHeadersWhatsoeverTheFilterHoldsThemToBe() throws Exception {
        for (String path : List.of("/", "/desk/sign-in", "/no-such-page", "/assets/none.js")) {
            var headers = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                    .build(),
                            BodyHandlers.discarding())
                    .headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .startsWith("default-src 'none'; ")
                    .contains("script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "*");
            assertThat(headers.allValues("X-Content-Type-Options")).as(path).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).as(path).containsExactly("DENY");
            assertThat(headers.allValues("Referrer-Policy")).as(path).containsExactly("same-origin");
            assertThat(headers.allValues("Cross-Origin-Opener-Policy")).as(path).containsExactly("same-origin");
            assertThat(headers.allValues("Cross-Origin-Resource-Policy"))
                    .as(path)
                    .containsExactly("same-origin");
            assertThat(headers.firstValue("Permissions-Policy").orElse(""))
                    .as(path)
                    .contains("camera=()", "geolocation=()", "microphone=()", "payment=()");
        }
    }

    @Test
    void pagesAsSentHaveNoFinding() {
        assertThat(watch.inspect("http://127.0.0.1:" + port)).isEmpty();
    }

    @Test
    @Proves("M-OTH-01")
    void aPlantedScriptIsSeen() throws Exception {
        assertThat(through(page -> page.replace("</body>", "<script>steal()</script></body>")))
                .anyMatch(finding -> finding.contains("a script or a style of its own"));
    }

    @Test
    void aLinkedScriptOfAnotherSiteIsSeen() throws Exception {
        assertThat(through(page -> page.replace("</head>", "<script src=\"//evil.example/x.js\"></script></head>")))
                .anyMatch(finding -> finding.contains("another site"));
    }

    @Test
    void anAlteredAssetIsSeen() throws Exception {
        assertThat(through(page -> page.startsWith("<!doctype") ? page : page + "/* more */"))
                .anyMatch(finding -> finding.contains("is not what Yimen ships"));
    }

    @Test
    void pagesThatComeThroughAsTheyWereSentSayTheSame() throws Exception {
        assertThat(comparedThrough(page -> page)).isEmpty();
    }

    @Test
    @Proves("M-OTH-01")
    void aPhoneNumberOfAnotherIsSeenOnEveryPageAndGoneWhenItIsPutRight() throws Exception {
        Pattern phone = Pattern.compile("href=\"tel:[^\"]*\"");

        assertThat(comparedThrough(page -> phone.matcher(page).replaceAll("href=\"tel:95588000\"")))
                .contains("/ does not say what this node sends", "/items does not say what this node sends");
        // A guide keeps what was found until its next turn.
        List<String> left = List.of("");
        for (int look = 0; look < 20 && !left.isEmpty(); look++) {
            left = comparedThrough(page -> page);
        }
        assertThat(left).isEmpty();
    }

    @Test
    @Proves("M-OTH-01")
    void aFeeOrAWordInAGuideIsSeen() throws Exception {
        assertThat(comparedThrough(page -> page.contains("不收费") ? page.replace("不收费", "收费 80 元") : page))
                .isNotEmpty()
                .allMatch(finding -> finding.startsWith("/items/"));
    }

    @Test
    void whereAFormOfTheSignInLeadsIsSeenThoughItsTokenIsDrawnAnew() throws Exception {
        assertThat(comparedThrough(page -> page.replace("action=\"/sign-in\"", "action=\"/sign-in/other\"")))
                .contains("/sign-in does not say what this node sends");
    }

    /** What is found where something in between alters texts. */
    private List<String> through(UnaryOperator<String> altering) throws IOException {
        return through(altering, watch::inspect);
    }

    private List<String> comparedThrough(UnaryOperator<String> altering) throws IOException {
        return through(altering, site -> watch.compare(site, "http://127.0.0.1:" + port));
    }

    private List<String> through(UnaryOperator<String> altering, Function<String, List<String>> look)
            throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var client = HttpClient.newHttpClient()) {
            proxy.createContext("/", exchange -> {
                try {
                    var address = URI.create("http://127.0.0.1:" + port + exchange.getRequestURI());
                    var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
                    answer.headers().map().forEach((name, values) -> {
                        if (SecurityHeaders.ALWAYS.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
                    byte[] body = altering.apply(answer.body()).getBytes(UTF_8);
                    exchange.sendResponseHeaders(answer.statusCode(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            proxy.start();
            return look.apply("http://127.0.0.1:" + proxy.getAddress().getPort());
        } finally {
            proxy.stop(0);
        }
    }
}
