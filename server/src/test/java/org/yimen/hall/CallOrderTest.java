package org.yimen.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yimen.hall.CallOrder.Before;
import org.yimen.hall.CallOrder.Next;
import org.yimen.hall.CallOrder.Reason;
import org.yimen.hall.CallOrder.Waiting;
import org.yimen.testing.Proves;

class CallOrderTest {

    private static final Instant NINE = Instant.parse("2026-11-18T01:00:00Z");

    private int serial;

    @Test
    @Proves("M-IDA-08")
    void aSpecialGroupGoesFirstWithAtMostEverySecondCall() {
        var waiting = List.of(line(0), line(1), special(2), special(3), special(4));

        assertThat(played(waiting))
                .containsExactly(
                        Reason.SPECIAL, Reason.ARRIVAL_TURN, Reason.SPECIAL, Reason.ARRIVAL_TURN, Reason.SPECIAL);
    }

    @Test
    void aBookedVisitorIsCalledAtHisTimeAndBeforeItByHisArrival() {
        Waiting early = booked(0, 60);
        Waiting first = line(1);
        Waiting due = booked(2, 0);

        assertThat(CallOrder.next(List.of(first, early, due), Before.NOTHING, NINE))
                .hasValueSatisfying(next -> {
                    assertThat(next.waiting()).isEqualTo(due);
                    assertThat(next.reason()).isEqualTo(Reason.BOOKED);
                });
        assertThat(CallOrder.next(List.of(first, early), Before.NOTHING, NINE)).hasValueSatisfying(next -> {
            assertThat(next.waiting()).isEqualTo(early);
            assertThat(next.reason()).isEqualTo(Reason.ARRIVAL);
        });
    }

    @Test
    void bookingsGoBeforeTheLineWithAtMostEverySecondCall() {
        assertThat(played(List.of(line(0), line(1), booked(2, 0), booked(3, 0), booked(4, 0))))
                .containsExactly(Reason.BOOKED, Reason.ARRIVAL_TURN, Reason.BOOKED, Reason.ARRIVAL_TURN, Reason.BOOKED);
    }

    @Test
    void theLongerSomebodyWaitsTheEarlierHeIsCalled() {
        Waiting first = line(0);

        assertThat(CallOrder.next(List.of(line(5), first, line(3)), Before.NOTHING, NINE))
                .hasValueSatisfying(next -> assertThat(next.waiting()).isEqualTo(first));
        assertThat(CallOrder.next(List.of(), Before.NOTHING, NINE)).isEmpty();
    }

    /** Each event is an arrival (0 line, 1 special, 2 booked and due, 3 booked for later) or a call (4, 5). */
    @Property
    @Proves("M-IDA-08")
    void nobodyStarvesWhoeverComes(@ForAll @Size(max = 120) List<@IntRange(min = 0, max = 5) Integer> events) {
        var waiting = new ArrayList<Waiting>();
        Map<UUID, Integer> calls = new HashMap<>();
        Map<UUID, Integer> bound = new HashMap<>();
        var before = Before.NOTHING;
        var all = new ArrayList<>(events);
        // Whoever is left at the end is called, while special visitors keep coming.
        for (int i = 0; i < 600; i++) {
            all.add(i % 2 == 0 ? 4 : 1);
        }
        int minute = 0;
        for (int event : all) {
            minute++;
            if (event < 4) {
                Waiting next = switch (event) {
                    case 0 -> line(minute);
                    case 1 -> special(minute);
                    case 2 -> booked(minute, minute - 100_000);
                    default -> booked(minute, 100_000);
                };
                long ahead = waiting.stream()
                        .filter(each -> lane(each) == lane(next))
                        .count();
                bound.put(next.ticket(), 4 * ((int) ahead + 1));
                calls.put(next.ticket(), 0);
                waiting.add(next);
                continue;
            }
            var called = CallOrder.next(waiting, before, NINE);
            assertThat(called.isPresent()).isEqualTo(!waiting.isEmpty());
            if (called.isPresent()) {
                waiting.forEach(each -> calls.merge(each.ticket(), 1, Integer::sum));
                before = called.get().before();
                waiting.remove(called.get().waiting());
                UUID ticket = called.get().waiting().ticket();
                assertThat(calls.get(ticket)).isLessThanOrEqualTo(bound.get(ticket));
            }
            for (Waiting each : waiting) {
                assertThat(calls.get(each.ticket())).isLessThan(bound.get(each.ticket()));
            }
        }
    }

    @Property
    void withinAQueueTheOrderIsKeptAndNeverTwoSpecialCallsInARowWhileOthersWait(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 2) Integer> kinds) {
        var waiting = new ArrayList<Waiting>();
        for (int i = 0; i < kinds.size(); i++) {
            waiting.add(
                    switch (kinds.get(i)) {
                        case 0 -> line(i);
                        case 1 -> special(i);
                        default -> booked(i, -1000 + i);
                    });
        }
        var order = new ArrayList<Waiting>();
        var before = Before.NOTHING;
        var left = new ArrayList<>(waiting);
        while (!left.isEmpty()) {
            Next next = CallOrder.next(left, before, NINE).orElseThrow();
            boolean others = left.stream().anyMatch(each -> !each.special());
            assertThat(before.special() && next.waiting().special() && others).isFalse();
            before = next.before();
            left.remove(next.waiting());
            order.add(next.waiting());
        }

        for (int lane = 0; lane < 3; lane++) {
            int which = lane;
            assertThat(order.stream().filter(each -> lane(each) == which).map(Waiting::serial))
                    .isSorted();
        }
    }

    private static int lane(Waiting waiting) {
        Instant booked = waiting.bookedFor();
        if (waiting.special()) {
            return 1;
        }
        return booked != null && !booked.isAfter(NINE) ? 2 : 0;
    }

    private static List<Reason> played(List<Waiting> waiting) {
        var left = new ArrayList<>(waiting);
        var reasons = new ArrayList<Reason>();
        var before = Before.NOTHING;
        while (!left.isEmpty()) {
            Next next = CallOrder.next(left, before, NINE).orElseThrow();
            reasons.add(next.reason());
            before = next.before();
            left.remove(next.waiting());
        }
        return reasons;
    }

    private Waiting line(int minute) {
        return waiting(minute, null, false);
    }

    private Waiting special(int minute) {
        return waiting(minute, null, true);
    }

    private Waiting booked(int minute, int in) {
        return waiting(minute, NINE.plusSeconds(60L * in), false);
    }

    private Waiting waiting(int minute, @Nullable Instant booked, boolean special) {
        serial++;
        return new Waiting(new UUID(7, serial), NINE.minusSeconds(1_000_000L - 60L * minute), serial, booked, special);
    }
}
