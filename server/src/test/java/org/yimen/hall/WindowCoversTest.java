package org.yimen.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.hall.WindowCovers.WindowCover;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.organisation.Absences;
import org.yimen.organisation.Cover.Standing;
import org.yimen.organisation.Employment;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Unit;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** A角 is away from a window, and B角 has it without anybody doing anything. */
@HallTest
class WindowCoversTest {

    private static final String CITY = Hall.CITY;

    /** A Monday on which nothing else happens. */
    private static final Instant MORNING = Instant.parse("2026-12-07T02:00:00Z");

    @Autowired
    private Hall hall;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Calls calls;

    @Autowired
    private WindowCovers covers;

    @Autowired
    private Roster roster;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Absences absences;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    private WindowGroup group;
    private String window = "";
    private Staff first;
    private Staff second;

    @BeforeEach
    void aWindowWithAAndB() {
        group = hall.group(1);
        window = group.windows().getFirst();
        first = clerk(window);
        second = clerk(null);
        covers.name(CITY, window, second.id(), Hall.BY);
        time.set(MORNING);
    }

    @Test
    @Proves("M-STF-04")
    void theLineTheVisitorAndTheCallsOfWhoeverIsAwayAreHisStandInsAndTheLogSaysSo() {
        take();
        Ticket waiting = take();
        Call open = calls.next(CITY, window, first.id()).orElseThrow();
        covers.look(CITY);
        assertThat(calls.at(CITY, window).orElseThrow().clerk()).isEqualTo(first.id());
        assertThat(covers.coveredBy(CITY, second.id())).isEmpty();

        away(first, Duration.ofHours(2));
        covers.look(CITY);
        covers.look(CITY);

        assertThat(covers.coveredBy(CITY, second.id()))
                .extracting(WindowCover::window)
                .containsExactly(window);
        Call taken = calls.at(CITY, window).orElseThrow();
        assertThat(taken.id()).isEqualTo(open.id());
        assertThat(taken.clerk()).isEqualTo(second.id());
        calls.done(CITY, taken.id(), List.of());
        Call next = calls.next(CITY, window, second.id()).orElseThrow();
        assertThat(next.ticket().id()).isEqualTo(waiting.id());
        assertThat(next.clerk()).isEqualTo(second.id());
        assertThat(told("hall.window-covered", window))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail())
                        .containsEntry("first", first.id().toString())
                        .containsEntry("standIn", second.id().toString()));
        assertThat(told(Calls.TAKEN_OVER, open.id().toString())).hasSize(1);

        time.set(MORNING.plus(Duration.ofHours(3)));
        covers.look(CITY);

        assertThat(covers.coveredBy(CITY, second.id())).isEmpty();
        assertThat(calls.at(CITY, window).orElseThrow().clerk())
                .as("whom he is serving he serves to the end")
                .isEqualTo(second.id());
        assertThat(told("hall.window-returned", window)).hasSize(1);
    }

    @Test
    @Proves("M-STF-04")
    void bothAwayIsAnAlarmOnceAndIsOverWhenOneIsBack() {
        away(first, Duration.ofHours(4));
        away(second, Duration.ofHours(2));
        covers.look(CITY);
        covers.look(CITY);

        assertThat(standing()).isEqualTo(Standing.NOBODY);
        assertThat(covers.uncovered(CITY)).extracting(Unit::code).contains(window);
        assertThat(told("hall.window-uncovered", window)).hasSize(1);

        time.set(MORNING.plus(Duration.ofHours(3)));
        covers.look(CITY);

        assertThat(standing()).isEqualTo(Standing.STAND_IN);
        assertThat(covers.uncovered(CITY)).extracting(Unit::code).doesNotContain(window);
    }

    @Test
    @Proves("M-STF-04")
    void onADayOffTheStandInCallsForWhoeverIsOnDutyAndAwayAndForNobodyElse() {
        LocalDate saturday = LocalDate.of(2026, 12, 12);
        var hours = new Hours(LocalTime.of(9, 0), LocalTime.of(12, 0), 60, 5);
        roster.open(CITY, group.code(), saturday, hours, Set.of(first.id()), Hall.BY);
        time.set(Instant.parse("2026-12-12T02:00:00Z"));
        take();
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> calls.next(CITY, window, second.id()))
                .returns("hall.call.off-duty", HallRuleBroken::code);

        away(first, Duration.ofHours(2));

        assertThat(calls.next(CITY, window, second.id())).isPresent();
    }

    @Test
    void onlyAnotherClerkOfAWindowIsNamed() {
        Staff outside = clerk(null, "ZX/guide");
        assertRefused("hall.cover.not-at-windows", window, first.id());
        assertRefused("hall.cover.not-at-windows", window, outside.id());
        assertRefused("hall.cover.not-at-windows", window, UUID.randomUUID());
        assertRefused("hall.cover.no-window", group.site(), second.id());
    }

    private void assertRefused(String code, String where, UUID who) {
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> covers.name(CITY, where, who, Hall.BY))
                .returns(code, HallRuleBroken::code);
    }

    private Standing standing() {
        return covers.all(CITY).stream()
                .filter(cover -> cover.window().equals(window))
                .findFirst()
                .orElseThrow()
                .standing();
    }

    private Staff clerk(@Nullable String seat, String... posts) {
        String login = "ab-" + UUID.randomUUID().toString().substring(0, 8);
        var staff = new Staff(
                UUID.randomUUID(), CITY, login, "窗口人员", login, null, null, seat, Employment.ESTABLISHED, null);
        organisation.engage(staff);
        for (String post : posts.length == 0 ? new String[] {"ZX/window"} : posts) {
            organisation.appoint(new Posting(CITY, post, staff.id(), false, LocalDate.of(2026, 1, 1), null));
        }
        return staff;
    }

    private void away(Staff who, Duration how) {
        absences.enter(who.id(), who.id(), time.instant(), time.instant().plus(how), "外出");
    }

    private Ticket take() {
        return tickets.take(
                CITY, new Tickets.Wish(group.code(), null, null, null, null, false, Door.WINDOW, UUID.randomUUID()));
    }

    private List<AuditEntry> told(String kind, String subject) {
        return Trail.of(audit, CITY, List.of(kind)).stream()
                .filter(entry -> entry.subject().equals(subject))
                .toList();
    }
}
