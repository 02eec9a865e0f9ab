package org.yimen.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identity.Machines;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;

@HallTest
class MachinesPagesTest {

    private static final String LIST = "/console/security/machines";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Directory directory;

    @Autowired
    private Machines machines;

    @Autowired
    private RelyingParties parties;

    @Test
    void theSecretIsShownOnceAndARepeatEntersNoSecondMachine() throws Exception {
        String client = found("name=\"client\" value=\"([^\"]+)\"", text(get(URI.create(LIST))));

        var registered = register(client);

        assertThat(registered.getStatus()).isEqualTo(200);
        String page = registered.getContentAsString(StandardCharsets.UTF_8);
        String secret = found("data-secret>([^<]+)<", page);
        assertThat(registered.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(text(get(URI.create(LIST + "/" + client)))).doesNotContain(secret);
        assertThat(register(client).getRedirectedUrl()).isEqualTo(LIST + "/" + client);
        assertThat(machines.all("629901"))
                .filteredOn(machine -> machine.clientId().equals(client))
                .hasSize(1);
    }

    @Test
    void aMachineIsSuspendedAndGetsANewSecretOnce() throws Exception {
        String client = machines.newClientId();
        String page = register(client).getContentAsString(StandardCharsets.UTF_8);
        String seen = found("name=\"seen\" value=\"([^\"]+)\"", page);

        send(post(URI.create(LIST + "/" + client + "/state")).param("suspended", "true"));

        assertThat(machines.find("629901", client).orElseThrow().suspended()).isTrue();
        assertThat(send(post(URI.create(LIST + "/" + client + "/secret")).param("seen", seen + "x"))
                        .getStatus())
                .isEqualTo(302);
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
        assertThat(machines.find("629901", client)).isEmpty();
    }

    @Test
    void aMachineMayUseTheSignInWithAddressesByHttpsOnly() throws Exception {
        String client = machines.newClientId();
        var _ = register(client);
        String form = LIST + "/" + client + "/sign-in";

        var refused = send(post(URI.create(form))
                .param("audience", "STAFF")
                .param("redirects", "https://a.example/back\nhttp://b.example/back"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("http://b.example/back");
        assertThat(parties.registered("629901", client)).isEmpty();

        send(post(URI.create(form))
                .param("audience", "STAFF")
                .param("redirects", "https://a.example/back")
                .param("real-name", "true"));
        var party = parties.open("629901", client).orElseThrow();
        assertThat(party.audience()).isEqualTo(RelyingParty.Audience.STAFF);
        assertThat(party.redirectUris()).containsExactly("https://a.example/back");
        assertThat(party.realName()).isTrue();
        assertThat(text(get(URI.create(LIST + "/" + client)))).contains("https://a.example/back");
    }

    private MockHttpServletResponse register(String client) throws Exception {
        return send(post(URI.create(LIST))
                .param("client", client)
                .param("name", "乡镇代办系统")
                .param("department", "WJW")
                .param("posts", "ZX/window")
                .param("scope", "items.read", "applications.read"));
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        return send(request).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        var staff = directory.staff("629901", "sec.admin").orElseThrow();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                new StaffMember(staff.id(), staff.region(), staff.name()),
                "",
                AuthorityUtils.createAuthorityList("ROLE_STAFF"));
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(request.with(authentication(signedIn)).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private static String found(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
