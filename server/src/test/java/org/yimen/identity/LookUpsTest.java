package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class LookUpsTest {

    private static final String CITY = "629901";
    private static final Duration LATER = Duration.ofMinutes(16);

    @Autowired
    private LookUps lookUps;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    private final Onlooker officer = new Onlooker(UUID.randomUUID(), "试验员", "ZX/window");

    @Test
    @Proves("M-IDA-06")
    void fortyInAQuarterOfAnHourAndSupervisionIsToldOnce() {
        asks(LookUps.A_QUARTER);
        assertThat(told()).isEmpty();

        for (int i = 0; i < 3; i++) {
            assertThat(ask()).hasValue("identity.look-ups.quarter");
        }

        assertThat(told())
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail())
                        .containsEntry("code", "identity.look-ups.quarter")
                        .containsEntry("post", "ZX/window"));
        assertThat(lookUps.refusal(CITY, new Onlooker(UUID.randomUUID(), "别人", "ZX/window")))
                .as("each officer for himself")
                .isEmpty();
        time.advance(LATER);
        asks(LookUps.A_QUARTER);
        assertThat(ask()).isPresent();
        assertThat(told()).as("once more, a quarter of an hour later").hasSize(2);
    }

    @Test
    @Proves("M-IDA-06")
    void threeHundredADayHoweverSlowly() {
        for (int asked = 0; asked < LookUps.A_DAY; asked += 20) {
            asks(20);
            time.advance(LATER);
        }

        assertThat(ask()).hasValue("identity.look-ups.day");

        time.set(TestTime.START.plus(Duration.ofDays(1)));
        assertThat(ask()).isEmpty();
    }

    @Test
    void manyAtOnceGetNoFurtherThanManyInARow() throws Exception {
        Callable<Optional<String>> one = this::ask;
        var all = new ArrayList<Callable<Optional<String>>>();
        for (int i = 0; i < LookUps.A_QUARTER + 20; i++) {
            all.add(one);
        }
        int admitted = 0;

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<Optional<String>> each : threads.invokeAll(all)) {
                admitted += each.get().isEmpty() ? 1 : 0;
            }
        }

        assertThat(admitted).isEqualTo(LookUps.A_QUARTER);
        assertThat(told()).hasSize(1);
    }

    private void asks(int often) {
        for (int i = 0; i < often; i++) {
            assertThat(ask()).isEmpty();
        }
    }

    private Optional<String> ask() {
        return lookUps.refusal(CITY, officer);
    }

    private List<AuditEntry> told() {
        return Trail.of(audit, CITY, List.of(LookUps.BOUNDED)).stream()
                .filter(entry -> entry.actor().equals(officer.staff().toString()))
                .toList();
    }
}
