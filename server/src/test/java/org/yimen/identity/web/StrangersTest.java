package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.organisation.DemoAccounts;
import org.yimen.testing.HallTest;

/** What somebody whom nobody knows leaves behind, and where he is sent, over the wire. */
@HallTest
class StrangersTest {

    private static final int MANY = 1_000;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private WebApplicationContext application;

    @BeforeEach
    void formTokens() {
        OwnFormTokens.putBack(application);
    }

    @Test
    void aThousandLooksAtFormsLeaveNothingInTheDatabase() throws Exception {
        String[] pages = {
            "/sign-in",
            "/desk/sign-in",
            "/sign-in/register",
            "/sign-in/reset",
            "/progress",
            "/verify",
            "/kiosk",
            "/complaints/new"
        };
        long before = sessions();

        for (int i = 0; i < MANY; i++) {
            var stranger = new Visitor(port);
            assertThat(stranger.open(pages[i % pages.length])).isEqualTo(200);
            assertThat(stranger.hidden("_csrf")).isNotBlank();
            assertThat(stranger.cookie()).isEmpty();
        }

        assertThat(sessions()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke"})
    void whereMachinesPostNobodyGetsASession(String address) throws Exception {
        long before = sessions();

        for (String method : new String[] {"GET", "PUT", "PATCH", "DELETE", "POST"}) {
            String answer = raw(method + " " + address
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(method)
                    .startsWith(method.equals("POST") ? "HTTP/1.1 4" : "HTTP/1.1 405")
                    .doesNotContain("Set-Cookie");
        }

        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void aFormGoesThroughWithItsOwnCookieAndWithNobodyElses() throws Exception {
        var victim = new Visitor(port);
        var attacker = new Visitor(port);
        attacker.open("/sign-in");
        String foreign = attacker.hidden("_csrf");
        victim.open("/desk/sign-in");

        // The form of the attacker, sent by the browser of the victim: it would sign him in as somebody else.
        HttpResponse<String> forged =
                victim.send("/desk/sign-in", "_csrf", foreign, "login", "sec.admin", "password", "x");
        assertThat(forged.headers().firstValue("Location")).contains("/desk/sign-in");
        assertThat(victim.cookie()).isEmpty();

        victim.open("/desk/sign-in");
        String before = victim.hidden("_csrf");
        assertThat(victim.send("/desk/sign-in", "login", "zx.window1", "password", DemoAccounts.PASSWORD)
                        .statusCode())
                .isEqualTo(303);
        // Neither a token from before the sign-in nor the cookie alone is worth anything after it.
        assertThat(victim.send("/desk/security/sessions/end", "_csrf", before, "others", "true")
                        .statusCode())
                .isEqualTo(403);
        victim.open("/desk");
        assertThat(victim.send("/desk/security/sessions/end", "others", "true").statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /desk",
                "GET /me",
                "GET /console",
                "GET /desk/cases/00000000-0000-0000-0000-000000000000",
                "GET /sign-in/reset/code",
                "GET /desk/sign-in/code",
                "GET /oauth2/authorize?response_type=code&client_id=m-000000000000",
                "GET /me/",
                "GET //evil.example/desk",
                "GET /?lang=en",
                "GET /v3/api-docs",
                "GET /.well-known/openid-configuration",
                "GET /help/api",
                "GET /guide",
                "GET /robots.txt",
                "POST /desk/sign-out",
                "POST /sign-in"
            })
    void aForgedHostStandsInNoAnswer(String asked) throws Exception {
        for (String forged : new String[] {
            "Host: evil.example",
            "Host: localhost\r\nX-Forwarded-Host: evil.example",
            "Host: localhost\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 444",
            "Host: localhost\r\nForwarded: host=evil.example;proto=https",
            "Host: localhost\r\nX-Original-Host: evil.example\r\nX-Host: evil.example"
        }) {
            String answer =
                    raw(asked + " HTTP/1.1\r\n" + forged + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            String headers = answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n")));
            assertThat(headers).as(forged).startsWith("HTTP/1.1 ").doesNotContain("evil.example:", "//evil.example");
            if (!asked.contains("evil.example")) {
                assertThat(answer).as(forged).doesNotContain("evil.example");
            }
        }
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private long sessions() {
        return jdbc.sql("select count(*) from identity.session")
                .query(Long.class)
                .single();
    }
}
