package org.yimen.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yimen.knowledge.HitRate;
import org.yimen.phone.CallFigures.Response;
import org.yimen.testing.Proves;
import org.yimen.time.WorkCalendar;

class CallFiguresTest {

    /** 凯里, 2016: 接听电话 20.2 万余个, 咨询 16.8 万余件, 预约 165 次. */
    private static final CallFigures KAILI = new CallFigures(
            202_000,
            Map.of(CallType.CONSULT, 168_000L, CallType.BOOKING, 165L, CallType.OTHER, 33_835L),
            0,
            0,
            0,
            new Response(0, 0),
            new Response(0, 0));

    @Test
    @Proves({"M-HOT-08", "N-K11"})
    void theYearOfKailiComesOutAsItsCentreReportedIt() {
        assertThat(KAILI.consultShare().orElseThrow()).isCloseTo(83.2, within(0.05));
        assertThat(Math.round(KAILI.perDay(366).orElseThrow())).isEqualTo(552);
        assertThat(Math.round(KAILI.perDay(250).orElseThrow())).isEqualTo(808);
        assertThat(KAILI.of(CallType.BOOKING)).isEqualTo(165);
        assertThat(KAILI.byType().values().stream().mapToLong(each -> each).sum())
                .isEqualTo(KAILI.answered());
    }

    @Test
    void withoutABaseThereIsNoFigure() {
        var none = new CallFigures(0, Map.of(), 0, 0, 0, new Response(0, 0), new Response(3, 90));

        assertThat(none.consultShare()).isEmpty();
        assertThat(KAILI.perDay(0)).isEmpty();
        assertThat(none.inHours().average()).isEmpty();
        assertThat(none.outOfHours().average()).contains(30.0);
        assertThat(new HitRate(0, 0).percent()).isEmpty();
        assertThat(new HitRate(3, 4).percent()).contains(75.0);
    }

    @Test
    @Proves("M-HOT-09")
    void theEveningTheNightAndTheWeekendAreOutOfHours() {
        WorkCalendar calendar = WorkCalendar.national();

        assertThat(OfficeHours.isWithin(Instant.parse("2026-11-18T01:00:00Z"), calendar))
                .as("Wednesday at nine")
                .isTrue();
        assertThat(OfficeHours.isWithin(Instant.parse("2026-11-18T09:00:00Z"), calendar))
                .as("at five it closes")
                .isFalse();
        assertThat(OfficeHours.isWithin(Instant.parse("2026-11-18T00:59:59Z"), calendar))
                .isFalse();
        assertThat(OfficeHours.isWithin(Instant.parse("2026-11-22T04:00:00Z"), calendar))
                .as("Sunday at noon")
                .isFalse();
        assertThat(OfficeHours.isWithin(Instant.parse("2026-10-02T04:00:00Z"), calendar))
                .as("a holiday")
                .isFalse();
    }
}
