package org.yimen.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseId;

/** Has supervision hear of a decision now, instead of waiting until its turn comes. */
@Component
public class PushedNow {

    /** The journal is read up to what is still being written elsewhere; longer than this nothing writes. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Referrals referrals;

    PushedNow(Referrals referrals) {
        this.referrals = referrals;
    }

    public void until(CaseId id) {
        long last = System.nanoTime() + LONGEST.toNanos();
        while (referrals.find(id.region(), id.value()).isEmpty() && System.nanoTime() < last) {
            var _ = referrals.hear();
        }
        assertThat(referrals.find(id.region(), id.value())).isPresent();
    }
}
