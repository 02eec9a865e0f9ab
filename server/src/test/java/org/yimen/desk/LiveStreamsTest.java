package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yimen.application.City;
import org.yimen.identity.Sessions;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** An open page of the staff hears within a second that it is over for its reader. */
@HallTest
class LiveStreamsTest {

    private static final String CITY = "629901";

    @Autowired
    private LiveStreams streams;

    @Autowired
    private Sessions sessions;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Directory directory;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Test
    void whoeverIsSignedOutElsewhereHearsItOnEachOfHisPagesAndNobodyElseDoes() throws Exception {
        Staff one = directory.staff(city.at("ZX/window").id());
        Staff other = directory.staff(city.at("ZX/guide").id());
        SseEmitter first = opened(one, session(one));
        SseEmitter second = opened(one, session(one));
        SseEmitter others = opened(other, session(other));
        Thread.sleep(1000);
        assertThat(streams.tells(first)).isTrue();

        var ended = sessions.endAll(
                new StaffMember(one.id(), one.region(), one.name()), null, "test", Sessions.Why.BY_ADMINISTRATOR);

        assertThat(ended).isGreaterThanOrEqualTo(2);
        within(Duration.ofSeconds(1), first);
        within(Duration.ofSeconds(1), second);
        assertThat(streams.tells(others)).isTrue();
    }

    @Test
    void aSessionThatWasAwayTooLongIsOverToo() throws Exception {
        Staff one = directory.staff(city.at("ZX/window").id());
        String cookie = session(one);
        SseEmitter page = opened(one, cookie);

        jdbc.sql("update identity.session set used_at = used_at - interval '11 minutes' where key = :key")
                .param("key", sessions.keyOf(cookie))
                .update();

        within(Duration.ofSeconds(1), page);
    }

    @Test
    @Proves("M-IDA-07")
    void whoeverIsDismissedHearsItThoughHisSessionLasts() throws Exception {
        Staff clerk = pages.newcomer("SJ/examiner");
        SseEmitter page = opened(clerk, session(clerk));
        var yesterday = CityTime.day(time.instant()).minusDays(1);
        Posting posting = directory.postings(CITY).stream()
                .filter(each -> each.staff().equals(clerk.id()))
                .findFirst()
                .orElseThrow();

        organisation.end(
                posting, posting.from().isAfter(yesterday) ? posting.from().minusDays(1) : yesterday);

        within(Duration.ofSeconds(1), page);
    }

    private SseEmitter opened(Staff staff, String cookie) {
        return Objects.requireNonNull(streams.open(staff.id(), cookie));
    }

    private void within(Duration bound, SseEmitter page) throws InterruptedException {
        long from = System.nanoTime();
        while (streams.tells(page)) {
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(bound);
            Thread.sleep(10);
        }
    }

    /** A session as a sign-in makes it; its cookie. */
    private String session(Staff staff) {
        String cookie = UUID.randomUUID().toString();
        var now = time.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into identity.session (handle, key, account, started_at, used_at, ends_at, idle_seconds)
                        values (:handle, :key, :account, :now, :now, :ends, 600)
                        """)
                .param("handle", UUID.randomUUID())
                .param("key", sessions.keyOf(cookie))
                .param("account", new StaffMember(staff.id(), staff.region(), staff.name()).key())
                .param("now", now)
                .param("ends", now.plusHours(12))
                .update();
        return cookie;
    }
}
