package org.yimen.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

class SignedCallsTest {

    private final SignedCalls calls = new SignedCalls();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void whoForgesAgainAndAgainIsWrittenDownOnce() {
        for (int i = 0; i < 50; i++) {
            assertThat(forge("10.0.0.1")).isEqualTo(HttpStatus.FORBIDDEN);
        }

        assertThat(written).hasValue(1);
        forge("10.0.0.2");
        assertThat(written).hasValue(2);
    }

    @Test
    void howeverManyAddressesHeHasTheLogDoesNotGrowWithThem() {
        for (int i = 0; i < 1000; i++) {
            forge("10.0." + i / 250 + "." + i % 250);
        }

        assertThat(written).hasValueBetween(40, 41);
    }

    private Object forge(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return calls.stranger(request, written::incrementAndGet).getStatusCode();
    }
}
