package org.yimen.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.audit.AuditLog;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.platform.Protection;
import org.yimen.platform.Settings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

@HallTest
class SettingsPagesTest {

    private static final String SETTINGS = "/console/system/settings";

    @Autowired
    WebApplicationContext context;

    @Autowired
    Directory directory;

    @Autowired
    Settings settings;

    @Autowired
    List<Protection> protections;

    @Autowired
    AuditLog audit;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void asBefore() {
        settings.change(
                "site.notice",
                "",
                directory.staff("629901", "sys.admin").orElseThrow().id().toString());
    }

    @Test
    void aNoticeShowsOnEveryPageAtOnceAndEntersTheLog() throws Exception {
        var saved =
                send("sys.admin", post(SETTINGS).param("setting", "site.notice").param("value", "周五下午系统维护"));

        assertThat(saved.getStatus()).isEqualTo(303);
        assertThat(send(null, get("/")).getContentAsString(StandardCharsets.UTF_8))
                .contains("周五下午系统维护");
        assertThat(audit.recent("629901", List.of("console.setting-changed"), null, 1)
                        .getFirst()
                        .detail())
                .containsEntry("to", "周五下午系统维护");
    }

    @Test
    void whatTurnsTheDirectionOfWritingIsTakenOutOfANotice() throws Exception {
        send("sys.admin", post(SETTINGS).param("setting", "site.notice").param("value", "周五\u202E维护"));

        assertThat(settings.text("site.notice")).isEqualTo("周五维护");
    }

    @Test
    void whatIsWrongComesBackWithWhatWasTyped() throws Exception {
        String typed = "长".repeat(201);

        var refused =
                send("sys.admin", post(SETTINGS).param("setting", "site.notice").param("value", typed));

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains(typed)
                .contains("不超过 200 字");
    }

    @Test
    @Proves("M-OTH-02")
    void aChangeByAnotherNodeIsSeenWhenTheNextOneLooks() {
        jdbc.sql("""
                        insert into platform.setting (key, value, changed_at, changed_by)
                        values ('site.notice', '另一节点', '2026-11-18T00:00:00Z', 'x')
                            on conflict (key) do update set value = '另一节点'
                        """).update();

        settings.follow();

        assertThat(settings.text("site.notice")).isEqualTo("另一节点");
    }

    @Test
    @Proves("M-OTH-01")
    void everyProtectionIsLookedUpAndSaid() throws Exception {
        for (String language : List.of("zh", "en")) {
            var page = send("sys.admin", get("/console/system/protections?lang=" + language));

            assertThat(page.getStatus()).isEqualTo(200);
            assertThat(page.getContentAsString(StandardCharsets.UTF_8))
                    .contains(language.equals("zh") ? "数据库落盘" : "Durable commits")
                    .doesNotContain("protection.");
        }
    }

    @Test
    @Proves("M-OTH-01")
    void noProtectionIsForgottenAndNoneIsOff() {
        assertThat(protections)
                .extracting(Protection::key)
                .containsExactlyInAnyOrder(
                        "api.protection.allowances",
                        "application.protection.uploads",
                        "audit.protection.log",
                        "exchange.protection.webhooks",
                        "identity.protection.accounts",
                        "identity.protection.form-tokens",
                        "identity.protection.outer",
                        "identity.protection.rates",
                        "identity.protection.second-factor",
                        "identity.protection.sessions",
                        "identity.protection.sign-in-lock",
                        "identity.protection.step-up",
                        "identity.protection.transport",
                        "operations.protection.backup",
                        "operations.protection.columns",
                        "operations.protection.keys",
                        "organisation.protection.administrators",
                        "organisation.protection.four-eyes",
                        "platform.protection.durable",
                        "platform.protection.headers",
                        "platform.protection.pages",
                        "platform.protection.role");
        for (String key : List.of(
                "api.protection.allowances",
                "application.protection.uploads",
                "identity.protection.form-tokens",
                "identity.protection.rates",
                "identity.protection.sessions",
                "identity.protection.sign-in-lock",
                "operations.protection.columns",
                "organisation.protection.four-eyes",
                "platform.protection.headers")) {
            assertThat(protections)
                    .filteredOn(each -> each.key().equals(key))
                    .singleElement()
                    .satisfies(each -> assertThat(each.read().state()).as(key).isEqualTo(Protection.State.ON));
        }
    }

    @Test
    @Proves("M-OTH-01")
    void thePageNamesEveryLineOfTheListInTheDocumentation() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "security.md"));
        String list = document.substring(document.indexOf("## The page of protections"));
        List<String> named = Pattern.compile("(?m)^\\| (?!Line|---)([^|]+) \\|")
                .matcher(list.substring(0, list.indexOf("\n## ")))
                .results()
                .map(line -> line.group(1))
                .toList();

        String page = send("sys.admin", get("/console/system/protections?lang=en"))
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(named).hasSameSizeAs(protections).doesNotHaveDuplicates();
        assertThat(named).allSatisfy(name -> assertThat(page).contains("<th scope=\"row\">" + name + "</th>"));
    }

    @Test
    @Proves("M-OTH-01")
    void aLongerSessionOfTheDeskIsSaid() {
        Protection sessions = protections.stream()
                .filter(each -> each.key().equals("identity.protection.sessions"))
                .findFirst()
                .orElseThrow();
        String by = directory.staff("629901", "sec.admin").orElseThrow().id().toString();

        settings.change("session.desk-minutes", "60", by);
        try {
            assertThat(sessions.read())
                    .returns(Protection.State.WEAK, Protection.Reading::state)
                    .satisfies(reading -> assertThat(reading.arguments()).contains(60L));
        } finally {
            settings.change("session.desk-minutes", "10", by);
        }
    }

    @Test
    void secretsOfTheNodeAreNotShown() throws Exception {
        String page = send("sys.admin", get(SETTINGS)).getContentAsString(StandardCharsets.UTF_8);

        assertThat(page).contains("yimen.data").doesNotContain("password=");
    }

    private MockHttpServletResponse send(@Nullable String login, MockHttpServletRequestBuilder request)
            throws Exception {
        if (login != null) {
            request.with(authentication(signedIn(login))).with(csrf());
        }
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(request)
                .andReturn()
                .getResponse();
    }

    private Authentication signedIn(String login) {
        var staff = directory.staff("629901", login).orElseThrow();
        return UsernamePasswordAuthenticationToken.authenticated(
                new StaffMember(staff.id(), staff.region(), staff.name()),
                "",
                AuthorityUtils.createAuthorityList("ROLE_STAFF"));
    }
}
