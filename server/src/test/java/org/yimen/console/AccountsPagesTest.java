package org.yimen.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identity.Colleagues;
import org.yimen.identity.SignIn;
import org.yimen.identity.SignIn.Outcome;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Proposals;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;

@HallTest
class AccountsPagesTest {

    private static final String PAGE = "/console/security/accounts";
    private static final Pattern PASSWORD = Pattern.compile("<code>([^<]{12,})</code>");

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Colleagues colleagues;

    @Autowired
    private SignIn signIn;

    @Autowired
    private Proposals proposals;

    private final MockHttpSession session = new MockHttpSession();
    private final String address = "test-" + UUID.randomUUID();
    private MockMvc mvc;
    private Staff admin;
    private Staff clerk;
    private String account = "";

    @BeforeEach
    void anAdministratorAndAClerk() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        admin = colleagues.hired("security-admin");
        clerk = colleagues.hired("tester");
        account = PAGE + "/" + clerk.id();
    }

    @Test
    void aResetAsksForASecondProofAndShowsThePasswordOnce() throws Exception {
        assertThat(send(account + "/reset").getStatus()).isEqualTo(403);
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isInstanceOf(Outcome.Welcome.class);

        var answer = send(account + "/reset", StepUp.FIELD, Colleagues.PASSWORD);

        assertThat(answer.getHeader("Location")).isEqualTo(account + "?done=reset");
        String page = body(open(account + "?done=reset"));
        var password = PASSWORD.matcher(page);
        assertThat(password.find()).isTrue();
        String oneTime = password.group(1).replace("&amp;", "&");
        assertThat(signIn.staff(clerk.login(), oneTime, address)).isInstanceOf(Outcome.Welcome.class);
        assertThat(body(open(account))).doesNotContain(oneTime).contains("须先修改密码");
    }

    @Test
    void whoeverHoldsPowerIsResetByTwo() throws Exception {
        Staff proposer = admin;
        Staff auditor = colleagues.hired("audit-admin");
        String weighty = PAGE + "/" + auditor.id();
        assertThat(body(open(weighty))).contains("须另一名安全管理员复核");
        send(weighty + "/reset", StepUp.FIELD, Colleagues.PASSWORD);
        assertThat(proposals.waiting(admin.region(), auditor.id().toString())).isEmpty();

        send(weighty + "/reset", "key", UUID.randomUUID().toString(), "reason", "忘记密码");

        String page = body(open("/console/security/consents"));
        var shown = Pattern.compile("data-secret>([^<]+)<").matcher(page);
        assertThat(shown.find()).isTrue();
        String oneTime = shown.group(1).replace("&amp;", "&");
        assertThat(signIn.staff(auditor.login(), oneTime, address)).isInstanceOf(Outcome.Refused.class);
        String id = proposals
                .waiting(admin.region(), auditor.id().toString())
                .getFirst()
                .id()
                .toString();
        assertThat(send("/console/security/consents", "proposal", id, "word", "yes")
                        .getStatus())
                .isEqualTo(422);
        admin = colleagues.hired("security-admin");
        assertThat(send("/console/security/consents", "proposal", id, "word", "yes")
                        .getStatus())
                .isEqualTo(303);
        assertThat(signIn.staff(auditor.login(), oneTime, address)).isNotInstanceOf(Outcome.Refused.class);
        assertThat(proposer.id()).isNotEqualTo(admin.id());
    }

    @Test
    void aLockNeedsAReasonAndHoldsUntilItIsOpened() throws Exception {
        assertThat(send(account + "/lock").getStatus()).isEqualTo(422);
        assertThat(send(account + "/lock", "reason", "身份证 629901199503124524").getStatus())
                .isEqualTo(422);

        send(account + "/lock", "reason", "借调离岗");
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address))
                .as("without a second proof nobody is locked out")
                .isInstanceOf(Outcome.Welcome.class);
        send(account + "/lock", "reason", "借调离岗", StepUp.FIELD, Colleagues.PASSWORD);
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isEqualTo(new Outcome.Closed());

        send(account + "/unlock", StepUp.FIELD, Colleagues.PASSWORD);
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void oneAdministratorLocksFewInARow() throws Exception {
        int locked = 0;
        while (locked < 20
                && send(
                                        PAGE + "/" + colleagues.hired("tester").id() + "/lock",
                                        "reason",
                                        "试验",
                                        StepUp.FIELD,
                                        Colleagues.PASSWORD)
                                .getStatus()
                        == 303) {
            locked++;
        }

        assertThat(locked).isEqualTo(10);
    }

    @Test
    void nobodyDoesThisToHisOwnAccountOrToOneThatIsNotThere() throws Exception {
        String own = PAGE + "/" + admin.id();

        assertThat(body(open(own))).contains("这是您自己的账号").doesNotContain(own + "/reset");
        assertThat(send(own + "/unlock").getStatus()).isEqualTo(403);
        assertThat(send(own + "/reset", StepUp.FIELD, Colleagues.PASSWORD).getStatus())
                .isEqualTo(403);
        assertThat(open(PAGE + "/" + UUID.randomUUID()).getStatus()).isEqualTo(404);
    }

    @Test
    void onlyTheSecurityAdministratorIsHere() throws Exception {
        for (String role : new String[] {"tester", "system-admin", "audit-admin", "admin"}) {
            admin = colleagues.hired(role);
            assertThat(open(PAGE).getStatus()).as(role).isEqualTo(403);
            assertThat(open(account).getStatus()).as(role).isEqualTo(403);
            assertThat(send(account + "/lock", "reason", "试验").getStatus())
                    .as(role)
                    .isEqualTo(403);
        }
    }

    @Test
    void theListFindsByLogin() throws Exception {
        assertThat(body(open(PAGE + "?q=" + clerk.login()))).contains(account, "正常");
        assertThat(body(open(PAGE + "?q=nobody-at-all"))).contains("没有符合的账号");
    }

    private MockHttpServletResponse open(String path) throws Exception {
        return answer(get(path));
    }

    private MockHttpServletResponse send(String path, String... fields) throws Exception {
        var form = post(path);
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        return answer(form.with(csrf()));
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                Colleagues.member(admin), "", AuthorityUtils.createAuthorityList("ROLE_STAFF"));
        return mvc.perform(request.session(session).with(authentication(signedIn)))
                .andReturn()
                .getResponse();
    }

    private static String body(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString(StandardCharsets.UTF_8);
    }
}
