package org.yimen.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yimen.testing.Proves;

class LetterTest {

    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final LocalDate NEW_YEARS_EVE = LocalDate.of(2026, 12, 31);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final UUID HEAD = UUID.randomUUID();
    private static final UUID CHIEF = UUID.randomUUID();

    @Test
    @Proves("M-APR-05")
    void aLetterOfBothTiersAllowsWhatItNames() {
        Letter letter = government(Set.of("food-business-licence"), EnumSet.allOf(Right.class))
                .passedOn("安市监授〔2026〕2号", Set.of(Right.DECIDE), CHIEF);

        assertThat(letter.covers(Right.DECIDE, "food-business-licence", TODAY)).isTrue();
        assertThat(letter.covers(Right.DECIDE, "tobacco-retail-licence", TODAY)).isFalse();
        assertThat(letter.covers(Right.EXTEND, "food-business-licence", TODAY)).isFalse();
    }

    @Test
    @Proves("M-APR-05")
    void aLetterAllowsOnItsFirstAndLastDayAndOnNoOther() {
        Letter letter = government(Set.of(Letter.ALL), Set.of(Right.DECIDE));

        assertThat(letter.covers(Right.DECIDE, "any", NEW_YEAR.minusDays(1))).isFalse();
        assertThat(letter.covers(Right.DECIDE, "any", NEW_YEAR)).isTrue();
        assertThat(letter.covers(Right.DECIDE, "any", NEW_YEARS_EVE)).isTrue();
        assertThat(letter.covers(Right.DECIDE, "any", NEW_YEARS_EVE.plusDays(1)))
                .isFalse();
    }

    @Test
    @Proves("M-APR-05")
    void withdrawalEndsTheLetterFromItsVeryDay() {
        Letter letter = government(Set.of(Letter.ALL), Set.of(Right.DECIDE));

        Letter withdrawn = letter.withdrawn(TODAY, "轮岗");

        assertThat(withdrawn.covers(Right.DECIDE, "any", TODAY)).isFalse();
        assertThat(withdrawn.covers(Right.DECIDE, "any", TODAY.minusDays(1))).isTrue();
    }

    @Test
    @Proves("M-APR-05")
    void theSecondTierFallsWithTheFirst() {
        Letter first = government(Set.of(Letter.ALL), Set.of(Right.DECIDE));
        Letter second = first.passedOn("安市监授〔2026〕2号", Set.of(Right.DECIDE), CHIEF);

        Letter orphan = second.restingOn(first.withdrawn(TODAY, "政府收回"));

        assertThat(second.covers(Right.DECIDE, "any", TODAY)).isTrue();
        assertThat(orphan.covers(Right.DECIDE, "any", TODAY)).isFalse();
    }

    @Test
    @Proves("M-APR-05")
    void theSecondTierAllowsNothingThatTheFirstDoesNot() {
        Letter first = government(Set.of("a"), Set.of(Right.URGE));
        Letter wider = new Letter(
                "2",
                "SJ",
                Set.of(Letter.ALL),
                EnumSet.allOf(Right.class),
                NEW_YEAR,
                NEW_YEARS_EVE,
                CHIEF,
                List.of("局长"),
                new Letter.Power.Own(),
                null,
                null,
                first);

        assertThat(wider.covers(Right.URGE, "a", TODAY)).isTrue();
        assertThat(wider.covers(Right.URGE, "b", TODAY)).isFalse();
        assertThat(wider.covers(Right.DECIDE, "a", TODAY)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"URGE", "CONTROL", "DECIDE"})
    @Proves({"M-APR-07", "N-L11"})
    void eachOfTheThreeRightsIsHeldByItself(Right only) {
        Letter letter =
                government(Set.of(Letter.ALL), EnumSet.allOf(Right.class)).passedOn("2", Set.of(only), CHIEF);
        Officer chief = new Officer(CHIEF, "首席", "629901", Set.of("SJ/chief"), List.of(letter));

        for (Right right : Right.values()) {
            assertThat(chief.letterFor(right, "SJ", "any", TODAY).isPresent()).isEqualTo(right == only);
        }
    }

    @Test
    @Proves("M-APR-07")
    void aLetterOfOneDepartmentSaysNothingInAnother() {
        Letter letter = government(Set.of(Letter.ALL), Set.of(Right.DECIDE));
        Officer head = new Officer(HEAD, "局长", "629901", Set.of("SJ/head"), List.of(letter));

        assertThat(head.letterFor(Right.DECIDE, "SJ", "any", TODAY)).contains(letter);
        assertThat(head.letterFor(Right.DECIDE, "WJW", "any", TODAY)).isEmpty();
        assertThat(head.departmentsFor(Right.DECIDE, TODAY)).containsExactly("SJ");
    }

    private static Letter government(Set<String> items, Set<Right> rights) {
        return Letter.ofGovernment("安政授〔2026〕1号", "SJ", items, rights, NEW_YEAR, NEW_YEARS_EVE, HEAD);
    }
}
