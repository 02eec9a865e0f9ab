package org.yimen.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Person;

/** A browser without JavaScript: keeps cookies, fills in forms, follows nothing by itself. */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

    private final int port;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private String page = "";

    public Browser(int port) {
        this.port = port;
    }

    /** A browser in which this person is signed in. */
    public static Browser signedIn(int port, Person person, String password) throws IOException, InterruptedException {
        var browser = new Browser(port);
        browser.signIn(person.name(), person.citizenId(), password);
        return browser;
    }

    public void signIn(String name, CitizenId number, String password) throws IOException, InterruptedException {
        open("/sign-in");
        var answer =
                send("/sign-in", Map.of("name", name, "citizen-id", number.value(), "password", password, "next", ""));
        assertThat(answer.statusCode()).isEqualTo(303);
    }

    public HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return keep(client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString()));
    }

    /** Sends a form of the page that is open. */
    public HttpResponse<String> send(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = "_csrf=" + URLEncoder.encode(token(), UTF_8) + "&"
                + fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return keep(client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString()));
    }

    public HttpResponse<String> upload(String path, String name, byte[] content)
            throws IOException, InterruptedException {
        return upload(path, name, content, Map.of());
    }

    /** Sends a file with the other fields of its form. */
    public HttpResponse<String> upload(String path, String name, byte[] content, Map<String, String> fields)
            throws IOException, InterruptedException {
        String boundary = "a-boundary-of-this-test";
        var body = new ByteArrayOutputStream();
        body.writeBytes(part(boundary, "_csrf", token()));
        fields.forEach((field, value) -> body.writeBytes(part(boundary, field, value)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        return keep(client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Referer", address(path).toString())
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString()));
    }

    private static byte[] part(String boundary, String field, String value) {
        return ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(UTF_8);
    }

    /** What lies at an address, as it is. */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofByteArray())
                .body();
    }

    /** Addresses of this site that the open page links to, in order. */
    public List<String> links() {
        return all(LINK);
    }

    public List<String> all(Pattern pattern) {
        var found = new ArrayList<String>();
        var matcher = pattern.matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** A page of before that still stands on the screen: its forms are sent from it. */
    public void still(String before) {
        page = before;
    }

    public String page() {
        return page;
    }

    public static String location(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.replaceFirst("^https?://[^/]+", "");
    }

    private String token() {
        var found = TOKEN.matcher(page);
        assertThat(found.find()).as("a form on the page").isTrue();
        return found.group(1);
    }

    private HttpResponse<String> keep(HttpResponse<String> answer) {
        page = answer.body();
        return answer;
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
