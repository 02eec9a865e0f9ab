package org.yimen.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.ThirdParties;
import org.yimen.identity.ThirdParty;
import org.yimen.organisation.DemoAccounts;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;

@HallTest
class ThirdPartiesPagesTest {

    private static final String SECURITY = "/console/security/third-parties";
    private static final String DEPARTMENT = "/console/department/third-parties";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Directory directory;

    @Autowired
    private ThirdParties thirdParties;

    private final CreditCode code = TestNumbers.firm();
    private final String name = "经纬测绘院" + code.value().substring(10);

    @Test
    void whoIsEnteredIsPublishedUntilHeIsSuspended() throws Exception {
        MockHttpServletResponse entered = send("sec.admin", entry(SECURITY).param("department", "ZJ"));

        assertThat(entered.getRedirectedUrl()).isEqualTo(SECURITY + "?done=true");
        assertThat(text(send("sec.admin", get(SECURITY)))).contains(name, code.value(), "可以代办");
        assertThat(published()).contains(name, "乙级测绘资质", code.value());
        send("sec.admin", standing(SECURITY, "SUSPEND"));
        assertThat(text(send("sec.admin", get(SECURITY)))).contains("已暂停", "超期出报告");
        assertThat(published()).doesNotContain(name);
    }

    @Test
    void theAdministratorOfADepartmentEntersForHisOwnAndTouchesNoOther() throws Exception {
        send("sec.admin", entry(SECURITY).param("department", "ZJ"));

        assertThat(text(send("wjw.admin", get(DEPARTMENT)))).doesNotContain(name);
        assertThat(send("wjw.admin", standing(DEPARTMENT, "END")).getStatus()).isEqualTo(422);
        assertThat(found().endedAt()).isNull();

        CreditCode own = TestNumbers.firm();
        send(
                "wjw.admin",
                entry(DEPARTMENT)
                        .param("department", "ZJ")
                        .param("code-of-another", "x")
                        .with(request -> {
                            request.setParameter("code", own.value());
                            return request;
                        }));
        assertThat(thirdParties.in("629901"))
                .filteredOn(each -> each.code().equals(own))
                .singleElement()
                .extracting(ThirdParty::department)
                .as("whatever the form says")
                .isEqualTo("WJW");
    }

    @Test
    void aWrongCodeComesBackWithWhatWasTyped() throws Exception {
        MockHttpServletResponse refused =
                send("sec.admin", entry(SECURITY).param("department", "ZJ").with(request -> {
                    request.setParameter("code", "91629901MA9900T14A");
                    return request;
                }));

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(text(refused)).contains("91629901MA9900T14A", name);
        assertThat(send("sec.admin", standing(SECURITY, "SUSPEND", "not-an-id")).getStatus())
                .isEqualTo(422);
    }

    @Test
    void aDayBeyondAllCalendarsIsSaidByItsField() throws Exception {
        for (String day : List.of("+999999999-12-31", "-999999999-01-01", "9999-12-31")) {
            MockHttpServletResponse refused =
                    send("sec.admin", entry(SECURITY).param("department", "ZJ").with(request -> {
                        request.setParameter("until", day);
                        return request;
                    }));

            assertThat(refused.getStatus()).as(day).isEqualTo(422);
            assertThat(text(refused)).contains("年份在 1900 到 2199 之间");
        }
    }

    @Test
    void whoProvesNothingMoreEntersNobodyAndResumesNobody() throws Exception {
        assertThat(send("sec.admin", withoutProof(SECURITY)).getStatus()).isEqualTo(403);
        assertThat(send("wjw.admin", withoutProof(DEPARTMENT)).getStatus()).isEqualTo(403);
        assertThat(thirdParties.in("629901")).noneMatch(each -> each.code().equals(code));

        send("sec.admin", entry(SECURITY).param("department", "ZJ"));
        send("sec.admin", standing(SECURITY, "SUSPEND"));
        assertThat(send("sec.admin", standing(SECURITY, "RESUME")).getStatus()).isEqualTo(403);
        assertThat(found().suspendedAt()).isNotNull();
    }

    private MockHttpServletRequestBuilder withoutProof(String page) {
        return entry(page).param("department", "ZJ").with(request -> {
            request.removeParameter(StepUp.FIELD);
            return request;
        });
    }

    private MockHttpServletRequestBuilder entry(String page) {
        return post(page)
                .param(StepUp.FIELD, DemoAccounts.PASSWORD)
                .param("code", code.value())
                .param("name", name)
                .param("kind", "SURVEYING")
                .param("qualification", "乙级测绘资质 0117 号")
                .param("from", "2026-11-01")
                .param("until", "2027-11-01");
    }

    private MockHttpServletRequestBuilder standing(String page, String act) {
        return standing(page, act, found().id().toString());
    }

    private static MockHttpServletRequestBuilder standing(String page, String act, String entry) {
        return post(page + "/standing").param("entry", entry).param("act", act).param("reason", "超期出报告");
    }

    private ThirdParty found() {
        return thirdParties.in("629901").stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private String published() throws Exception {
        return text(MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(get("/third-parties").with(anonymous()))
                .andReturn()
                .getResponse());
    }

    private static String text(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse send(String login, MockHttpServletRequestBuilder asked) throws Exception {
        var member = directory
                .staff("629901", login)
                .map(each -> new StaffMember(each.id(), each.region(), each.name()))
                .orElseThrow();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                member, null, AuthorityUtils.createAuthorityList("ROLE_STAFF"));
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(asked.with(authentication(signedIn)).with(csrf()))
                .andReturn()
                .getResponse();
    }
}
