package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yimen.testing.Proves;

class AccelerationTest {

    @Test
    @Proves("N-K07")
    void sevenDaysThatBecameOneAreShownAs8571AndDoNotReach86() {
        var channel = Collections.nCopies(153, new Acceleration(7, 1));

        assertThat(channel)
                .hasSize(153)
                .allSatisfy(each -> assertThat(each.shortened().percent()).hasToString("85.71"));
        assertThat(channel).noneMatch(each -> each.shortened().reaches(86));
        assertThat(channel).allMatch(each -> each.shortened().reaches(85));
        var whole = new Acceleration.Ratio(
                channel.stream().mapToLong(each -> each.shortened().part()).sum(),
                channel.stream().mapToLong(each -> each.shortened().whole()).sum());
        assertThat(whole.percent()).hasToString("85.71");
        assertThat(whole.reaches(86)).isFalse();
    }

    @Test
    void nothingIsReachedByRounding() {
        assertThat(new Acceleration.Ratio(85_999, 100_000).percent()).hasToString("86.00");
        assertThat(new Acceleration.Ratio(85_999, 100_000).reaches(86)).isFalse();
        assertThat(List.of(new Acceleration.Ratio(86, 100), new Acceleration.Ratio(6, 6)))
                .allMatch(ratio -> ratio.reaches(86));
    }
}
