package org.yimen.hall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

@HallTest
class HomeVisitsTest {

    private static final String CITY = Hall.CITY;
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);

    @Autowired
    private Hall hall;

    @Autowired
    private HomeVisits visits;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Proves("M-IDA-08")
    void whoBelongsToASpecialGroupIsVisitedByAHelperWhoSaidYes() {
        Person aged = hall.aged();
        UUID key = UUID.randomUUID();
        HomeVisit asked = ask(aged, key);
        assertThat(ask(aged, key)).isEqualTo(asked);
        UUID guide = staff("zx.guide1");

        visits.assign(CITY, asked.id(), guide, Hall.BY);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> visits.accept(CITY, asked.id(), staff("zx.guide2")));
        visits.decline(CITY, asked.id(), guide);
        visits.assign(CITY, asked.id(), guide, Hall.BY);
        visits.accept(CITY, asked.id(), guide);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> visits.done(CITY, asked.id(), guide, " "))
                .returns("hall.home.note", HallRuleBroken::code);
        visits.done(CITY, asked.id(), guide, "已上门核对材料，当场提交。");

        HomeVisit done = visits.find(CITY, asked.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(HomeVisit.State.DONE);
        assertThat(done.note()).isEqualTo("已上门核对材料，当场提交。");
        assertThat(done.helper()).isEqualTo(guide);
        assertThat(visits.of(CITY, aged.id())).containsExactly(done);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> visits.assign(CITY, asked.id(), guide, Hall.BY));
    }

    @Test
    @Proves("M-IDA-08")
    void onlySpecialGroupsAreVisitedAndOnlyByGuides() {
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> ask(hall.person(), UUID.randomUUID()))
                .returns("hall.home.not-special", HallRuleBroken::code);
        HomeVisit asked = ask(hall.aged(), UUID.randomUUID());

        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> visits.assign(CITY, asked.id(), staff("zx.window1"), Hall.BY))
                .returns("hall.helper.no-guide", HallRuleBroken::code);
        visits.cancel(CITY, asked.id(), Hall.BY);
        visits.cancel(CITY, asked.id(), Hall.BY);
        assertThat(visits.find(CITY, asked.id()).orElseThrow().open()).isFalse();
    }

    @Test
    void whereToGoIsSealed() {
        HomeVisit asked = ask(hall.aged(), UUID.randomUUID());

        byte[] sealed = jdbc.sql("""
                        select address_sealed
                          from hall.home_visit
                         where region_code = :region and id = :id
                        """)
                .param("region", CITY)
                .param("id", asked.id())
                .query(byte[].class)
                .single();

        assertThat(new String(sealed, UTF_8)).doesNotContain("云溪区");
        assertThat(asked.toString()).doesNotContain("云溪区");
    }

    @Test
    @Proves("M-IDA-08")
    void aHelperGoesWithASpecialVisitorInTheHall() {
        WindowGroup group = hall.group(1);
        Ticket aged = tickets.take(CITY, wish(group, hall.aged().id()));
        Ticket other = tickets.take(CITY, wish(group, hall.person().id()));

        tickets.assignHelper(CITY, aged.id(), staff("zx.guide1"), Hall.BY);

        assertThat(aged.wantsHelper()).isTrue();
        assertThat(other.wantsHelper()).isFalse();
        assertThat(tickets.find(CITY, aged.id()).orElseThrow().helper()).isEqualTo(staff("zx.guide1"));
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> tickets.assignHelper(CITY, other.id(), staff("zx.guide1"), Hall.BY))
                .returns("hall.helper.not-special", HallRuleBroken::code);
    }

    private static Tickets.Wish wish(WindowGroup group, UUID person) {
        return new Tickets.Wish(group.code(), null, person, person, null, true, Door.KIOSK, UUID.randomUUID());
    }

    private UUID staff(String login) {
        return directory.staff(CITY, login).orElseThrow().id();
    }

    private HomeVisit ask(Person person, UUID key) {
        return visits.ask(
                CITY,
                new HomeVisits.Wish(
                        person.id(),
                        person.id(),
                        null,
                        null,
                        FRIDAY,
                        HomeVisit.Half.MORNING,
                        "安澜市云溪区学府路 66 号",
                        Door.WEB,
                        person.id(),
                        key));
    }
}
