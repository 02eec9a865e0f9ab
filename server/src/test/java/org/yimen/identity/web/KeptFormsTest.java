package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.organisation.DemoAccounts;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** Over the wire: a session ends while somebody writes, and what he wrote waits for him and for nobody else. */
@HallTest
class KeptFormsTest {

    private static final String FORM = "/desk/window";
    private static final String SAID = "来电人说楼道的灯坏了三天，请尽快修好。";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Test
    void whoSignsInAgainFindsWhatHeTypedAndSendsItHimself() throws Exception {
        Visitor clerk = signedIn("zx.window1");
        HttpResponse<String> sent = afterTheSessionEnded(clerk);

        assertThat(sent.headers().firstValue("Location")).get().asString().contains("next=%2Fdesk%2Fkept");
        assertThat(sent.headers().firstValue("Location").orElseThrow()).doesNotContain("%E6%9D%A5");
        signIn(clerk, "zx.window1");
        assertThat(clerk.open("/desk/kept")).isEqualTo(200);
        assertThat(clerk.page()).contains(SAID, "action=\"" + FORM + "\"").doesNotContain("name=\"password\"");
    }

    @Test
    void nobodyElseFindsItAndNobodyAfterAWhile() throws Exception {
        Visitor shared = signedIn("zx.window1");
        afterTheSessionEnded(shared);
        signIn(shared, "wjw.chief");
        shared.open("/desk/kept");
        assertThat(shared.page()).as("another account in the same browser").doesNotContain(SAID);

        Visitor slow = signedIn("zx.window1");
        afterTheSessionEnded(slow);
        time.advance(KeptForms.LASTS.plusSeconds(1));
        signIn(slow, "zx.window1");
        slow.open("/desk/kept");
        assertThat(slow.page()).doesNotContain(SAID).contains("没有保留的内容");
    }

    @Test
    void ofAStrangerNothingIsKept() throws Exception {
        var stranger = new Visitor(port);
        stranger.open("/desk/sign-in");

        HttpResponse<String> sent = stranger.send(FORM, "text", SAID);

        assertThat(sent.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("yimen-kept"));
    }

    private HttpResponse<String> afterTheSessionEnded(Visitor visitor) throws Exception {
        jdbc.sql("delete from identity.session where account like 'staff:%'").update();
        return visitor.send(FORM, "key", "1", "text", SAID, "password", "geheim-123");
    }

    private Visitor signedIn(String login) throws Exception {
        var visitor = new Visitor(port);
        signIn(visitor, login);
        visitor.open("/desk");
        return visitor;
    }

    private static void signIn(Visitor visitor, String login) throws Exception {
        visitor.open("/desk/sign-in");
        assertThat(visitor.send("/desk/sign-in", "login", login, "password", DemoAccounts.PASSWORD)
                        .statusCode())
                .isEqualTo(303);
    }
}
