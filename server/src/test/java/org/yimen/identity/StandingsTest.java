package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yimen.identity.SignInSettings.SecondFactor;
import org.yimen.identity.StaffAccounts.Facts;
import org.yimen.identity.Standings.Duty;
import org.yimen.identity.Standings.Standing;

class StandingsTest {

    private static final Instant NOW = Instant.parse("2026-11-18T01:00:00Z");
    private static final SignInSettings DEFAULTS = new SignInSettings(Duration.ofDays(90), Duration.ofDays(90), null);

    private static final Set<String> CLERK = Set.of("window");
    private static final Set<String> ADMINISTRATOR = Set.of("audit-admin");

    @Test
    void aLockEndsIt() {
        var facts = new Facts(false, NOW, NOW, NOW, null);

        assertThat(of(facts, CLERK)).isEqualTo(new Standing.Over(Sessions.Why.ACCOUNT_LOCKED));
        assertThat(closed(facts)).isTrue();
    }

    @Test
    void aPasswordFromSomebodyElseIsChangedFirstAndSoon() {
        assertThat(of(new Facts(true, NOW, null, null, null), CLERK)).isEqualTo(new Standing.Owes(Duty.PASSWORD_GIVEN));
        assertThat(closed(new Facts(true, ago(3), null, null, null))).isTrue();
        assertThat(closed(new Facts(true, ago(2), null, null, null))).isFalse();
    }

    @Test
    void aPasswordLastsNinetyDays() {
        assertThat(of(new Facts(false, ago(89), NOW, null, null), CLERK)).isEqualTo(new Standing.Good());
        assertThat(of(new Facts(false, ago(90), NOW, null, null), CLERK))
                .isEqualTo(new Standing.Owes(Duty.PASSWORD_OLD));
    }

    @Test
    void anAccountThatNobodyUsedForNinetyDaysIsClosed() {
        assertThat(closed(new Facts(false, ago(300), ago(90), null, null))).isTrue();
        assertThat(closed(new Facts(false, ago(300), ago(89), null, null))).isFalse();
        assertThat(closed(new Facts(false, ago(1), null, null, null))).isFalse();
    }

    @Test
    void zeroDaysMeansNever() {
        var never = new SignInSettings(Duration.ZERO, Duration.ZERO, null);

        assertThat(Standings.of(
                        new Facts(false, ago(900), ago(900), null, null),
                        CLERK,
                        false,
                        never,
                        SecondFactor.OPTIONAL,
                        NOW))
                .isEqualTo(new Standing.Good());
        assertThat(Standings.closed(new Facts(false, ago(900), ago(900), null, null), never, NOW))
                .isFalse();
    }

    @Test
    void administratorsEnrolBeforeAnythingElse() {
        assertThat(of(fresh(false), ADMINISTRATOR)).isEqualTo(new Standing.Owes(Duty.SECOND_FACTOR));
        assertThat(of(fresh(true), ADMINISTRATOR)).isEqualTo(new Standing.Good());
        assertThat(of(fresh(false), CLERK)).isEqualTo(new Standing.Good());
    }

    @Test
    void whoeverDecidesOrIssuesEnrolsToo() {
        assertThat(Standings.of(fresh(false), CLERK, true, DEFAULTS, SecondFactor.DECIDING, NOW))
                .isEqualTo(new Standing.Owes(Duty.SECOND_FACTOR));
        assertThat(Standings.of(fresh(true), CLERK, true, DEFAULTS, SecondFactor.DECIDING, NOW))
                .isEqualTo(new Standing.Good());
        assertThat(Standings.of(fresh(false), CLERK, true, DEFAULTS, SecondFactor.ADMINISTRATORS, NOW))
                .isEqualTo(new Standing.Good());
    }

    @Test
    void theDemoWaivesThatAndASettingDecidesOtherwise() {
        var staff = new SignInSettings(Duration.ofDays(90), Duration.ofDays(90), SecondFactor.STAFF);

        assertThat(Standings.policy(DEFAULTS, true)).isEqualTo(SecondFactor.OPTIONAL);
        assertThat(Standings.policy(DEFAULTS, false)).isEqualTo(SecondFactor.DECIDING);
        assertThat(Standings.policy(staff, true)).isEqualTo(SecondFactor.STAFF);
        assertThat(Standings.of(fresh(false), CLERK, false, staff, SecondFactor.STAFF, NOW))
                .isEqualTo(new Standing.Owes(Duty.SECOND_FACTOR));
    }

    private static Standing of(Facts facts, Set<String> roles) {
        return Standings.of(facts, roles, false, DEFAULTS, SecondFactor.DECIDING, NOW);
    }

    private static boolean closed(Facts facts) {
        return Standings.closed(facts, DEFAULTS, NOW);
    }

    private static Facts fresh(boolean enrolled) {
        @Nullable Instant since = enrolled ? NOW : null;
        return new Facts(false, NOW, NOW, null, since);
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }
}
