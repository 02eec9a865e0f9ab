package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.HttpSession;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.StaffAccounts;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
class SessionTest {

    private static final String PASSWORD = "right-password-1";

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private Organisation organisation;

    @Autowired
    private StaffAccounts accounts;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private TestTime time;

    private final UUID clerk = UUID.randomUUID();
    private final String login = "clerk-" + clerk;
    private @Nullable MockMvc mvc;

    @BeforeEach
    void aClerk() {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        organisation.engage(new Staff(clerk, "629901", login, "试验员", login, null));
        organisation.appoint(new Posting("629901", "ZX/examiner", clerk, false, LocalDate.of(2026, 1, 1), null));
        accounts.change("629901", clerk, passwords.hash(PASSWORD));
    }

    @Test
    void theStaffsSessionEndsAfterTenMinutesOfSilence() throws Exception {
        HttpSession session = signedIn("/desk/sign-in", "login", login);

        assertThat(session.getMaxInactiveInterval()).isEqualTo(600);
    }

    @Test
    void aCitizensSessionEndsAfterThirtyMinutesOfSilence() throws Exception {
        var number = TestNumbers.citizen();
        people.register("张晓明", number, "15400000001", passwords.hash(PASSWORD));

        HttpSession session = signedIn("/sign-in", "citizen-id", number.value(), "name", "张晓明");

        assertThat(session.getMaxInactiveInterval()).isEqualTo(1800);
    }

    @Test
    void theStaffHaveNoBusinessInThePagesOfCitizens() throws Exception {
        HttpSession session = signedIn("/desk/sign-in", "login", login);

        assertThat(status("/me", session)).isEqualTo(403);
        assertThat(status("/apply/any", session)).isEqualTo(403);
        assertThat(status("/desk", session)).isNotIn(302, 403);
    }

    @Test
    void whoHasLeftDoesNotGetIn() throws Exception {
        organisation.leaves("629901", clerk, LocalDate.of(2026, 11, 18));

        var answer = browser()
                .perform(post("/desk/sign-in")
                        .param("login", login)
                        .param("password", PASSWORD)
                        .with(csrf()))
                .andReturn();

        assertThat(time.instant()).isEqualTo(TestTime.START);
        assertThat(answer.getResponse().getStatus()).isEqualTo(422);
    }

    private HttpSession signedIn(String way, String... fields) throws Exception {
        var form = post(way).param("password", PASSWORD).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        var answer = browser().perform(form).andReturn();
        assertThat(answer.getResponse().getStatus()).isEqualTo(303);
        HttpSession session = answer.getRequest().getSession(false);
        if (session == null) {
            throw new AssertionError("no session after signing in");
        }
        return session;
    }

    private int status(String path, HttpSession session) throws Exception {
        return browser()
                .perform(get(path).session((MockHttpSession) session))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private MockMvc browser() {
        if (mvc == null) {
            throw new IllegalStateException("not set up");
        }
        return mvc;
    }
}
