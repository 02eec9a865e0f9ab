package org.yimen.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Loops;
import org.yimen.application.Loops.Stuck;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.organisation.Officer;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 推送: a case is closed once its result is with the department that supervises, and everybody sees how far it is. */
@HallTest
@Proves("M-APR-16")
class PushLinkTest {

    private static final String CITY = "629901";
    private static final String ITEM = "public-place-hygiene";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Loops loops;

    @Autowired
    private Referrals referrals;

    @Autowired
    private PushLink link;

    @Autowired
    private PushedNow pushed;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private CaseId id;
    private Officer director;

    @BeforeEach
    void aLicenceThatWasHandedOver() {
        director = city.officer("ZX/director");
        id = city.granted(ITEM).id();
        desk.issue(id, city.at("WJW/chief"), City.key(), null);
        desk.act(id, city.at("ZX/window"), City.key(), null, city.toHimself(id));
        pushed.until(id);
    }

    @Test
    void whatWasNotPushedKeepsTheCaseOpenUntilItIsPushedAgain() {
        assertThat(link.isDone(desk.find(id))).isTrue();
        jdbc.sql("delete from supervision.handover where region_code = :region and case_id = :case")
                .param("region", CITY)
                .param("case", id.value())
                .update();
        time.advance(Duration.ofDays(5));

        loops.look();

        assertThat(loops.list(List.of()))
                .filteredOn(stuck -> stuck.caseId().equals(id))
                .extracting(Stuck::link)
                .containsExactly("push");
        assertThat(referrals.pushed(CITY, id.value())).isEqualTo(Push.WAITING);
        assertThat(loops.close(id)).isFalse();

        referrals.pushAgain(CITY, id.value(), director);

        assertThat(referrals.find(CITY, id.value())).hasValueSatisfying(referral -> {
            assertThat(referral.department()).isEqualTo("WJW");
            assertThat(referral.push()).isEqualTo(Push.AGAIN);
        });
        assertThat(loops.close(id)).isTrue();
        assertThat(desk.find(id).state()).isInstanceOf(State.Archived.class);
    }

    @Test
    void itIsSentConfirmedAndSaidAgainOnceADay() {
        assertThat(referrals.pushed(CITY, id.value())).isEqualTo(Push.SENT);

        referrals.pushAgain(CITY, id.value(), director);
        referrals.pushAgain(CITY, id.value(), director);

        assertThat(referrals.find(CITY, id.value()).orElseThrow().reminders()).isEqualTo(1);
        assertThat(audit.recent(CITY, List.of(Referrals.PUSHED_AGAIN), null, AuditLog.MOST))
                .filteredOn(entry -> entry.subject().equals(id.value().toString()))
                .hasSize(1);
        referrals.acknowledge(
                CITY,
                id.value(),
                city.officer("WJW/examiner"),
                List.of(new Referrals.Wanted(LocalDate.of(2027, 1, 4), "papers")));
        assertThat(referrals.pushed(CITY, id.value())).isEqualTo(Push.CONFIRMED);
        assertThatExceptionOfType(SupervisionRefused.class)
                .isThrownBy(() -> referrals.pushAgain(CITY, id.value(), director))
                .returns("supervision.push.nothing", SupervisionRefused::code);
    }

    @Test
    void nobodyPushesButWhoWatchesAndNothingThatWasNotGranted() {
        CaseId open = city.accepted(ITEM).id();

        assertThatExceptionOfType(SupervisionRefused.class)
                .isThrownBy(() -> referrals.pushAgain(CITY, open.value(), director))
                .returns("supervision.push.nothing", SupervisionRefused::code);
        assertThatExceptionOfType(SupervisionRefused.class)
                .isThrownBy(() -> referrals.pushAgain(CITY, id.value(), city.officer("WJW/examiner")))
                .returns("supervision.none", SupervisionRefused::code);
    }
}
