package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yimen.application.Application.decide;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.testing.Proves;

/** 委托受理: a letter that names an item counts for each version of it by itself. */
class CommissionedTest {

    private static final UUID CLERK_OF_ANOTHER_ORGAN = new UUID(0, 71);

    @Test
    @Proves("M-INT-18")
    void aCommissionLastsNoLongerThanTheItemIsInstant() {
        Officer window = holding(Set.of("ZX/window"));

        assertThat(decide(received(), new Accept(PAPER), on(MONDAY, window, instant())))
                .isNotEmpty();
        assertThat(missing(window, item())).contains("application.may-not.accept");
    }

    @Test
    void theDepartmentsOwnWindowNeedsNoCommission() {
        assertThat(missing(holding(Set.of("WJW/window")), item())).isEmpty();
    }

    private static Optional<String> missing(Officer officer, ItemVersion version) {
        Command accept = new Accept(PAPER);
        return Powers.missing(received(), accept, on(MONDAY, officer, version));
    }

    private static Officer holding(Set<String> posts) {
        LocalDate until = MONDAY.plusYears(1);
        var above = Letter.ofGovernment(
                "授1", "WJW", Set.of(Letter.ALL), Set.of(Right.values()), MONDAY, until, new UUID(0, 5));
        var commission = new Letter(
                "委1",
                "WJW",
                Set.of(item().code()),
                Set.of(Right.ACCEPT),
                MONDAY,
                until,
                CLERK_OF_ANOTHER_ORGAN,
                List.of("局长"),
                new Letter.Power.OnBehalf("某市政务服务条例 第三十五条"),
                null,
                null,
                above);
        return new Officer(CLERK_OF_ANOTHER_ORGAN, "窗口人员", "629901", posts, List.of(commission));
    }
}
