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
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identity.Citizen;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.SignInHistory;
import org.yimen.identity.TestNumbers;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** As a browser without JavaScript sees it. */
@HallTest
class SignInPagesTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String PASSWORD = "right-password-1";

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private SignInHistory history;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private String number = "";
    private Person person = new Person(new UUID(0, 0), "", TestNumbers.citizen(), "");

    @Autowired
    private WebApplicationContext application;

    @BeforeEach
    void aPersonWithAnAccount() {
        OwnFormTokens.putBack(application);
        var citizenId = TestNumbers.citizen();
        person = people.register("张晓明", citizenId, "15400000001", passwords.hash(PASSWORD));
        number = citizenId.value();
    }

    @ParameterizedTest
    @CsvSource({
        "/me/cases?x=1,/sign-in?next=%2Fme%2Fcases%3Fx%3D1",
        "/apply/food-business-licence,/sign-in?next=%2Fapply%2Ffood-business-licence",
        "/desk,/desk/sign-in",
        "/desk/cases,/desk/sign-in?next=%2Fdesk%2Fcases",
        "/console,/desk/sign-in?next=%2Fconsole"
    })
    void whoIsNotSignedInIsAskedToAndLedBack(String page, String signIn) throws Exception {
        var answer = get(page);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo(signIn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/nothing-here"})
    void whatIsNotListedIsNotThere(String page) throws Exception {
        assertThat(get(page).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in,个人登录",
        "/sign-in/enterprise,企业登录",
        "/desk/sign-in,工作人员登录",
        "/sign-in?lang=en,Sign in as a person"
    })
    void everyWayInHasItsPage(String page, String title) throws Exception {
        var answer = get(page);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<h1 class=\"ym-h1\">" + title);
    }

    @Test
    @Proves("M-IDA-01")
    void aCitizenSignsInAndReturnsToThePageAskedFor() throws Exception {
        var answer = signIn("/me/cases", PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/me/cases");
        assertThat(get("/me/cases").statusCode()).isNotIn(302, 403);
    }

    @Test
    void aCitizenHasNoBusinessAtTheDesk() throws Exception {
        signIn("", PASSWORD);

        assertThat(get("/desk").statusCode()).isEqualTo(403);
    }

    @Test
    void theSessionIsANewOneAndItsCookieIsKeptFromScripts() throws Exception {
        // Who only looks at the form has no session that anybody could give him.
        get("/sign-in");
        assertThat(cookies.getCookieStore().getCookies())
                .extracting(HttpCookie::getName)
                .doesNotContain(SessionCookie.PLAIN);

        var answer = signIn("", PASSWORD);
        String before = session();
        signIn("", PASSWORD);

        assertThat(session()).isNotEqualTo(before);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @Test
    void behindTheGatewayWhatCountsIsThePersonsAddressAndNotWhatHeWrote() throws Exception {
        String token = token(get("/sign-in"));

        var answer = post(
                "/sign-in",
                Map.of("_csrf", token, "name", "张晓明", "citizen-id", number, "password", "wrong-password-9", "next", ""),
                "1.1.1.1, 198.51.100.7");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(history.of(new Citizen(person.id(), null, "")))
                .singleElement()
                .extracting(SignInHistory.Attempt::address)
                .isEqualTo("198.51.100.7");
    }

    @Test
    void theCookieIsSecureBehindHttps() throws Exception {
        var page = browser.send(
                HttpRequest.newBuilder(address("/sign-in"))
                        .header("X-Forwarded-Proto", "https")
                        .build(),
                BodyHandlers.ofString());

        assertThat(page.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.contains("Secure"));
    }

    @Test
    void aFailureKeepsWhatWasTypedButThePassword() throws Exception {
        var answer = signIn("/me/cases", "wrong-password-9");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("govuk-error-summary", "张晓明", number, "value=\"/me/cases\"", "姓名、身份证号码或密码不正确")
                .doesNotContain("wrong-password-9");
    }

    @Test
    void aNumberWithATypoIsSaidBesideItsField() throws Exception {
        String typo = number.substring(0, 16) + (number.charAt(16) == '1' ? '2' : '1') + number.charAt(17);
        number = typo;

        var answer = signIn("", PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"citizen-id-error\"", "href=\"#citizen-id\"");
    }

    @Test
    void signingInLeadsToNoOtherSite() throws Exception {
        assertThat(location(signIn("//evil.example", PASSWORD))).isEqualTo("/me");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        get("/sign-in");

        var answer = post("/sign-in", Map.of("name", "张晓明", "citizen-id", number, "password", PASSWORD));

        // As for whom a session ended: asked to begin anew, and signed in as nobody.
        assertThat(location(answer)).isEqualTo("/sign-in");
        assertThat(get("/me").statusCode()).isEqualTo(302);
    }

    @Test
    void aFormWhoseSessionEndedAsksToSignInAgain() throws Exception {
        var answer = post("/sign-in", Map.of("name", "张晓明"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo("/sign-in");
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        signIn("", PASSWORD);
        String token = token(get("/sign-in"));

        var answer = post("/sign-out", Map.of("_csrf", token));

        assertThat(location(answer)).isEqualTo("/");
        assertThat(get("/me").statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> signIn(String next, String password) throws Exception {
        String token = token(get("/sign-in"));
        return post(
                "/sign-in",
                Map.of("_csrf", token, "name", "张晓明", "citizen-id", number, "password", password, "next", next));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        return post(path, form, "127.0.0.1");
    }

    /** @param forwarded what the gateway says of where it comes from */
    private HttpResponse<String> post(String path, Map<String, String> form, String forwarded)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Forwarded-For", forwarded)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String token(HttpResponse<String> page) {
        var found = TOKEN.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String location(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.startsWith("http") ? location.replaceFirst("^https?://[^/]+", "") : location;
    }

    private String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(SessionCookie.PLAIN))
                .map(HttpCookie::getValue)
                .findAny()
                .orElseThrow();
    }
}
