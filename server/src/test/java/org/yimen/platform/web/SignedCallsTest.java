package org.yimen.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.yimen.platform.RuleBroken;

class SignedCallsTest {

    private final SignedCalls calls = new SignedCalls("When", "Who", "nothing.here");
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void whoForgesAgainAndAgainIsWrittenDownOnce() throws IOException {
        for (int i = 0; i < 50; i++) {
            assertThat(forge("10.0.0.1")).isEqualTo(HttpStatus.FORBIDDEN);
        }

        assertThat(written).hasValue(1);
        forge("10.0.0.2");
        assertThat(written).hasValue(2);
    }

    @Test
    void howeverManyAddressesHeHasTheLogDoesNotGrowWithThem() throws IOException {
        for (int i = 0; i < 1000; i++) {
            forge("10.0." + i / 250 + "." + i % 250);
        }

        assertThat(written).hasValueBetween(40, 41);
    }

    @Test
    void whatIsRefusedIsRefusedForGoodButWhatPasses() throws IOException {
        assertThat(answer("10.0.0.3", _ -> Heard.YES)).isEqualTo(HttpStatus.OK);
        assertThat(answer("10.0.0.3", refusing("nothing.here", false))).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer("10.0.0.3", refusing("too.late", false))).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThatThrownBy(() -> answer("10.0.0.3", refusing("log.behind", true)))
                .as("it is to be told again")
                .isInstanceOf(RuleBroken.class);
    }

    private enum Heard {
        YES
    }

    private static Function<SignedCall, Enum<?>> refusing(String code, boolean passing) {
        return _ -> {
            throw new RuleBroken(code) {
                @Override
                public boolean isPassing() {
                    return passing;
                }
            };
        };
    }

    private Object forge(String address) throws IOException {
        return answer(address, _ -> {
            throw new SignedCall.NotGenuine("another signature");
        });
    }

    private Object answer(String address, Function<SignedCall, Enum<?>> listener) throws IOException {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return calls.answer(request, listener, written::incrementAndGet).getStatusCode();
    }
}
