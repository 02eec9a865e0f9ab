package org.yimen.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class SituationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "{\"item\":\"x\",\"answers\":null}",
                "{\"item\":\"x\",\"answers\":{\"a\":null}}",
                "{\"item\":\"x\",\"answers\":{\"a\":[null]}}"
            })
    void aCookieThatSomebodySpoiledIsAsIfThereWereNone(String json) {
        assertThat(read(json)).isEmpty();
    }

    @Test
    void whatWasKeptIsReadBack() {
        assertThat(read("{\"item\":\"x\",\"answers\":{\"a\":[\"b\"]}}")).isPresent();
    }

    private static Optional<Situation> read(String json) {
        var request = new MockHttpServletRequest();
        request.setCookies(new Cookie(
                "ym-situation", Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8))));
        return Situation.in(request, "x");
    }
}
