package org.yimen.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.OptimisticLockingFailureException;
import org.yimen.application.City;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
@ExtendWith(OutputCaptureExtension.class)
class SweeperTest {

    private static final String REGION = "629901";

    @Autowired
    private WorkLists lists;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    @Test
    void aLostRaceIsOneLineThatWakesNobody(CapturedOutput printed) {
        var _ = city.submitted("public-place-hygiene");
        // Silence would accept it by then.
        time.advance(Duration.ofDays(20));
        List<Sleeper> sleepers = lists.due(REGION, time.instant(), Sweeper.BATCH).stream()
                .map(WorkLists.Due::kind)
                .distinct()
                .map(SweeperTest::raced)
                .toList();
        assertThat(sleepers).isNotEmpty();

        int woken = new Sweeper(lists, time, REGION, sleepers).sweepOnce();

        assertThat(woken).isZero();
        assertThat(printed).contains("INFO", "was moved by somebody else").doesNotContain("ERROR", "\tat org.yimen");
    }

    private static Sleeper raced(String kind) {
        return new Sleeper() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void wake(CaseId id) {
                throw new OptimisticLockingFailureException("another node was faster");
            }
        };
    }
}
