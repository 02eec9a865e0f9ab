package org.yimen.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

@HallTest
class HealthTest {

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Directory directory;

    @Test
    @Proves("M-OTH-02")
    void aStrangerLearnsWhetherAllIsWellAndNothingElse() throws Exception {
        assertThat(ask("", "/actuator/health").getContentAsString())
                .isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
        assertThat(ask("", "/actuator/health/liveness").getContentAsString()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(ask("", "/actuator/health/readiness").getContentAsString()).isEqualTo("{\"status\":\"UP\"}");
        for (String part : new String[] {"db", "keys", "backup", "diskSpace", "readiness/db"}) {
            assertThat(ask("", "/actuator/health/" + part).getStatus()).as(part).isEqualTo(404);
        }
    }

    @Test
    @Proves("M-OTH-02")
    void theSystemAdministratorSeesWhatTheOthersDoNot() throws Exception {
        assertThat(ask("sys.admin", "/actuator/health").getContentAsString())
                .contains("\"db\":", "\"keys\":", "\"backup\":", "\"diskSpace\":", "\"embeddedPostgresHealth\":");
        assertThat(ask("sys.admin", "/actuator/health/readiness").getContentAsString())
                .contains("\"db\":", "\"keys\":")
                .doesNotContain("\"backup\":");
        for (String login : new String[] {"sec.admin", "aud.admin", "wjw.admin", "zx.window1"}) {
            assertThat(ask(login, "/actuator/health").getContentAsString())
                    .as(login)
                    .doesNotContain("components");
        }
    }

    private MockHttpServletResponse ask(String login, String path) throws Exception {
        var request = get(path);
        if (!login.isEmpty()) {
            var staff = directory.staff("629901", login).orElseThrow();
            var member = new StaffMember(staff.id(), staff.region(), staff.name());
            request = request.with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                    member, "", AuthorityUtils.createAuthorityList("ROLE_STAFF"))));
        }
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(request)
                .andReturn()
                .getResponse();
    }
}
