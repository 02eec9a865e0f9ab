package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.identity.Colleagues;
import org.yimen.identity.Credentials;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;

/** Over the wire, with a browser for each place where somebody is signed in. */
@HallTest
class SessionsEverywhereTest {

    private static final String NEXT_PASSWORD = "Other-Parole-88";

    @LocalServerPort
    private int port;

    @Autowired
    private Colleagues colleagues;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Credentials credentials;

    @Autowired
    private AuditLog audit;

    private Staff clerk;
    private Visitor office;
    private Visitor home;

    @BeforeEach
    void aClerkAtTwoBrowsers() throws Exception {
        clerk = colleagues.hired("tester");
        office = new Visitor(port).signsIn(clerk.login(), Colleagues.PASSWORD);
        home = new Visitor(port).signsIn(clerk.login(), Colleagues.PASSWORD);
        assertThat(office.open("/desk/security")).isEqualTo(200);
        assertThat(home.open("/desk/security")).isEqualTo(200);
    }

    @Test
    void aChangedPasswordEndsTheOtherSessionsAndKeepsThisOneUnderAnotherId() throws Exception {
        String before = office.cookie();
        office.open("/desk/security/password");

        var answer = office.send(
                "/desk/security/password", "old", Colleagues.PASSWORD, "new", NEXT_PASSWORD, "repeat", NEXT_PASSWORD);

        assertThat(Visitor.location(answer)).isEqualTo("/desk/security?done=password");
        assertThat(home.open("/desk/security")).isEqualTo(302);
        assertThat(office.open("/desk/security")).isEqualTo(200);
        assertThat(office.cookie()).isNotEqualTo(before);
        assertThat(kinds()).contains("identity.password-changed", "identity.session-ended");
    }

    @Test
    void aWrongOldPasswordChangesNothing() throws Exception {
        office.open("/desk/security/password");

        var answer = office.send(
                "/desk/security/password", "old", "Wrong-Parole-9", "new", NEXT_PASSWORD, "repeat", NEXT_PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("现在的密码不正确").doesNotContain(NEXT_PASSWORD);
        assertThat(home.open("/desk/security")).isEqualTo(200);
        assertThat(kinds()).contains("identity.password-refused");
    }

    @Test
    void aResetPasswordLetsItsOwnerDoNothingButChangeIt() throws Exception {
        String oneTime = credentials.reset(Colleagues.member(clerk), "test");

        assertThat(office.open("/desk/security")).isEqualTo(302);
        var again = new Visitor(port).signsIn(clerk.login(), oneTime);
        assertThat(again.arrive("/desk")).isEqualTo("/desk/security/password");
        assertThat(again.page()).contains("别人为您设置");
        assertThat(again.arrive("/desk/security")).isEqualTo("/desk/security/password");

        again.send("/desk/security/password", "old", oneTime, "new", NEXT_PASSWORD, "repeat", NEXT_PASSWORD);
        assertThat(again.open("/desk/security")).isEqualTo(200);
    }

    @Test
    void whoLosesHisLastPostIsAStrangerAtTheNextClick() throws Exception {
        organisation.leaves(Colleagues.CITY, clerk.id(), LocalDate.of(2026, 11, 18));

        assertThat(office.open("/desk/security")).isEqualTo(302);
        assertThat(home.arrive("/desk")).isEqualTo("/desk/sign-in");
    }

    @Test
    void aLockedAccountIsAStrangerAtTheNextClickAndDoesNotComeBack() throws Exception {
        credentials.lock(Colleagues.member(clerk), "test", "试验");

        assertThat(office.open("/desk/security")).isEqualTo(302);
        var again = new Visitor(port);
        again.open("/desk/sign-in");
        var answer = again.send("/desk/sign-in", "login", clerk.login(), "password", Colleagues.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("这个账号已停用");

        credentials.unlock(Colleagues.member(clerk), "test");
        again.signsIn(clerk.login(), Colleagues.PASSWORD);
    }

    @Test
    void theOwnerSeesHisSessionsAndEndsOneOrAllOthers() throws Exception {
        var third = new Visitor(port).signsIn(clerk.login(), Colleagues.PASSWORD);
        office.open("/desk/security");
        assertThat(office.page()).contains("当前设备", "127.0.0.1", "登录成功");
        String handle = office.hidden("session");

        office.send("/desk/security/sessions/end", "session", handle);

        assertThat(List.of(home.open("/desk/security"), third.open("/desk/security")))
                .containsExactlyInAnyOrder(200, 302);

        office.open("/desk/security");
        office.send("/desk/security/sessions/end", "others", "true");

        assertThat(List.of(home.open("/desk/security"), third.open("/desk/security")))
                .containsOnly(302);
        assertThat(office.open("/desk/security")).isEqualTo(200);
        assertThat(kinds()).contains("identity.session-ended");
    }

    @Test
    void nobodyEndsTheSessionOfSomebodyElse() throws Exception {
        home.open("/desk/security");
        String handle = home.hidden("session");
        var stranger = colleagues.hired("tester");
        var elsewhere = new Visitor(port).signsIn(stranger.login(), Colleagues.PASSWORD);
        elsewhere.open("/desk/security/password");

        elsewhere.send("/desk/security/sessions/end", "session", handle);

        assertThat(office.open("/desk/security")).isEqualTo(200);
        assertThat(home.open("/desk/security")).isEqualTo(200);
    }

    @Test
    void aPlantedIdIsNeverTakenOver() throws Exception {
        var attacker = new Visitor(port);
        attacker.signsIn(colleagues.hired("tester").login(), Colleagues.PASSWORD);
        String known = attacker.cookie();
        var victim = new Visitor(port);
        victim.plant(known);

        victim.signsIn(clerk.login(), Colleagues.PASSWORD);

        assertThat(victim.cookie()).isNotEmpty().isNotEqualTo(known);
        assertThat(attacker.open("/desk/security")).isEqualTo(302);

        victim.plant("an-id-that-the-server-never-gave");
        victim.signsIn(clerk.login(), Colleagues.PASSWORD);
        assertThat(victim.cookie()).isNotEqualTo("an-id-that-the-server-never-gave");
    }

    private List<String> kinds() {
        return Trail.of(audit, Colleagues.CITY, List.of()).stream()
                .filter(entry -> entry.subject().equals(clerk.id().toString()))
                .map(AuditEntry::kind)
                .toList();
    }
}
