package org.yimen.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.exchange.MachineDesk;
import org.yimen.identity.Credentials;
import org.yimen.identity.Machines;
import org.yimen.identity.Machines.Registered;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.Scope;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.DemoAccounts;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Proposal;
import org.yimen.organisation.Proposals;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
class MachinesPagesTest {

    private static final String CITY = "629901";
    private static final String LIST = "/console/security/machines";
    private static final String CONSENTS = "/console/security/consents";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Directory directory;

    @Autowired
    private Machines machines;

    @Autowired
    private RelyingParties parties;

    @Autowired
    private MachineDesk desk;

    @Autowired
    private Proposals proposals;

    @Autowired
    private Credentials credentials;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    private final MockHttpSession session = new MockHttpSession();
    private String login = "sec.admin";

    @Test
    void aMachineIsThereOnceASecondOfficerConsentsAndItsSecretIsShownOnce() throws Exception {
        String client = found("name=\"client\" value=\"([^\"]+)\"", text(get(URI.create(LIST))));
        String key = UUID.randomUUID().toString();

        assertThat(register(client, key).getRedirectedUrl()).isEqualTo(CONSENTS + "?done=proposed");

        String secret = found("data-secret>([^<]+)<", text(get(URI.create(CONSENTS))));
        assertThat(text(get(URI.create(CONSENTS)))).contains("乡镇代办系统").doesNotContain(secret);
        assertThat(machines.find(CITY, client)).isEmpty();
        // Sent twice, it is proposed once, and the secret stays what it was.
        var _ = register(client, key);
        assertThat(text(get(URI.create(CONSENTS)))).doesNotContain("data-secret");
        assertThat(proposals.waiting(CITY, client)).hasSize(1);

        // Nobody consents to his own.
        assertThat(word(client, "yes").getStatus()).isEqualTo(422);
        login = "sec.admin2";
        assertThat(word(client, "yes").getStatus()).isEqualTo(303);

        assertThat(machines.find(CITY, client)).isPresent();
        assertThat(tokens(client, secret)).isTrue();
        assertThat(text(get(URI.create(LIST + "/" + client)))).doesNotContain(secret);
    }

    @Test
    void withoutTheSecondProofNothingIsProposed() throws Exception {
        String client = machines.newClientId();

        var asked = send(registration(client, UUID.randomUUID().toString()));

        assertThat(asked.getStatus()).isEqualTo(403);
        assertThat(asked.getContentAsString(StandardCharsets.UTF_8)).contains("乡镇代办系统", StepUp.FIELD);
        assertThat(proposals.waiting(CITY, client)).isEmpty();
    }

    @Test
    void moreScopesAndANewSecretWaitWhileFewerHoldAtOnce() throws Exception {
        String client = machines.newClientId();
        Registered registered = desk.register(CITY, client, "在用系统", "WJW", Set.of(), Set.of(Scope.ITEMS_READ), "test");
        String page = LIST + "/" + client;

        send(proven(page + "/scopes")
                .param("scope", "items.read", "applications.process")
                .param("reason", "扩大试点"));
        send(proven(page + "/secret").param("reason", "旧密钥外泄"));

        assertThat(machines.find(CITY, client).orElseThrow().scopes()).containsExactly("items.read");
        assertThat(tokens(client, registered.secret())).isTrue();
        assertThat(text(get(URI.create(page)))).contains("更换系统密钥", "增加系统的接口范围");
        login = "sec.admin2";
        for (Proposal each : proposals.waiting(CITY, client)) {
            settle(each.id().toString(), "yes");
        }
        assertThat(machines.find(CITY, client).orElseThrow().scopes()).contains("applications.process");
        assertThat(tokens(client, registered.secret())).isFalse();

        send(proven(page + "/scopes").param("scope", "items.read"));
        send(proven(page + "/state").param("suspended", "true"));

        assertThat(machines.find(CITY, client).orElseThrow().scopes()).containsExactly("items.read");
        assertThat(machines.find(CITY, client).orElseThrow().suspended()).isTrue();
    }

    @Test
    void oneOfficerShutsAMachineOutAndTwoLetItInAgain() throws Exception {
        String client = machines.newClientId();
        Registered registered = desk.register(CITY, client, "在用系统", "WJW", Set.of(), Set.of(Scope.ITEMS_READ), "test");
        String page = LIST + "/" + client;
        send(proven(page + "/state").param("suspended", "true"));

        assertThat(send(proven(page + "/state").param("suspended", "false")).getStatus())
                .as("without a reason")
                .isEqualTo(422);
        send(proven(page + "/state").param("suspended", "false").param("reason", "误停"));

        assertThat(tokens(client, registered.secret())).isFalse();
        assertThat(text(get(URI.create(page)))).contains("恢复系统使用");
        login = "sec.admin2";
        assertThat(word(client, "yes").getStatus()).isEqualTo(303);
        assertThat(tokens(client, registered.secret())).isTrue();
    }

    @Test
    void whatALockedOfficerProposedIsNotCarriedOut() throws Exception {
        String client = machines.newClientId();
        desk.register(CITY, client, "在用系统", "WJW", Set.of(), Set.of(Scope.ITEMS_READ), "test");
        send(proven(LIST + "/" + client + "/scopes")
                .param("scope", "items.read", "applications.process")
                .param("reason", "扩大试点"));
        var proposer = directory.staff(CITY, login).orElseThrow();
        var member = new StaffMember(proposer.id(), proposer.region(), proposer.name());
        credentials.lock(member, "test", "账号被盗用");
        login = "sec.admin2";
        try {
            assertThat(word(client, "yes").getStatus()).isEqualTo(422);
            assertThat(machines.find(CITY, client).orElseThrow().scopes()).containsExactly("items.read");
            assertThat(word(client, "no").getStatus()).isEqualTo(303);
        } finally {
            credentials.unlock(member, "test");
        }
    }

    @Test
    void moreOfTheSignInWaitsForTheSecondOfficerAndLessHoldsAtOnce() throws Exception {
        String client = machines.newClientId();
        var _ = desk.register(CITY, client, "在用系统", "WJW", Set.of(), Set.of(Scope.ITEMS_READ), "test");
        var kept = new RelyingParty(
                CITY, client, "", RelyingParty.Audience.CITIZENS, Set.of("https://a.example/back"), false);
        parties.let(kept, "test");
        String form = LIST + "/" + client + "/sign-in";

        for (var wider : List.of(
                signIn(form, "CITIZENS", "https://a.example/back https://evil.example/back", ""),
                signIn(form, "CITIZENS", "https://evil.example/back", ""),
                signIn(form, "CITIZENS", "https://a.example/back", "true"),
                signIn(form, "STAFF", "https://a.example/back", ""))) {
            assertThat(send(wider).getRedirectedUrl()).isEqualTo(CONSENTS + "?done=proposed");
        }
        assertThat(parties.open(CITY, client).orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("name")
                .isEqualTo(kept);
        assertThat(text(get(URI.create(CONSENTS)))).contains("https://evil.example/back", "实名信息：可以取得");

        assertThat(send(signIn(form, "CITIZENS", "", "")).getRedirectedUrl()).isEqualTo(LIST + "/" + client);
        assertThat(parties.open(CITY, client).orElseThrow().redirectUris()).isEmpty();
    }

    private static MockHttpServletRequestBuilder signIn(
            String form, String audience, String addresses, String realName) {
        return proven(form)
                .param("audience", audience)
                .param("redirects", addresses.replace(' ', '\n'))
                .param("real-name", realName.isEmpty() ? "false" : realName)
                .param("reason", "联调");
    }

    @Test
    void whatNobodyConsentsToInSevenDaysIsVoidAndTheProposerMayTakeItBack() throws Exception {
        String client = machines.newClientId();
        var _ = register(client, UUID.randomUUID().toString());
        String other = machines.newClientId();
        var _ = register(other, UUID.randomUUID().toString());
        String id = proposals.waiting(CITY, other).getFirst().id().toString();

        send(proven(CONSENTS + "/take-back").param("proposal", id));
        assertThat(proposals.waiting(CITY, other)).isEmpty();

        String late = proposals.waiting(CITY, client).getFirst().id().toString();
        login = "sec.admin2";
        time.advance(Proposals.LASTS.plusSeconds(1));
        assertThat(settle(late, "yes").getStatus()).isEqualTo(422);
        assertThat(machines.find(CITY, client)).isEmpty();
    }

    @Test
    void aMachineGetsNeitherAPasswordNorAPostByOneOfficer() throws Exception {
        String client = machines.newClientId();
        UUID account = desk.register(CITY, client, "在用系统", "WJW", Set.of(), Set.of(Scope.ITEMS_READ), "test")
                .machine()
                .staffId();

        assertThat(send(proven("/console/security/accounts/" + account + "/reset"))
                        .getStatus())
                .isEqualTo(404);
        var posted = send(proven("/console/security/posts")
                .param("post", "WJW/head")
                .param("person", account.toString())
                .param("ab", "A")
                .param("from", "2026-11-18"));
        assertThat(posted.getStatus()).isEqualTo(422);
        assertThat(directory.officer(account, time.instant()).posts()).isEmpty();
    }

    @Test
    void theAuditAdministratorReadsInWordsWhoProposedWhat() throws Exception {
        String client = machines.newClientId();
        var _ = register(client, UUID.randomUUID().toString());

        login = "aud.admin";
        String page = text(get(URI.create("/console/audit/entries?kind=organisation.machine-proposed&day=2026-11-18"
                + justBefore("organisation.machine-proposed", client))));
        assertThat(page).contains("提出：登记系统", "安如山", client, "理由：试点").doesNotContain("console.entry");
        for (String spoiled : new String[] {"day=%2B999999999-12-31", "day=x", "after=x_y", "kind=none"}) {
            assertThat(send(get(URI.create("/console/audit/entries?" + spoiled)))
                            .getStatus())
                    .isEqualTo(200);
        }
        assertThat(text(get(URI.create("/console/audit/entries?kind=organisation.machine-proposed&day=2026-11-17"))))
                .contains("没有符合的记录");
    }

    /** Where the page begins on which this subject stands: other tests write at the same instant. */
    private String justBefore(String kind, String subject) {
        List<AuditEntry> trail = Trail.of(audit, CITY, List.of(kind));
        var subjects = trail.stream().map(AuditEntry::subject).toList();
        int at = subjects.indexOf(subject);
        return at < 1
                ? ""
                : "&after=" + trail.get(at - 1).at() + "_" + trail.get(at - 1).id();
    }

    @Test
    void noMachineIsAnAdministratorAndWhatWasTypedComesBack() throws Exception {
        String client = machines.newClientId();

        var refused = send(post(URI.create(LIST))
                .param("client", client)
                .param("name", "越权系统")
                .param("department", "WJW")
                .param("posts", "ZX/security-admin")
                .param("scope", "items.read"));

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("越权系统", "posts-error");
        assertThat(machines.find(CITY, client)).isEmpty();
    }

    @Test
    void noCitizenNumberComesIntoTheNameOrAnAddressOfAMachine() throws Exception {
        String client = machines.newClientId();
        var named = send(proven(LIST)
                .param("client", client)
                .param("name", "代办 110105199003078888")
                .param("department", "WJW")
                .param("scope", "items.read")
                .param("reason", "试点"));
        assertThat(named.getStatus()).isEqualTo(422);
        assertThat(named.getContentAsString(StandardCharsets.UTF_8)).contains("名称中不能有身份证号或手机号");
        assertThat(proposals.waiting(CITY, client)).isEmpty();

        var _ = desk.register(CITY, client, "在用系统", "WJW", Set.of(), Set.of(Scope.ITEMS_READ), "test");
        var led = send(proven(LIST + "/" + client + "/sign-in")
                .param("audience", "STAFF")
                .param("redirects", "https://a.example/110105199003078888"));
        assertThat(led.getStatus()).isEqualTo(422);
        assertThat(parties.registered(CITY, client)).isEmpty();
    }

    @Test
    void aMachineMayUseTheSignInWithAddressesByHttpsOnly() throws Exception {
        String client = machines.newClientId();
        var _ = desk.register(CITY, client, "在用系统", "WJW", Set.of(), Set.of(Scope.ITEMS_READ), "test");
        String form = LIST + "/" + client + "/sign-in";

        var refused = send(post(URI.create(form))
                .param("audience", "STAFF")
                .param("redirects", "https://a.example/back\nhttp://b.example/back"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("http://b.example/back");
        assertThat(parties.registered(CITY, client)).isEmpty();

        send(signIn(form, "STAFF", "https://a.example/back", "true"));
        assertThat(parties.open(CITY, client)).isEmpty();
        login = "sec.admin2";
        assertThat(word(client, "yes").getStatus()).isEqualTo(303);
        var party = parties.open(CITY, client).orElseThrow();
        assertThat(party.audience()).isEqualTo(RelyingParty.Audience.STAFF);
        assertThat(party.redirectUris()).containsExactly("https://a.example/back");
        assertThat(party.realName()).isTrue();
        assertThat(text(get(URI.create(LIST + "/" + client)))).contains("https://a.example/back");
    }

    private MockHttpServletResponse register(String client, String key) throws Exception {
        return send(registration(client, key).param(StepUp.FIELD, DemoAccounts.PASSWORD));
    }

    private static MockHttpServletRequestBuilder registration(String client, String key) {
        return post(URI.create(LIST))
                .param("key", key)
                .param("client", client)
                .param("name", "乡镇代办系统")
                .param("department", "WJW")
                .param("posts", "ZX/window")
                .param("scope", "items.read", "applications.read")
                .param("reason", "试点");
    }

    private MockHttpServletResponse word(String client, String word) throws Exception {
        return settle(proposals.waiting(CITY, client).getFirst().id().toString(), word);
    }

    private MockHttpServletResponse settle(String proposal, String word) throws Exception {
        return send(proven(CONSENTS).param("proposal", proposal).param("word", word));
    }

    private static MockHttpServletRequestBuilder proven(String path) {
        return post(URI.create(path))
                .param("key", UUID.randomUUID().toString())
                .param(StepUp.FIELD, DemoAccounts.PASSWORD);
    }

    private boolean tokens(String client, String secret) throws Exception {
        var response = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(post(URI.create("/oauth2/token"))
                        .with(httpBasic(client, secret))
                        .param("grant_type", "client_credentials")
                        .param("scope", "items.read"))
                .andReturn()
                .getResponse();
        return response.getStatus() == 200;
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        return send(request).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        var staff = directory.staff(CITY, login).orElseThrow();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                new StaffMember(staff.id(), staff.region(), staff.name()),
                "",
                AuthorityUtils.createAuthorityList("ROLE_STAFF"));
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(request.session(session).with(authentication(signedIn)).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private static String found(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
