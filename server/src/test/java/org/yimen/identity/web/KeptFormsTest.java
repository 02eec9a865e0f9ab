package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.yimen.identity.Channel;
import org.yimen.identity.Citizen;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.organisation.DemoAccounts;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** Over the wire: a session ends while somebody writes, and what he wrote waits for him and for nobody else. */
@HallTest
class KeptFormsTest {

    private static final String FORM = "/me/complaints/new";
    private static final String PAGE = "/me/kept";
    private static final String SAID = "楼道的灯坏了三天，请尽快修好。";
    private static final String PASSWORD = "right-password-1";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Verifications verifications;

    @Autowired
    private TestTime time;

    private Person zhang;
    private Person li;

    @BeforeEach
    void twoCitizens() {
        zhang = people.register("张晓明", TestNumbers.citizen(), "15400000001", passwords.hash(PASSWORD));
        li = people.register("李安然", TestNumbers.citizen(), "15400000002", passwords.hash(PASSWORD));
    }

    @Test
    void whoSignsInAgainReadsEveryFieldAndInWordsWhatItWillBeAndSendsItHimself() throws Exception {
        Visitor browser = signedIn(zhang);
        HttpResponse<String> sent = afterTheSessionEnded(browser);

        assertThat(Visitor.location(sent)).isEqualTo("/sign-in?next=%2Fme%2Fkept");
        signIn(browser, zhang);
        assertThat(browser.open(PAGE)).isEqualTo(200);
        assertThat(browser.page())
                .contains("投诉或者建议会以您的名义提交", "action=\"" + FORM + "\"", ">" + SAID + "<", ">Room-12<")
                .doesNotContain("geheim-123", "name=\"password\"", "a-key-of-somebody");
    }

    @Test
    void itIsShownOnce() throws Exception {
        Visitor browser = signedIn(zhang);
        afterTheSessionEnded(browser);
        signIn(browser, zhang);
        browser.open(PAGE);
        assertThat(browser.page()).contains(SAID);

        browser.open(PAGE);

        assertThat(browser.page()).doesNotContain(SAID).contains("没有保留的内容");
    }

    @Test
    void nobodyElseFindsItAndNobodyAfterAWhile() throws Exception {
        Visitor shared = signedIn(zhang);
        afterTheSessionEnded(shared);
        signIn(shared, li);
        shared.open(PAGE);
        assertThat(shared.page()).as("another account in the same browser").doesNotContain(SAID);
        signIn(shared, zhang);
        shared.open(PAGE);
        assertThat(shared.page()).as("gone with the other one's sign-in").doesNotContain(SAID);

        Visitor slow = signedIn(zhang);
        afterTheSessionEnded(slow);
        time.advance(KeptForms.LASTS.plusSeconds(1));
        signIn(slow, zhang);
        slow.open(PAGE);
        assertThat(slow.page()).doesNotContain(SAID).contains("没有保留的内容");
    }

    @Test
    void whoSignsOutLeavesNothingBehind() throws Exception {
        Visitor browser = signedIn(zhang);
        HttpResponse<String> out = browser.send("/sign-out");
        assertThat(out.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("yimen-who=;") && cookie.contains("Max-Age=0"));
        assertThat(browser.send(FORM, "text", SAID).headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("yimen-kept"));

        Visitor late = signedIn(zhang);
        afterTheSessionEnded(late);
        late.send("/sign-out");
        signIn(late, zhang);
        late.open(PAGE);
        assertThat(late.page()).as("out after the session had ended").doesNotContain(SAID);
    }

    @Test
    void aSessionOfAVisitCodeNeitherKeepsNorReads() throws Exception {
        Visitor browser = signedIn(zhang);
        afterTheSessionEnded(browser);
        verifications.verified(zhang.id(), Verification.How.ID_CARD, Channel.KIOSK, "试验终端");
        browser.open("/sign-in/code");
        HttpResponse<String> signedIn = browser.send(
                "/sign-in/code",
                "code",
                verifications.code(zhang.id()).orElseThrow().text());
        assertThat(signedIn.statusCode()).isEqualTo(303);

        browser.open(PAGE);
        assertThat(browser.page()).doesNotContain(SAID).contains("没有保留的内容");
        assertThat(afterTheSessionEnded(browser).headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("yimen-kept"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/me/security/password",
                "/me/profile/contact",
                "/me/delegations/new",
                "/me/complaints/6a6ac1d1-a53f-4a0c-9c3c-0a43e9c0e9d2/withdraw",
                "/me/cases/../security/talk",
                "/apply/food-business-licence",
                "/desk/window"
            })
    void nothingElseIsKept(String form) {
        var forms = new KeptForms(InstantSource.system());

        assertThat(forms.keep(request(form, marked(forms, citizen())), new MockHttpServletResponse(), null))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, "/me/enquiries", "/me/cases/6a6ac1d1-a53f-4a0c-9c3c-0a43e9c0e9d2/talk"})
    void wordsToAnOfficeAre(String form) {
        var forms = new KeptForms(InstantSource.system());

        assertThat(forms.keep(request(form, marked(forms, citizen())), new MockHttpServletResponse(), null))
                .isTrue();
    }

    @Test
    void itIsFoundOnlyInTheNameInWhichItWasWritten() {
        var forms = new KeptForms(InstantSource.system());
        UUID other = UUID.randomUUID();
        Citizen himself = citizen();
        var forHim = new Citizen(himself.personId(), null, other, "x");
        var answer = new MockHttpServletResponse();
        assertThat(forms.keep(request(FORM, marked(forms, forHim)), answer, null))
                .isTrue();
        MockHttpServletRequest back = request(PAGE, cookie(answer, KeptForms.KEY));

        assertThat(forms.take(himself, back, new MockHttpServletResponse())).isEmpty();
        assertThat(forms.take(new Citizen(himself.personId(), other, null, "x"), back, new MockHttpServletResponse()))
                .isEmpty();
        assertThat(forms.take(forHim, back, new MockHttpServletResponse())).isPresent();
    }

    @Test
    void oneAddressDoesNotFillItForEverybody() {
        var forms = new KeptForms(InstantSource.system());
        Cookie who = marked(forms, citizen());
        for (int i = 0; i < KeptForms.AT_ONCE; i++) {
            assertThat(forms.keep(request(FORM, who), new MockHttpServletResponse(), null))
                    .isTrue();
        }

        assertThat(forms.keep(request(FORM, who), new MockHttpServletResponse(), null))
                .isFalse();
        MockHttpServletRequest elsewhere = request(FORM, who);
        elsewhere.setRemoteAddr("192.0.2.7");
        assertThat(forms.keep(elsewhere, new MockHttpServletResponse(), null)).isTrue();
    }

    @Test
    void whenItIsFullNobodysFormMakesRoom() {
        var forms = new KeptForms(InstantSource.system());
        Citizen first = citizen();
        var answer = new MockHttpServletResponse();
        assertThat(forms.keep(request(FORM, marked(forms, first)), answer, null))
                .isTrue();
        for (int i = 0; i < KeptForms.MOST; i++) {
            MockHttpServletRequest other = request(FORM, marked(forms, first));
            other.setRemoteAddr("192.0.2." + i);
            forms.keep(other, new MockHttpServletResponse(), null);
        }

        assertThat(forms.take(first, request(PAGE, cookie(answer, KeptForms.KEY)), new MockHttpServletResponse()))
                .isPresent();
    }

    @Test
    void ofAStrangerNothingIsKept() throws Exception {
        var stranger = new Visitor(port);
        stranger.open("/sign-in");
        assertThat(stranger.send(FORM, "text", SAID).headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("yimen-kept"));
    }

    @Test
    void aClerkFindsTheWordsOfAFormAndNothingIsDoneByIt() throws Exception {
        String id = "6a6ac1d1-a53f-4a0c-9c3c-0a43e9c0e9d2";
        for (String form : List.of("/talk", "/do/notice-defects", "/do/refuse", "/do/terminate")) {
            Visitor clerk = clerk();
            jdbc.sql("delete from identity.session where account like 'staff:%'")
                    .update();

            HttpResponse<String> sent = clerk.send(
                    "/desk/cases/" + id + form,
                    "text",
                    SAID,
                    "reason",
                    SAID,
                    "what-floor-plan",
                    SAID,
                    "step-up",
                    "123456");

            assertThat(Visitor.location(sent)).as(form).isEqualTo("/desk/sign-in?next=%2Fdesk%2Fkept");
            clerk.open("/desk/sign-in?next=%2Fdesk%2Fkept");
            assertThat(clerk.page()).contains("登录已超时", "您填的内容还在");
            signIn(clerk);
            clerk.open("/desk/kept");
            String action = "/desk/cases/" + id + form + (form.startsWith("/do/") ? "/kept" : "");
            assertThat(clerk.page())
                    .as(form)
                    .contains(SAID, "action=\"" + action + "\"")
                    .doesNotContain("123456");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"do/grant", "do/issue", "do/accept", "hand-over", "show", "fees"})
    void whatDecidesOrPaysIsNotKept(String act) {
        var forms = new KeptForms(InstantSource.system());

        assertThat(forms.keep(
                        request("/desk/cases/6a6ac1d1-a53f-4a0c-9c3c-0a43e9c0e9d2/" + act, marked(forms, citizen())),
                        new MockHttpServletResponse(),
                        null))
                .isFalse();
    }

    private Visitor clerk() throws Exception {
        var clerk = new Visitor(port);
        signIn(clerk);
        return clerk;
    }

    private static void signIn(Visitor clerk) throws Exception {
        clerk.open("/desk/sign-in");
        HttpResponse<String> signedIn =
                clerk.send("/desk/sign-in", "login", "zx.window1", "password", DemoAccounts.PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(303);
    }

    private static Citizen citizen() {
        return new Citizen(UUID.randomUUID(), null, "x");
    }

    private static Cookie marked(KeptForms forms, Citizen citizen) {
        var answer = new MockHttpServletResponse();
        forms.opened(citizen, new MockHttpServletRequest(), answer);
        return cookie(answer, KeptForms.WHO);
    }

    private static Cookie cookie(MockHttpServletResponse answer, String name) {
        Cookie found = answer.getCookie(name);
        if (found == null) {
            throw new AssertionError("no cookie " + name);
        }
        return found;
    }

    private static MockHttpServletRequest request(String form, Cookie cookie) {
        var request = new MockHttpServletRequest("POST", form);
        request.setContentType("application/x-www-form-urlencoded");
        request.setCookies(cookie);
        for (String field : new String[] {"text", "question", "password"}) {
            request.addParameter(field, SAID);
        }
        return request;
    }

    private HttpResponse<String> afterTheSessionEnded(Visitor visitor) throws Exception {
        jdbc.sql("delete from identity.session where account = :account")
                .param("account", "person:" + zhang.id())
                .update();
        return visitor.send(
                FORM, "key", "a-key-of-somebody", "text", SAID, "place", "Room-12", "password", "geheim-123");
    }

    private Visitor signedIn(Person person) throws Exception {
        var visitor = new Visitor(port);
        signIn(visitor, person);
        visitor.open(FORM);
        return visitor;
    }

    private static void signIn(Visitor visitor, Person person) throws Exception {
        visitor.open("/sign-in");
        HttpResponse<String> answer = visitor.send(
                "/sign-in",
                "name",
                person.name(),
                "citizen-id",
                person.citizenId().value(),
                "password",
                PASSWORD,
                "next",
                "/me");
        assertThat(answer.statusCode()).isEqualTo(303);
    }
}
