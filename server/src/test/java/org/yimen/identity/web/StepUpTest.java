package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.identity.Colleagues;
import org.yimen.identity.SignIn;
import org.yimen.identity.StepUp;
import org.yimen.identity.StepUpNeeded;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
class StepUpTest {

    @Autowired
    private StepUp stepUp;

    @Autowired
    private StepUpPages pages;

    @Autowired
    private Colleagues colleagues;

    @Autowired
    private SignIn signIn;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    private final MockHttpSession session = new MockHttpSession();
    private Staff clerk;

    @BeforeEach
    void somebodyIsSignedIn() {
        clerk = colleagues.hired("tester");
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        Colleagues.member(clerk), null, AuthorityUtils.createAuthorityList("ROLE_STAFF")));
    }

    @AfterEach
    void nobodyIs() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void signingInIsNoProof() {
        assertThatExceptionOfType(StepUpNeeded.class)
                .isThrownBy(() -> stepUp.demand(request("")))
                .satisfies(needed -> {
                    assertThat(needed.byCode()).isFalse();
                    assertThat(pages.ask(needed, request("")).getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
                });
    }

    @Test
    void oneProofLastsFiveMinutesInThisSession() {
        stepUp.demand(request(Colleagues.PASSWORD));

        time.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThatCode(() -> stepUp.demand(request(""))).doesNotThrowAnyException();

        time.advance(Duration.ofSeconds(1));
        assertThatExceptionOfType(StepUpNeeded.class).isThrownBy(() -> stepUp.demand(request("")));
        var elsewhere = new MockHttpServletRequest("POST", "/desk/cases/1/do/issue");
        assertThatExceptionOfType(StepUpNeeded.class).isThrownBy(() -> stepUp.demand(elsewhere));
        assertThat(kinds()).contains("identity.stepped-up");
    }

    @Test
    void wrongProofsCountWithTheFailuresOfTheSignIn() {
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(StepUpNeeded.class)
                    .isThrownBy(() -> stepUp.demand(request("Wrong-Parole-9")))
                    .satisfies(needed -> assertThat(needed.refusal()).isEqualTo("identity.step-up.wrong-password"));
        }

        assertThatExceptionOfType(StepUpNeeded.class)
                .isThrownBy(() -> stepUp.demand(request(Colleagues.PASSWORD)))
                .satisfies(needed -> assertThat(needed.minutes()).isEqualTo(15));
        assertThat(signIn.staff(clerk.login(), Colleagues.PASSWORD, address()))
                .isInstanceOf(SignIn.Outcome.LockedOut.class);
        assertThat(kinds()).contains("identity.step-up-refused");
    }

    @Test
    void thePageCarriesWhatWasTypedButNoSecret() {
        var request = request("Wrong-Parole-9");
        request.addParameter("key", "the-key");
        request.addParameter("reason", "一", "二");
        request.addParameter("_csrf", "token");

        var needed = catchThrowableOfType(StepUpNeeded.class, () -> stepUp.demand(request));
        var page = pages.ask(needed, request);

        assertThat(page.getModel().get("page")).isInstanceOfSatisfying(AskPage.class, asked -> {
            assertThat(asked.action()).isEqualTo("/desk/cases/1/do/issue");
            assertThat(asked.hidden())
                    .asInstanceOf(list(AskPage.Hidden.class))
                    .containsExactlyInAnyOrder(
                            new AskPage.Hidden("key", "the-key"),
                            new AskPage.Hidden("reason", "一"),
                            new AskPage.Hidden("reason", "二"));
        });
    }

    @Test
    void aStrangerProvesNothing() {
        SecurityContextHolder.clearContext();

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> stepUp.demand(request(Colleagues.PASSWORD)));
    }

    private MockHttpServletRequest request(String proof) {
        var request = new MockHttpServletRequest("POST", "/desk/cases/1/do/issue");
        request.setSession(session);
        request.setRemoteAddr(address());
        if (!proof.isEmpty()) {
            request.addParameter(StepUp.FIELD, proof);
        }
        return request;
    }

    private String address() {
        return "test-" + clerk.id();
    }

    private List<String> kinds() {
        return Trail.of(audit, "629901", List.of()).stream()
                .filter(entry -> entry.subject().equals(clerk.id().toString()))
                .map(AuditEntry::kind)
                .toList();
    }
}
