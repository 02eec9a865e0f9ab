package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.identity.Colleagues;
import org.yimen.identity.StepUp;
import org.yimen.identity.TotpCodes;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** A clerk enrols his phone and signs in with it, by forms alone. */
@HallTest
class SecondFactorPagesTest {

    private static final Pattern KEY = Pattern.compile("<code>([A-Z2-7 ]{32,})</code>");
    private static final Pattern RECOVERY = Pattern.compile("<code>([A-Z2-9]{5}-[A-Z2-9]{5})</code>");

    @LocalServerPort
    private int port;

    @Autowired
    private Colleagues colleagues;

    @Autowired
    private TestTime time;

    @Test
    void enrollingAsksForThePasswordAndSigningInForTheCode() throws Exception {
        Staff clerk = colleagues.hired("tester");
        var visitor = new Visitor(port).signsIn(clerk.login(), Colleagues.PASSWORD);
        assertThat(visitor.open("/desk/security/second-factor")).isEqualTo(200);
        var key = KEY.matcher(visitor.page());
        assertThat(key.find()).isTrue();
        String secret = key.group(1).replace(" ", "");

        var asked = visitor.send("/desk/security/second-factor", "code", TotpCodes.of(secret, time.instant()));
        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(asked.body()).contains("请再次确认身份");
        var enrolled = visitor.send(
                "/desk/security/second-factor", "code", visitor.hidden("code"), StepUp.FIELD, Colleagues.PASSWORD);
        assertThat(Visitor.location(enrolled)).isEqualTo("/desk/security/second-factor/codes");
        visitor.open("/desk/security/second-factor/codes");
        assertThat(RECOVERY.matcher(visitor.page()).results()).hasSize(10);
        assertThat(visitor.arrive("/desk/security/second-factor/codes")).isEqualTo("/desk/security");

        time.advance(Duration.ofMinutes(1));
        var again = new Visitor(port).signsIn(clerk.login(), Colleagues.PASSWORD);
        assertThat(again.arrive("/desk/security")).startsWith("/desk/sign-in");
        assertThat(again.open("/desk/sign-in/code")).isEqualTo(200);
        assertThat(again.send("/desk/sign-in/code", "code", "000000").statusCode())
                .isEqualTo(422);
        var answer = again.send(
                "/desk/sign-in/code", "code", TotpCodes.of(secret, time.instant()), "next", "/desk/security");
        assertThat(Visitor.location(answer)).isEqualTo("/desk/security");
        assertThat(again.open("/desk/security")).isEqualTo(200);
    }

    @Test
    void theSecondPageIsThereOnlyForWhoseTheFirstWasRight() throws Exception {
        var stranger = new Visitor(port);

        assertThat(stranger.arrive("/desk/sign-in/code")).isEqualTo("/desk/sign-in");
    }
}
