package org.yimen.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;

@HallTest
class HomePageTest {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Directory directory;

    @Test
    void everyAdministratorEntersAndNobodyElse() throws Exception {
        for (String login : new String[] {"sys.admin", "sec.admin", "aud.admin", "wjw.admin"}) {
            assertThat(open(login, "/console")).as(login).isEqualTo(200);
        }
        for (String login : new String[] {"zx.window1", "zx.director", "sj.chief"}) {
            assertThat(open(login, "/console")).as(login).isEqualTo(403);
        }
    }

    @Test
    void noAdministratorEntersTheAreaOfAnother() throws Exception {
        assertThat(open("sys.admin", "/console/security/anything")).isEqualTo(403);
        assertThat(open("sec.admin", "/console/audit/anything")).isEqualTo(403);
        assertThat(open("aud.admin", "/console/system/anything")).isEqualTo(403);
        assertThat(open("wjw.admin", "/console/security/anything")).isEqualTo(403);
    }

    private int open(String login, String path) throws Exception {
        var staff = directory.staff("629901", login).orElseThrow();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                new StaffMember(staff.id(), staff.region(), staff.name()),
                "",
                AuthorityUtils.createAuthorityList("ROLE_STAFF"));
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(get(path).with(authentication(signedIn)))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
