package org.yimen.identity.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.identity.Channel;
import org.yimen.identity.Machines;
import org.yimen.identity.Machines.Registered;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.RelyingParty.Audience;
import org.yimen.identity.Scope;
import org.yimen.identity.StaffAccounts;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Staff;
import org.yimen.platform.Json;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import tools.jackson.databind.JsonNode;

/** Another system lets Yimen tell it who somebody is: over HTTP, as a browser and that system see it. */
@HallTest
class OpenIdTest {

    private static final String CITY = "629901";
    private static final String PASSWORD = "right-password-1";
    private static final String BACK = "https://portal.example.org/back";
    private static final String VERIFIER = "a-verifier-of-this-test-that-is-long-enough-0123456789";
    private static final Json JSON = Json.of();

    @LocalServerPort
    private int port;

    @Autowired
    private Machines machines;

    @Autowired
    private RelyingParties parties;

    @Autowired
    private Verifications verifications;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private StaffAccounts accounts;

    @Autowired
    private Organisation organisation;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private final HttpClient system = HttpClient.newHttpClient();
    private Person citizen;
    private Registered client;

    @BeforeEach
    void aCitizenAndASystem() {
        citizen = people.register("张晓明", TestNumbers.citizen(), "15400000001", passwords.hash(PASSWORD));
        client = system(Audience.CITIZENS, false);
    }

    @Test
    @Proves("M-DAT-08")
    void aStrangerSignsInAgreesAndIsKnownToTheSystemByANumberOfItsOwn() throws Exception {
        var browser = new Visitor(port);
        String asked = authorize(client, Map.of());

        var first = browser.get(asked);
        assertThat(Visitor.location(first)).startsWith("/sign-in?next=%2Foauth2%2Fauthorize");
        var form = browser.get(Visitor.location(first));
        assertThat(form.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' https://portal.example.org;");
        assertThat(browser.hidden("next")).contains("client_id=" + id(client));
        var mistyped = browser.send("/sign-in", "next", browser.hidden("next").replace("&amp;", "&"));
        assertThat(mistyped.statusCode()).isEqualTo(422);
        assertThat(mistyped.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' https://portal.example.org;");
        var signedIn = signIn(browser, browser.hidden("next").replace("&amp;", "&"));
        assertThat(Visitor.location(signedIn)).isEqualTo(asked);
        String question = Visitor.location(browser.get(asked));
        assertThat(question).startsWith("/me/systems/agree?");
        assertThat(browser.open(question)).isEqualTo(200);
        assertThat(browser.page()).contains("试验门户", "张*明", "portal.example.org").doesNotContain("张晓明");
        var agreed = agree(browser, "yes");
        var sent = browser.get(Visitor.location(agreed));
        Map<String, String> back = query(sent);

        assertThat(back).containsEntry("state", "a state");
        JsonNode tokens = JSON.tree(exchange(client, codeIn(sent), VERIFIER).body());
        assertThat(tokens.has("refresh_token")).isFalse();
        JsonNode claims = checked(tokens.get("id_token").asString());
        assertThat(claims.get("iss").asString())
                .isEqualTo(
                        get("/.well-known/openid-configuration").get("issuer").asString());
        assertThat(claims.get("aud").get(0).asString()).isEqualTo(id(client));
        assertThat(claims.get("nonce").asString()).isEqualTo("a-nonce");
        assertThat(claims.get("exp").asLong())
                .isEqualTo(time.instant().plusSeconds(600).getEpochSecond());
        assertThat(claims.toString())
                .doesNotContain(
                        citizen.id().toString(), "张", citizen.citizenId().value());
        HttpResponse<String> user = user(tokens.get("access_token").asString());
        assertThat(user.statusCode()).isEqualTo(200);
        assertThat(JSON.tree(user.body()).get("sub").asString())
                .isEqualTo(claims.get("sub").asString());
        assertThat(JSON.tree(user.body()).get("name").asString()).isEqualTo("张*明");
        assertThat(audited("identity.sign-in-agreed", "identity.sign-in-lent", "identity.user-token-issued"))
                .isEqualTo(3);
    }

    @Test
    void twoSystemsCannotFindOutThatTheySpeakOfTheSamePerson() throws Exception {
        Registered other = system(Audience.CITIZENS, false);
        var browser = signedIn();

        String one = subject(client, code(browser, client));
        String again = subject(client, code(browser, client));
        String two = subject(other, code(browser, other));

        assertThat(again).isEqualTo(one);
        assertThat(two).isNotEqualTo(one);
    }

    @Test
    void onlyWhatPeopleAreAskedAboutIsGrantedHere() throws Exception {
        var browser = signedIn();
        var _ = code(browser, client);

        for (String scope : List.of("openid items.read", "profile", "items.read", "")) {
            assertThat(query(browser.get(authorize(client, Map.of("scope", scope)))))
                    .as(scope)
                    .containsEntry("error", "invalid_scope");
        }
    }

    @Test
    void whoWantsToBeAskedAgainIsAskedAgainAndOnce() throws Exception {
        var browser = signedIn();
        var _ = code(browser, client);

        var asked = browser.get(authorize(client, Map.of("prompt", "consent")));
        assertThat(Visitor.location(asked)).startsWith("/me/systems/agree?");
        browser.open(Visitor.location(asked));
        var agreed = agree(browser, "yes");

        assertThat(codeIn(browser.get(Visitor.location(agreed)))).isNotBlank();
        assertThat(query(browser.get(authorize(client, Map.of("prompt", "none consent")))))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void theNameInFullIsForWhomTheSecurityAdministratorHasGrantedItAndWhoeverAgreedToIt() throws Exception {
        Registered granted = system(Audience.CITIZENS, true);
        var browser = signedIn();

        var _ = code(browser, client);
        var refused = browser.get(authorize(client, Map.of("scope", "openid profile real-name")));
        assertThat(query(refused)).containsEntry("error", "invalid_scope");
        var _ = code(browser, granted);
        var wider = browser.get(authorize(granted, Map.of("scope", "openid real-name")));
        assertThat(Visitor.location(wider))
                .as("what he agreed to before was less")
                .startsWith("/me/systems/agree?");
        browser.open(Visitor.location(wider));
        assertThat(browser.page()).contains("张晓明");
        var sent = browser.get(Visitor.location(agree(browser, "yes")));
        String token = token(granted, codeIn(sent));
        assertThat(JSON.tree(user(token).body()).get("name").asString()).isEqualTo("张晓明");

        parties.let(new RelyingParty(CITY, id(granted), "", Audience.CITIZENS, Set.of(BACK), false), "test");
        assertThat(user(token).statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyIsSentToAnAddressThatIsNotRegisteredLetterByLetter() throws Exception {
        var browser = signedIn();
        var _ = code(browser, client);

        for (String elsewhere : new String[] {
            "https://evil.example/",
            BACK + "/",
            BACK + "?x=1",
            BACK + "#x",
            "https://portal.example.org.evil.example/back",
            "https://portal.example.org@evil.example/back",
            "//evil.example",
            "http://portal.example.org/back"
        }) {
            var answer = browser.get(authorize(client, Map.of("redirect_uri", elsewhere)));
            assertThat(answer.statusCode()).as(elsewhere).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(browser.open("/me/systems/agree?"
                            + authorize(client, Map.of("redirect_uri", elsewhere))
                                    .split("[?]", 2)[1]))
                    .isEqualTo(404);
            assertThat(new Visitor(port)
                            .get("/sign-in?next=" + encoded(authorize(client, Map.of("redirect_uri", elsewhere))))
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElse(""))
                    .contains("form-action 'self';");
        }
        var twice = browser.get(authorize(client, Map.of()) + "&redirect_uri=" + encoded("https://evil.example/"));
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(browser.get(authorize(client, Map.of("client_id", "m-nobody")))
                        .statusCode())
                .isEqualTo(400);
        machines.suspend(CITY, id(client), true, "test");
        assertThat(browser.get(authorize(client, Map.of())).statusCode()).isEqualTo(400);
    }

    @Test
    void withoutProofOfTheKeyThereIsNoCodeAndWithTheWrongOneNoToken() throws Exception {
        var browser = signedIn();
        String code = code(browser, client);
        String asked = authorize(client, Map.of());

        var without = browser.get(asked.replaceAll("&code_challenge(_method)?=[^&]*", ""));
        var plain = browser.get(asked.replace("code_challenge_method=S256", "code_challenge_method=plain"));

        assertThat(query(without)).containsEntry("error", "invalid_request").doesNotContainKey("code");
        assertThat(query(plain)).containsEntry("error", "invalid_request").doesNotContainKey("code");
        assertThat(error(exchange(client, code, "another-verifier-that-is-long-enough-0123456789012")))
                .isEqualTo("400 invalid_grant");
    }

    @Test
    void aCodeIsGoodOnceAndItsSecondUseEndsWhatTheFirstGot() throws Exception {
        String code = code(signedIn(), client);
        String token = token(client, code);
        assertThat(user(token).statusCode()).isEqualTo(200);

        assertThat(error(exchange(client, code, VERIFIER))).isEqualTo("400 invalid_grant");

        assertThat(user(token).statusCode()).isEqualTo(401);
    }

    @Test
    void aCodeIsForTheSystemThatAskedForASecretForAMinuteAndForTheAddressItWasSentTo() throws Exception {
        Registered other = system(Audience.CITIZENS, false);
        var browser = signedIn();

        assertThat(error(exchange(other, code(browser, client), VERIFIER))).isEqualTo("400 invalid_grant");
        String code = code(browser, client);
        assertThat(error(exchange(new Registered(client.machine(), "wrong"), code, VERIFIER)))
                .isEqualTo("401 invalid_client");
        assertThat(error(exchange(client, code, VERIFIER, BACK + "/other"))).isEqualTo("400 invalid_grant");
        String late = code(browser, client);
        time.advance(Duration.ofSeconds(61));
        assertThat(error(exchange(client, late, VERIFIER))).isEqualTo("400 invalid_grant");
    }

    @Test
    void signingOutEndsTokensAndCodesAtOnce() throws Exception {
        var browser = signedIn();
        String token = token(client, code(browser, client));
        String code = code(browser, client);
        assertThat(user(token).statusCode()).isEqualTo(200);

        browser.open("/me/security");
        browser.send("/sign-out");

        assertThat(user(token).statusCode()).isEqualTo(401);
        assertThat(error(exchange(client, code, VERIFIER))).isEqualTo("400 invalid_grant");
    }

    @Test
    void aTokenEndsAfterTenMinutesAndWhereItsSystemGivesItBack() throws Exception {
        var browser = signedIn();
        String returned = token(client, code(browser, client));
        String old = token(client, code(browser, client));

        assertThat(post(client, "/oauth2/revoke", Map.of("token", returned)).statusCode())
                .isEqualTo(200);

        assertThat(user(returned).statusCode()).isEqualTo(401);
        assertThat(user(old).statusCode()).isEqualTo(200);
        time.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(user(old).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenOfAPersonOpensNothingOfTheApiAndATokenOfAMachineNoPerson() throws Exception {
        String person = token(client, code(signedIn(), client));
        String machine = JSON.tree(
                        post(client, "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", "items.read"))
                                .body())
                .get("access_token")
                .asString();

        assertThat(bearing(person, "/api/v1/items").statusCode()).isEqualTo(401);
        assertThat(bearing(machine, "/api/v1/items").statusCode()).isEqualTo(200);
        assertThat(user(machine).statusCode()).isEqualTo(401);
    }

    @Test
    void whoDoesNotAgreeIsSentBackWithoutACode() throws Exception {
        var browser = signedIn();
        browser.open(Visitor.location(browser.get(authorize(client, Map.of()))));

        var answer = agree(browser, "no");

        assertThat(query(answer))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a state")
                .doesNotContainKey("code");
        assertThat(query(browser.get(authorize(client, Map.of("prompt", "none")))))
                .containsEntry("error", "consent_required");
        assertThat(query(new Visitor(port).get(authorize(client, Map.of("prompt", "none")))))
                .containsEntry("error", "login_required");
    }

    @Test
    void aSystemThatWantsAFreshSignInGetsOne() throws Exception {
        for (Map<String, String> wish : List.of(Map.of("prompt", "login"), Map.of("max_age", "0"))) {
            var browser = signedIn();
            var _ = code(browser, client);
            time.advance(Duration.ofSeconds(5));

            var asked = browser.get(authorize(client, wish));
            assertThat(Visitor.location(asked)).as("%s", wish).startsWith("/sign-in?next=");
            browser.open(Visitor.location(asked));
            String next = browser.hidden("next").replace("&amp;", "&");
            assertThat(Visitor.location(browser.get(next)))
                    .as("who goes on without signing in")
                    .startsWith("/sign-in?next=");
            time.advance(Duration.ofSeconds(5));
            browser.open(Visitor.location(asked));
            assertThat(Visitor.location(signIn(browser, next))).isEqualTo(next);
            time.advance(Duration.ofSeconds(2));

            String token = JSON.tree(exchange(client, codeIn(browser.get(next)), VERIFIER)
                            .body())
                    .get("id_token")
                    .asString();
            assertThat(checked(token).get("auth_time").asLong())
                    .isEqualTo(time.instant().minusSeconds(2).getEpochSecond());
            time.advance(Duration.ofMinutes(16));
            assertThat(Visitor.location(browser.get(next))).as("not for ever").startsWith("/sign-in?next=");
        }
    }

    @Test
    void aSignInThatIsOldEnoughIsNotEnoughAndSaidSoInSilence() throws Exception {
        var browser = signedIn();
        var _ = code(browser, client);
        time.advance(Duration.ofSeconds(100));

        assertThat(codeIn(browser.get(authorize(client, Map.of("max_age", "100")))))
                .isNotEmpty();
        assertThat(Visitor.location(browser.get(authorize(client, Map.of("max_age", "99")))))
                .startsWith("/sign-in?next=");
        assertThat(query(browser.get(authorize(client, Map.of("max_age", "99", "prompt", "none")))))
                .containsEntry("error", "login_required");
        assertThat(query(browser.get(authorize(client, Map.of("prompt", "none login")))))
                .containsEntry("error", "invalid_request");
        assertThat(query(browser.get(authorize(client, Map.of("max_age", "-1")))))
                .containsEntry("error", "invalid_request");
        assertThat(codeIn(browser.get(authorize(client, Map.of("prompt", "none")))))
                .isNotEmpty();
    }

    @Test
    void whoTakesHisConsentBackIsAskedAgainAndTheTokenEnds() throws Exception {
        var browser = signedIn();
        String token = token(client, code(browser, client));

        browser.open("/me/security");
        assertThat(browser.page()).contains("试验门户");
        browser.send("/me/systems/end", "client", id(client));

        assertThat(user(token).statusCode()).isEqualTo(401);
        assertThat(Visitor.location(browser.get(authorize(client, Map.of())))).startsWith("/me/systems/agree?");
        browser.open("/me/security");
        assertThat(browser.page()).doesNotContain("试验门户");
    }

    @Test
    void theStaffAreNotAskedAndWhoHasLeftHisPostIsNobodyAtOnce() throws Exception {
        Registered office = system(Audience.STAFF, false);
        var clerk = UUID.randomUUID();
        String login = "clerk-" + clerk;
        organisation.engage(new Staff(clerk, CITY, login, "试验员", login, null));
        organisation.appoint(new Posting(CITY, "ZX/examiner", clerk, false, LocalDate.of(2026, 1, 1), null));
        accounts.change(CITY, clerk, passwords.hash(PASSWORD));
        var browser = new Visitor(port);
        assertThat(Visitor.location(browser.get(authorize(office, Map.of())))).startsWith("/desk/sign-in?next=");
        browser.signsIn(login, PASSWORD);

        String code = codeIn(browser.get(authorize(office, Map.of())));
        String token = token(office, code);
        assertThat(JSON.tree(user(token).body()).get("name").asString()).isEqualTo("试*员");
        String next = codeIn(browser.get(authorize(office, Map.of())));
        assertThat(Visitor.location(browser.get(authorize(client, Map.of()))))
                .as("a system for citizens knows no staff")
                .startsWith("/sign-in?next=");

        organisation.leaves(CITY, clerk, LocalDate.of(2026, 11, 18));

        assertThat(user(token).statusCode()).isEqualTo(401);
        assertThat(error(exchange(office, next, VERIFIER))).isEqualTo("400 invalid_grant");
        assertThat(Visitor.location(browser.get(authorize(office, Map.of())))).startsWith("/desk/sign-in?next=");
    }

    @Test
    void addressesAreRegisteredByHttpsAndOnThisMachineInAnInventedCityOnly() {
        assertThat(parties.mayLeadTo("https://portal.example.org/back?from=yimen"))
                .isTrue();
        assertThat(parties.mayLeadTo("http://127.0.0.1:9000/back")).isTrue();

        assertThat(parties.mayLeadTo("http://portal.example.org/back")).isFalse();
        assertThat(parties.mayLeadTo("javascript:alert(1)")).isFalse();
        assertThat(parties.mayLeadTo("https://a.example;script-src/back")).isFalse();
        assertThat(parties.mayLeadTo("https://user@a.example/back")).isFalse();
        assertThat(parties.mayLeadTo("https://a.example/back#x")).isFalse();
        assertThat(parties.mayLeadTo("https:///back")).isFalse();
    }

    @Test
    void aZeroCharacterInTheAddressIsNotUnderstood() throws Exception {
        var stranger = new Visitor(port);
        var browser = new Visitor(port);

        assertThat(stranger.open("/oauth2/authorize?client_id=%00&redirect_uri=x"))
                .isEqualTo(400);
        assertThat(stranger.open("/me/systems/agree?client_id=%00")).isEqualTo(400);
        // Spelled once more, it comes out where the page looks for the system behind it.
        assertThat(stranger.open("/sign-in?next=%2Foauth2%2Fauthorize%3Fclient_id%3D%2500%26redirect_uri%3Dx"))
                .isEqualTo(200);
        assertThat(browser.open(authorize(client, Map.of("nonce", "\0")))).isEqualTo(400);
    }

    private Registered system(Audience audience, boolean realName) {
        Registered registered = machines.register(
                CITY, machines.newClientId(), UUID.randomUUID(), "试验门户", "WJW", Set.of(Scope.ITEMS_READ), "test");
        parties.let(new RelyingParty(CITY, id(registered), "", audience, Set.of(BACK), realName), "test");
        return registered;
    }

    private static String id(Registered registered) {
        return registered.machine().clientId();
    }

    @Test
    void withACodeThatOthersMayHaveSeenNobodySignsInElsewhere() throws Exception {
        verifications.verified(citizen.id(), Verification.How.ID_CARD, Channel.KIOSK, "试验终端");
        var browser = new Visitor(port);
        browser.open("/sign-in/code");
        var signedIn = browser.send(
                "/sign-in/code",
                "code",
                verifications.code(citizen.id()).orElseThrow().text());
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(browser.open("/me")).isEqualTo(200);
        String asked = authorize(client, Map.of());
        String question = asked.replace("/oauth2/authorize", "/me/systems/agree");

        assertThat(Visitor.location(browser.get(asked))).startsWith("/sign-in?next=%2Foauth2%2Fauthorize");
        assertThat(query(browser.get(authorize(client, Map.of("prompt", "none")))))
                .containsEntry("error", "login_required");
        assertThat(Visitor.location(browser.get(question))).startsWith("/sign-in");
        browser.open("/me");
        var agreed = browser.send(
                "/me/systems/agree", "request", question.substring(question.indexOf('?') + 1), "answer", "yes");
        assertThat(agreed.statusCode()).isEqualTo(403);

        browser.open("/sign-in");
        assertThat(signIn(browser, "/me").statusCode()).isEqualTo(303);
        assertThat(Visitor.location(browser.get(asked))).startsWith("/me/systems/agree?");
    }

    private Visitor signedIn() throws Exception {
        var browser = new Visitor(port);
        browser.open("/sign-in");
        assertThat(signIn(browser, "/me").statusCode()).isEqualTo(303);
        return browser;
    }

    private HttpResponse<String> signIn(Visitor browser, String next) throws Exception {
        return browser.send(
                "/sign-in",
                "name",
                citizen.name(),
                "citizen-id",
                citizen.citizenId().value(),
                "password",
                PASSWORD,
                "next",
                next);
    }

    /** A code, with the consent where it is asked for. */
    private String code(Visitor browser, Registered forWhom) throws Exception {
        var answer = browser.get(authorize(forWhom, Map.of()));
        if (Visitor.location(answer).startsWith("/me/systems/agree")) {
            browser.open(Visitor.location(answer));
            answer = browser.get(Visitor.location(agree(browser, "yes")));
        }
        return codeIn(answer);
    }

    private static HttpResponse<String> agree(Visitor browser, String answer) throws Exception {
        return browser.send(
                "/me/systems/agree", "request", browser.hidden("request").replace("&amp;", "&"), "answer", answer);
    }

    private static String authorize(Registered forWhom, Map<String, String> other) throws Exception {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", id(forWhom));
        query.put("redirect_uri", BACK);
        query.put("scope", "openid profile");
        query.put("state", "a state");
        query.put("nonce", "a-nonce");
        query.put(
                "code_challenge",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII))));
        query.put("code_challenge_method", "S256");
        query.putAll(other);
        return "/oauth2/authorize?" + joined(query);
    }

    private HttpResponse<String> exchange(Registered by, String code, String verifier) throws Exception {
        return exchange(by, code, verifier, BACK);
    }

    private HttpResponse<String> exchange(Registered by, String code, String verifier, String back) throws Exception {
        return post(
                by,
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        back,
                        "code_verifier",
                        verifier));
    }

    private String token(Registered by, String code) throws Exception {
        var answer = exchange(by, code, VERIFIER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.tree(answer.body()).get("access_token").asString();
    }

    private String subject(Registered by, String code) throws Exception {
        return JSON.tree(user(token(by, code)).body()).get("sub").asString();
    }

    private HttpResponse<String> post(Registered by, String path, Map<String, String> form) throws Exception {
        String basic = Base64.getEncoder().encodeToString((id(by) + ":" + by.secret()).getBytes(UTF_8));
        return system.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(joined(form)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> user(String token) throws Exception {
        return bearing(token, "/userinfo");
    }

    private HttpResponse<String> bearing(String token, String path) throws Exception {
        return system.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        return JSON.tree(system.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString())
                .body());
    }

    /** The claims of a token whose signature one of the published keys has made. */
    private JsonNode checked(String token) throws Exception {
        String[] parts = token.split("[.]", 3);
        JsonNode header = JSON.tree(text(parts[0]));
        assertThat(header.get("alg").asString()).isEqualTo("ES256");
        JsonNode keys = get("/oauth2/jwks").get("keys");
        assertThat(keys.findValues("d")).as("secret halves").isEmpty();
        JsonNode key = keys.valueStream()
                .filter(each -> each.get("kid").equals(header.get("kid")))
                .findFirst()
                .orElseThrow();
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point =
                new ECPoint(number(key.get("x").asString()), number(key.get("y").asString()));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class))));
        signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        return JSON.tree(text(parts[1]));
    }

    private static String text(String encoded) {
        return new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
    }

    private static BigInteger number(String encoded) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(encoded));
    }

    private long audited(String... acts) {
        return jdbc.sql("""
                        select count(distinct kind)
                          from audit.entry
                         where subject = :client and actor = :actor and kind = any(:acts)
                        """)
                .param("client", id(client))
                .param("actor", citizen.id().toString())
                .param("acts", acts)
                .query(Long.class)
                .single();
    }

    private static String error(HttpResponse<String> answer) {
        return answer.statusCode() + " " + JSON.tree(answer.body()).get("error").asString();
    }

    /** The parameters with which a browser is sent back to the system, and nowhere else. */
    private static Map<String, String> query(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(BACK + "?");
        return Query.of(URI.create(location).getRawQuery()).orElseThrow().values().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, values -> values.getValue().getFirst()));
    }

    private static String codeIn(HttpResponse<String> answer) {
        String code = query(answer).get("code");
        if (code == null) {
            throw new AssertionError("no code in " + answer.headers());
        }
        return code;
    }

    private static String joined(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
