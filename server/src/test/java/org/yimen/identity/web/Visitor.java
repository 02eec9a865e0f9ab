package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser of his own, without JavaScript. */
final class Visitor {

    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final int port;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private String page = "";

    Visitor(int port) {
        this.port = port;
    }

    /** Opens a page; answers with its status. */
    int open(String path) throws Exception {
        return ask(HttpRequest.newBuilder(address(path)).build()).statusCode();
    }

    /** Opens a page and shows the whole answer. */
    HttpResponse<String> get(String path) throws Exception {
        return ask(HttpRequest.newBuilder(address(path)).build());
    }

    /** Opens a page and follows it wherever it leads. */
    String arrive(String path) throws Exception {
        String at = path;
        var answer = ask(HttpRequest.newBuilder(address(at)).build());
        for (int i = 0; i < 5 && answer.statusCode() / 100 == 3; i++) {
            at = location(answer);
            answer = ask(HttpRequest.newBuilder(address(at)).build());
        }
        return at;
    }

    /** Sends a form with the token of the page before, and names and values in turn. */
    HttpResponse<String> send(String path, String... fields) throws Exception {
        var form = new LinkedHashMap<String, String>();
        form.put("_csrf", hidden().getOrDefault("_csrf", ""));
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Visitor signsIn(String login, String password) throws Exception {
        open("/desk/sign-in");
        var answer = send("/desk/sign-in", "login", login, "password", password);
        assertThat(answer.statusCode()).as("signing in as " + login).isEqualTo(303);
        return this;
    }

    Map<String, String> hidden() {
        var found = new LinkedHashMap<String, String>();
        var fields = HIDDEN.matcher(page);
        while (fields.find()) {
            found.put(fields.group(1), fields.group(2));
        }
        return found;
    }

    /** The value of a hidden field that must be there. */
    String hidden(String name) {
        String value = hidden().get(name);
        if (value == null) {
            throw new AssertionError("no hidden field " + name);
        }
        return value;
    }

    String page() {
        return page;
    }

    String cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(SessionCookie.PLAIN))
                .map(HttpCookie::getValue)
                .findAny()
                .orElse("");
    }

    /** Puts a cookie into the browser, as an attacker would. */
    void plant(String value) {
        var cookie = new HttpCookie(SessionCookie.PLAIN, value);
        cookie.setPath("/");
        // As the cookie manager names a host without a dot.
        cookie.setDomain("localhost.local");
        cookie.setVersion(0);
        cookies.getCookieStore().removeAll();
        cookies.getCookieStore().add(URI.create("http://localhost:" + port), cookie);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        var answer = browser.send(request, BodyHandlers.ofString());
        if (!answer.body().isEmpty()) {
            page = answer.body();
        }
        return answer;
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
