package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.yimen.identity.Delegation.Standing;

class DelegationPropertyTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final Instant NOW = Instant.parse("2026-11-18T01:00:00Z");

    @Property
    void onlyAnAcceptedRunningDelegationThatNamesTheItemAllowsIt(
            @ForAll @IntRange(min = -5, max = 5) int from,
            @ForAll @IntRange(min = 0, max = 5) int days,
            @ForAll @IntRange(min = -12, max = 12) int on,
            @ForAll boolean accepted,
            @ForAll boolean ended,
            @ForAll boolean all,
            @ForAll boolean named) {
        var delegation = delegation(from, days, accepted, ended, all ? Set.of() : Set.of(named ? "a" : "b"));
        LocalDate day = DAY.plusDays(on);

        boolean within = on >= from && on <= from + days;
        assertThat(delegation.allows("a", day)).isEqualTo(accepted && !ended && within && (all || named));
    }

    @Property
    void whatHasEndedOrExpiredNeverComesBack(
            @ForAll @IntRange(min = -5, max = 5) int from,
            @ForAll @IntRange(min = 0, max = 5) int days,
            @ForAll @IntRange(min = -12, max = 12) int on,
            @ForAll boolean accepted,
            @ForAll boolean ended) {
        var delegation = delegation(from, days, accepted, ended, Set.of());
        LocalDate day = DAY.plusDays(on);
        Standing standing = delegation.standingOn(day);

        assertThat(delegation.openOn(day)).isEqualTo(!ended && on <= from + days);
        if (!delegation.openOn(day)) {
            assertThat(delegation.standingOn(day.plusDays(1))).isEqualTo(standing);
        }
        if (standing == Standing.OFFERED) {
            assertThat(delegation.allows("a", day)).isFalse();
        }
    }

    private static Delegation delegation(int from, int days, boolean accepted, boolean ended, Set<String> items) {
        return new Delegation(
                new UUID(0, 1),
                Delegation.Kind.PERSON,
                new UUID(0, 2),
                new UUID(0, 3),
                items,
                DAY.plusDays(from),
                DAY.plusDays(from + days),
                NOW,
                accepted ? NOW : null,
                ended ? NOW : null);
    }
}
