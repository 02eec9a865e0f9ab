package org.yimen.casework;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.yimen.application.City;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
class SweeperTest {

    private static final String REGION = "629901";

    @Autowired
    private WorkLists lists;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    @Test
    void aLostRaceIsOneLineThatWakesNobody() {
        var _ = city.submitted("public-place-hygiene");
        // Silence would accept it by then.
        time.advance(Duration.ofDays(20));
        List<Sleeper> sleepers = lists.due(REGION, time.instant(), Sweeper.BATCH).stream()
                .map(WorkLists.Due::kind)
                .distinct()
                .map(SweeperTest::raced)
                .toList();
        assertThat(sleepers).isNotEmpty();

        var written = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(Sweeper.class);
        Level before = log.getLevel();
        log.setLevel(Level.INFO);
        log.addAppender(written);
        written.start();

        int woken = new Sweeper(lists, time, REGION, sleepers).sweepOnce();

        log.detachAppender(written);
        log.setLevel(before);
        assertThat(woken).isZero();
        assertThat(written.list).isNotEmpty().allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage()).contains("was moved by somebody else");
            assertThat(line.getThrowableProxy()).isNull();
        });
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
