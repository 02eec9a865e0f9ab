package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.yimen.organisation.Cover.Standing;
import org.yimen.testing.Proves;

class CoverTest {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    @Test
    @Proves("M-STF-04")
    void bHasTheWorkOnlyWhileAIsAway() {
        var both = List.of(on(A, false), on(B, true));

        assertThat(cover(both, Set.of()).acting()).containsExactly(A);
        assertThat(cover(both, Set.of(B)).acting()).containsExactly(A);
        assertThat(cover(both, Set.of(A)).acting()).containsExactly(B);
        assertThat(cover(both, Set.of(A)).standing()).isEqualTo(Standing.STAND_IN);
        assertThat(cover(both, Set.of(A)).away()).containsExactly(A);
    }

    @Test
    @Proves("M-STF-04")
    void bothAwayLeavesNobody() {
        assertThat(cover(List.of(on(A, false), on(B, true)), Set.of(A, B)).standing())
                .isEqualTo(Standing.NOBODY);
    }

    @Test
    void anAbsenceOfHalfADayLastsToNoonOrFromNoon() {
        LocalDate day = LocalDate.of(2026, 11, 18);
        var morning = absence(Absence.Half.MORNING.start(day), Absence.Half.MORNING.end(day));
        var afternoon = absence(Absence.Half.AFTERNOON.start(day), Absence.Half.AFTERNOON.end(day));
        Instant eleven = Instant.parse("2026-11-18T03:00:00Z");
        Instant noon = Instant.parse("2026-11-18T04:00:00Z");

        assertThat(morning.lastsAt(eleven)).isTrue();
        assertThat(morning.lastsAt(noon)).isFalse();
        assertThat(afternoon.lastsAt(eleven)).isFalse();
        assertThat(afternoon.lastsAt(noon)).isTrue();
        assertThat(afternoon.lastsAt(Instant.parse("2026-11-18T16:00:00Z"))).isFalse();
    }

    /** Whoever is away, a post's work is one side's only, and it is nobody's only where everybody is away. */
    @Property
    void theWorkIsAlwaysOneSidesAndOfWhoeverIsThere(
            @ForAll @Size(min = 1, max = 6) List<Boolean> standIns, @ForAll @IntRange(max = 63) int awayBits) {
        List<Posting> postings = IntStream.range(0, standIns.size())
                .mapToObj(i -> on(new UUID(1, i), standIns.get(i)))
                .toList();

        Cover cover = Cover.of("629901", "SJ/chief", postings, id -> away(id, awayBits));

        assertThat(cover.acting()).noneMatch(id -> away(id, awayBits));
        assertThat(cover.acting().stream().map(id -> standIns.get((int) id.getLeastSignificantBits())))
                .allMatch(standIn -> standIn == (cover.standing() == Standing.STAND_IN));
        assertThat(cover.standing() == Standing.NOBODY)
                .isEqualTo(postings.stream().allMatch(posting -> away(posting.staff(), awayBits)));
    }

    private static boolean away(UUID id, int bits) {
        return (bits & (1 << id.getLeastSignificantBits())) != 0;
    }

    private static Cover cover(List<Posting> postings, Set<UUID> away) {
        return Cover.of("629901", "SJ/chief", postings, away::contains);
    }

    private static Posting on(UUID staff, boolean standIn) {
        return new Posting("629901", "SJ/chief", staff, standIn, NEW_YEAR, null);
    }

    private static Absence absence(Instant from, Instant until) {
        return new Absence(new UUID(0, 9), "629901", A, from, until, "培训", null);
    }
}
