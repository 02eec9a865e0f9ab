package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.OuterSignIn;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.PrivacyNotice;
import org.yimen.identity.SignInHistory;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.testing.HallTest;
import org.yimen.testing.OuterStub;
import org.yimen.testing.TestTime;

/** Citizens come by the outer provider: over HTTP, with a provider of the test's own at the other end. */
@HallTest
class OuterSignInTest {

    private static final String PASSWORD = "right-password-1";
    private static final String NAME = "张晓明";

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private OuterSignIn outer;

    @Autowired
    private Verifications verifications;

    @Autowired
    private SignInHistory history;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private final OuterStub stub = OuterStub.shared();
    private final String subject = "subject-" + UUID.randomUUID();

    @AfterEach
    void theProviderIsWellAgain() {
        stub.down(false);
        stub.slow(0);
    }

    @Test
    void whoHasAnAccountIsLinkedByHisNumberAndSignedIn() throws Exception {
        Person person = known();
        var browser = new Visitor(port);
        browser.open("/sign-in?next=%2Fme%2Fprofile");
        assertThat(browser.page()).contains("用统一身份认证登录", "/sign-in/outer?next=%2Fme%2Fprofile");
        String before = browser.cookie();

        var answer = arrives(browser, "/me/profile", person.citizenId());

        assertThat(Visitor.location(answer)).isEqualTo("/me/profile");
        assertThat(browser.cookie()).as("a new session").isNotEqualTo(before);
        assertThat(browser.open("/me/profile")).isEqualTo(200);
        assertThat(outer.of(person.id()).since()).isEqualTo(time.instant());
        Verification verification = verifications.current(person.id()).orElseThrow();
        assertThat(verification.how()).isEqualTo(Verification.How.OUTER);
        assertThat(verification.until()).isEqualTo(time.instant().plus(Duration.ofHours(8)));
        assertThat(history.of(new org.yimen.identity.Citizen(person.id(), null, "")))
                .first()
                .extracting(SignInHistory.Attempt::result)
                .isEqualTo(SignInHistory.Result.SIGNED_IN);
        assertThat(audited(person, "identity.outer-linked")).isEqualTo(1);
        assertThat(jdbc.sql("select account_sealed from identity.outer_link where person_id = :id")
                        .param("id", person.id())
                        .query(byte[].class)
                        .single())
                .as("sealed")
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .doesNotContain(subject);

        var again = arrives(new Visitor(port), "/me", person.citizenId());
        assertThat(Visitor.location(again)).isEqualTo("/me");
        assertThat(audited(person, "identity.outer-linked")).isEqualTo(1);
    }

    @Test
    void theRequestCarriesAProofKeyStateAndNonceAndComesBackToOneAddress() throws Exception {
        Map<String, String> asked = asked(new Visitor(port).get("/sign-in/outer"));

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", OuterStub.CLIENT)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "http://localhost:8080/sign-in/outer/back")
                .containsKeys("state", "nonce", "code_challenge");
    }

    @Test
    void whoIsNewGivesHisPhoneAndConsentAndNothingTwice() throws Exception {
        CitizenId number = TestNumbers.citizen();
        var browser = new Visitor(port);

        var answer = arrives(browser, "/me/profile", number);
        assertThat(Visitor.location(answer)).isEqualTo("/sign-in/outer/register");
        browser.open("/sign-in/outer/register");
        assertThat(browser.page()).contains(NAME, number.masked()).doesNotContain(number.value());
        assertThat(browser.send("/sign-in/outer/register", "phone", "15400000001")
                        .statusCode())
                .as("without consent")
                .isEqualTo(422);
        assertThat(people.find(number)).isEmpty();
        var opened = browser.send("/sign-in/outer/register", "phone", "15400000001", "agree", PrivacyNotice.VERSION);

        assertThat(Visitor.location(opened)).isEqualTo("/me/profile");
        assertThat(browser.open("/me/profile")).isEqualTo(200);
        Person person = people.find(number).orElseThrow();
        assertThat(person.name()).isEqualTo(NAME);
        assertThat(people.hasAccount(person.id())).isTrue();
        assertThat(outer.of(person.id()).since()).isNotNull();
        assertThat(jdbc.sql("select notice from identity.consent where person_id = :id")
                        .param("id", person.id())
                        .query(String.class)
                        .list())
                .containsExactly(PrivacyNotice.VERSION);
    }

    @Test
    void aTokenThatDoesNotPassSignsNobodyIn() throws Exception {
        Person person = known();
        Date past = Date.from(time.instant().minusSeconds(120));
        Map<String, Function<JWTClaimsSet.Builder, String>> wrong = Map.of(
                "nonce", claims -> stub.signed(claims.claim("nonce", "another").build()),
                "no nonce", claims -> stub.signed(claims.claim("nonce", null).build()),
                "audience",
                        claims -> stub.signed(claims.audience("somebody-else").build()),
                "issuer",
                        claims -> stub.signed(
                                claims.issuer("https://evil.example").build()),
                "expired", claims -> stub.signed(claims.expirationTime(past).build()),
                "other key", claims -> stub.signedByAnother(claims.build()),
                "no algorithm", claims -> OuterStub.unsigned(claims.build()),
                "no subject", claims -> stub.signed(claims.subject(null).build()));

        for (var each : wrong.entrySet()) {
            var browser = new Visitor(port);
            var answer = comes(browser, "/me", person.citizenId(), UnaryOperator.identity(), each.getValue());
            assertThat(Visitor.location(answer)).as(each.getKey()).isEqualTo("/sign-in?outer=broken");
            assertThat(Visitor.location(browser.get("/me"))).as(each.getKey()).startsWith("/sign-in");
        }
        assertThat(outer.of(person.id()).since()).isNull();
    }

    @Test
    void anAnswerToAnotherBrowserAnOldOneAndASecondOneDoNothing() throws Exception {
        Person person = known();
        var browser = new Visitor(port);
        String back = back(browser, "/me", person.citizenId());

        assertThat(Visitor.location(new Visitor(port).get(back)))
                .as("a link with an answer in it")
                .isEqualTo("/sign-in?outer=over");
        assertThat(Visitor.location(browser.get(back.replaceAll("state=[^&]*", "state=another"))))
                .isEqualTo("/sign-in?outer=over");
        int before = stub.tokenCalls();
        assertThat(Visitor.location(browser.get(back)))
                .as("what strangers sent has not used it up")
                .isEqualTo("/me");
        assertThat(stub.tokenCalls()).isEqualTo(before + 1);
        assertThat(Visitor.location(browser.get(back))).isEqualTo("/me");
        assertThat(stub.tokenCalls()).as("replayed").isEqualTo(before + 1);

        var late = new Visitor(port);
        String tooLate = back(late, "/me", person.citizenId());
        time.advance(Duration.ofMinutes(11));
        assertThat(Visitor.location(late.get(tooLate))).isEqualTo("/sign-in?outer=over");
    }

    @Test
    void ofManyAnswersAtOnceOneIsTaken() throws Exception {
        Person person = known();
        var browser = new Visitor(port);
        String back = back(browser, "/me", person.citizenId());
        int before = stub.tokenCalls();
        stub.slow(200);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> click = () -> Visitor.location(browser.get(back));
            threads.invokeAll(java.util.Collections.nCopies(6, click));
        }

        assertThat(stub.tokenCalls()).isEqualTo(before + 1);
    }

    @Test
    void whereTheRealNameIsNotVerifiedOrTheRegisterDisagreesNobodyGetsIn() throws Exception {
        Person person = known();
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> doubtful = Map.of(
                "not-real-name", claims -> claims.claim("acr", "L1"),
                "no-match", claims -> claims.claim("name", "李四"));

        for (var each : doubtful.entrySet()) {
            var answer = comes(new Visitor(port), "/me", person.citizenId(), each.getValue(), this::sign);
            assertThat(Visitor.location(answer)).isEqualTo("/sign-in?outer=" + each.getKey());
        }
        assertThat(Visitor.location(
                        comes(new Visitor(port), "/me", null, claims -> claims.claim("citizen_id", ""), this::sign)))
                .isEqualTo("/sign-in?outer=not-real-name");
        var typo = person.citizenId().value();
        char last = typo.charAt(17) == '1' ? '2' : '1';
        assertThat(Visitor.location(comes(
                        new Visitor(port),
                        "/me",
                        null,
                        claims -> claims.claim("citizen_id", typo.substring(0, 17) + last),
                        this::sign)))
                .as("GB 11643")
                .isEqualTo("/sign-in?outer=not-real-name");
        assertThat(Visitor.location(comes(
                        new Visitor(port),
                        "/me",
                        null,
                        claims -> claims.claim("citizen_id", "11010519491231002X"),
                        this::sign)))
                .as("not in the register of the invented city")
                .isEqualTo("/sign-in?outer=no-match");
        assertThat(outer.of(person.id()).since()).isNull();
        var page = new Visitor(port);
        page.open("/sign-in?outer=not-real-name");
        assertThat(page.page()).contains("没有确认您的真实姓名").contains("name=\"password\"");
    }

    @Test
    void oneAccountThereIsOnePersonHereAndTheOtherWayRound() throws Exception {
        Person one = known();
        Person other = known();
        assertThat(Visitor.location(arrives(new Visitor(port), "/me", one.citizenId())))
                .isEqualTo("/me");

        var sameSubject = arrives(new Visitor(port), "/me", other.citizenId());
        var otherSubject = comes(
                new Visitor(port),
                "/me",
                one.citizenId(),
                claims -> claims.subject("subject-" + UUID.randomUUID()),
                this::sign);

        assertThat(Visitor.location(sameSubject)).isEqualTo("/sign-in?outer=anothers");
        assertThat(Visitor.location(otherSubject)).isEqualTo("/sign-in?outer=anothers");
        assertThat(outer.of(other.id()).since()).isNull();
    }

    @Test
    void aLockedAccountStaysLocked() throws Exception {
        Person person = known();
        var browser = new Visitor(port);
        for (int i = 0; i < 5; i++) {
            browser.open("/sign-in");
            browser.send(
                    "/sign-in",
                    "name",
                    NAME,
                    "citizen-id",
                    person.citizenId().value(),
                    "password",
                    "wrong-password-" + i);
        }

        var answer = arrives(new Visitor(port), "/me", person.citizenId());

        assertThat(Visitor.location(answer)).isEqualTo("/sign-in?outer=locked");
    }

    @Test
    void whoEndsTheLinkIsNotLinkedAgainUntilHeAllowsIt() throws Exception {
        Person person = known();
        var browser = new Visitor(port);
        arrives(browser, "/me", person.citizenId());
        browser.open("/me/security");
        assertThat(browser.page()).contains("断开关联");

        browser.send("/me/security/outer/end");
        browser.send("/me/security/outer/end");

        assertThat(audited(person, "identity.outer-unlinked")).isEqualTo(1);
        assertThat(Visitor.location(arrives(new Visitor(port), "/me", person.citizenId())))
                .isEqualTo("/sign-in?outer=ended");
        browser.open("/me/security");
        browser.send("/me/security/outer/allow");
        assertThat(Visitor.location(arrives(new Visitor(port), "/me", person.citizenId())))
                .isEqualTo("/me");
    }

    @Test
    void whoRefusesThereAndWhoFindsNobodyThereCanSignInOtherwise() throws Exception {
        var refuses = new Visitor(port);
        Map<String, String> asked = asked(refuses.get("/sign-in/outer?next=%2Fme%2Fprofile"));
        var refused = refuses.get("/sign-in/outer/back?error=access_denied&state=" + encoded(asked.get("state")));
        assertThat(Visitor.location(refused)).isEqualTo("/sign-in?outer=denied&next=%2Fme%2Fprofile");
        refuses.open(Visitor.location(refused));
        assertThat(refuses.page()).contains("您没有同意统一身份认证").contains("name=\"password\"");

        var alone = new Visitor(port);
        String back = back(alone, "/me", TestNumbers.citizen());
        stub.down(true);
        assertThat(Visitor.location(alone.get(back))).isEqualTo("/sign-in?outer=down");
        assertThat(alone.open("/sign-in")).isEqualTo(200);
    }

    @Test
    void nobodyIsLedToAnotherSiteAndNoOtherSiteBegins() throws Exception {
        Person person = known();

        var answer = arrives(new Visitor(port), "https://evil.example/", person.citizenId());
        assertThat(Visitor.location(answer)).isEqualTo("/me");
        assertThat(Visitor.location(arrives(new Visitor(port), "/desk", person.citizenId())))
                .isEqualTo("/me");
        var fromElsewhere = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in/outer"))
                                .header("Sec-Fetch-Site", "cross-site")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(Visitor.location(fromElsewhere)).isEqualTo("/sign-in");
    }

    private Person known() {
        return people.register(NAME, TestNumbers.citizen(), "15400000001", passwords.hash(PASSWORD));
    }

    private HttpResponse<String> arrives(Visitor browser, String next, CitizenId number) throws Exception {
        return comes(browser, next, number, UnaryOperator.identity(), this::sign);
    }

    private HttpResponse<String> comes(
            Visitor browser,
            String next,
            @Nullable CitizenId number,
            UnaryOperator<JWTClaimsSet.Builder> change,
            Function<JWTClaimsSet.Builder, String> sign)
            throws Exception {
        return browser.get(back(browser, next, number, change, sign));
    }

    private String back(Visitor browser, String next, CitizenId number) throws Exception {
        return back(browser, next, number, UnaryOperator.identity(), this::sign);
    }

    private String sign(JWTClaimsSet.Builder claims) {
        return stub.signed(claims.build());
    }

    /** Where the provider sends the browser: it has signed somebody in there and prepared a token. */
    private String back(
            Visitor browser,
            String next,
            @Nullable CitizenId number,
            UnaryOperator<JWTClaimsSet.Builder> change,
            Function<JWTClaimsSet.Builder, String> sign)
            throws Exception {
        Map<String, String> asked = asked(browser.get("/sign-in/outer?next=" + encoded(next)));
        var claims = new JWTClaimsSet.Builder()
                .issuer(stub.issuer())
                .audience(OuterStub.CLIENT)
                .subject(subject)
                .issueTime(Date.from(time.instant()))
                .expirationTime(Date.from(time.instant().plusSeconds(300)))
                .claim("nonce", asked.get("nonce"))
                .claim("name", NAME)
                .claim("acr", OuterStub.LEVEL)
                .claim("citizen_id", number == null ? null : number.value());
        String code = "code-" + UUID.randomUUID();
        stub.hands(code, String.valueOf(asked.get("code_challenge")), sign.apply(change.apply(claims)));
        return "/sign-in/outer/back?code=" + code + "&state=" + encoded(asked.get("state"));
    }

    private Map<String, String> asked(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(stub.issuer() + "/authorize?");
        return Query.of(URI.create(location).getRawQuery()).orElseThrow().values().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, values -> values.getValue().getFirst()));
    }

    private static String encoded(@Nullable String text) {
        return java.net.URLEncoder.encode(String.valueOf(text), java.nio.charset.StandardCharsets.UTF_8);
    }

    private long audited(Person person, String kind) {
        return jdbc.sql("select count(*) from audit.entry where kind = :kind and subject = :id")
                .param("kind", kind)
                .param("id", person.id().toString())
                .query(Long.class)
                .single();
    }
}
