package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.testing.HallTest;

/** The switches of language and modes on a page that answers a form. */
@HallTest
class SwitchesTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/complaints", "/complaints/new", "/complaints/confirm", "/progress"})
    void theyLeadToAPageThatIsThere(String form) throws Exception {
        var visitor = new Browser(port);
        visitor.open("/complaints/new");

        var refused = visitor.send(
                form, Map.of("key", UUID.randomUUID().toString(), "number", "1", "code", "1", "tail", "1"));

        assertThat(refused.statusCode()).isEqualTo(422);
        String english = visitor.links().stream()
                .filter(link -> link.endsWith("lang=en"))
                .findFirst()
                .orElseThrow();
        assertThat(english).doesNotContain("confirm");
        assertThat(visitor.open(english).statusCode()).isEqualTo(200);
        assertThat(visitor.page()).contains("<html lang=\"en\"");
    }

    @Test
    void anAddressThatNoPageCanHaveIsAnsweredInWords() throws Exception {
        var visitor = new Browser(port);

        var answer = visitor.open("/verify/%00");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("这个地址打不开", "This address", "href=\"/\"")
                .doesNotContain("HTTP Status");
    }

    @Test
    void complaintsAreLinkedFromEveryPublicPage() throws Exception {
        var visitor = new Browser(port);

        assertThat(visitor.open("/").body()).contains("href=\"/complaints\"");
        assertThat(visitor.open("/items").body()).contains("href=\"/complaints\"");
    }
}
