package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.yimen.identity.OuterSignIn.Why;
import org.yimen.identity.OuterSignInSettings;
import org.yimen.platform.StartRefused;
import org.yimen.testing.OuterStub;

/** What the provider may be, and what is believed of what it says of itself. */
class OuterProviderTest {

    private static final Instant NOW = Instant.parse("2026-11-18T02:00:00Z");

    private final OuterStub stub = new OuterStub();

    @AfterEach
    void stopTheProvider() {
        stub.stop();
    }

    @Test
    void oneThatIsAwayStopsNoStartAndIsAskedAgainAfterAMoment() throws Exception {
        var time = new Instant[] {NOW};
        stub.down(true);
        var provider = new OuterProvider(settings(stub.issuer()), () -> time[0], "http://localhost:8080");

        assertThat(refusal(provider)).isEqualTo(Why.DOWN);
        assertThat(provider.away()).isTrue();
        stub.down(false);
        assertThat(refusal(provider)).as("at once").isEqualTo(Why.DOWN);
        time[0] = NOW.plusSeconds(6);

        assertThat(refusal(provider)).isNull();
        assertThat(provider.away()).isFalse();
    }

    @Test
    void oneThatIsSlowIsWaitedForNoLongerThanConfigured() {
        stub.slow(3000);
        Instant begun = Instant.now();

        assertThat(refusal(provider())).isEqualTo(Why.DOWN);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void oneThatSaysTooMuchIsNotReadToItsEnd() {
        stub.describing("service_documentation", "x".repeat(OuterCalls.LARGEST));

        assertThat(refusal(provider())).isEqualTo(Why.DOWN);
    }

    @Test
    void itsAddressesLieOnItsOwnHostAndItsNameIsTheConfiguredOne() {
        assertThat(refusal(provider())).isNull();
        for (String endpoint : List.of("token_endpoint", "jwks_uri", "authorization_endpoint", "userinfo_endpoint")) {
            var elsewhere = new OuterStub().describing(endpoint, "http://127.0.0.1:1/x");
            assertThat(refusal(new OuterProvider(
                            settings(elsewhere.issuer()), InstantSource.fixed(NOW), "http://localhost:8080")))
                    .as(endpoint)
                    .isEqualTo(Why.BROKEN);
            elsewhere.stop();
        }
        stub.describing("issuer", "https://another.example");
        assertThat(refusal(provider())).isEqualTo(Why.BROKEN);
    }

    @Test
    void anAddressWithoutTlsElsewhereThanHereIsRefusedAtTheStart() {
        for (String issuer : List.of("http://sso.example.org", "ftp://sso.example.org", "https://a@sso.example.org")) {
            assertThatThrownBy(() -> new OuterProvider(settings(issuer), InstantSource.fixed(NOW), "http://localhost"))
                    .isInstanceOf(StartRefused.class);
        }
    }

    @Test
    void whoComesBackWithWordsOfHisOwnWritesThemIntoNoLogAndFillsNone() throws Exception {
        var written = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(OuterProvider.class);
        log.addAppender(written);
        written.start();
        try {
            var provider = provider();
            for (int i = 0; i < 3 * OuterProvider.MOST_LINES; i++) {
                var asked = provider.begin(new MockHttpServletRequest());
                var answered = OAuth2AuthorizationResponse.error(i == 0 ? "server_error" : "my-own-words-" + i);
                assertThatThrownBy(() -> provider.finish(asked, answered)).isInstanceOf(OuterProvider.Failed.class);
            }
        } finally {
            log.detachAppender(written);
        }

        assertThat(written.list)
                .hasSize(OuterProvider.MOST_LINES)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("words"));
        assertThat(written.list.getFirst().getFormattedMessage()).contains("server_error");
    }

    private OuterProvider provider() {
        return new OuterProvider(settings(stub.issuer()), InstantSource.fixed(NOW), "http://localhost:8080");
    }

    private static @Nullable Why refusal(OuterProvider provider) {
        try {
            var _ = provider.begin(new MockHttpServletRequest());
            return null;
        } catch (OuterProvider.Failed failed) {
            return failed.why();
        }
    }

    private static OuterSignInSettings settings(String issuer) {
        return new OuterSignInSettings(
                issuer,
                OuterStub.CLIENT,
                OuterStub.SECRET,
                null,
                "统一身份认证",
                "Unified sign-in",
                List.of("openid"),
                "sub",
                "name",
                "citizen_id",
                "acr",
                List.of(OuterStub.LEVEL),
                List.of("RS256"),
                Duration.ofMillis(500),
                Duration.ofMillis(500));
    }
}
