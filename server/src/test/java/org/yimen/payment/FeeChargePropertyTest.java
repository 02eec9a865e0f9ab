package org.yimen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yimen.catalogue.FeeLine;
import org.yimen.catalogue.FeeLine.Rate;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.form.Claim;
import org.yimen.form.ExpressionBroken;
import org.yimen.form.Field;
import org.yimen.form.Question;
import org.yimen.form.Terms;
import org.yimen.form.Value;
import org.yimen.platform.Text;
import org.yimen.testing.Law;

/** What a line of the fee list comes to; nothing here knows a case or a database. */
class FeeChargePropertyTest {

    private static final Basis CIVIL_CODE = new Basis("中华人民共和国民法典", "第二百二十三条", Basis.Level.LAW, true);

    private static FeeLine line(@Nullable String count, @Nullable Claim onlyIf, Rate... rates) {
        Text word = Text.of("费");
        return new FeeLine("fee", word, CIVIL_CODE, word, word, count, List.of(rates), onlyIf, word);
    }

    private static Claim housing() {
        var kinds = List.of(
                new Question.Choice("housing", Text.of("住宅")), new Question.Choice("affordable", Text.of("保障房")));
        try {
            return Terms.of(List.of(new Question("kind", Text.of("类别"), new Field.One(kinds), true)))
                    .claim("kind == \"housing\"");
        } catch (ExpressionBroken broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static long amount(FeeLine line, Map<String, Value> answers) {
        return FeeCharge.of(line, answers).map(FeeCharge::fen).orElse(0L);
    }

    @Test
    @DisplayName("不动产登记费按件收取")
    @Law(value = "民法典 第二百二十三条", rule = "FeeCharge: without a count one unit is charged for the case, whatever its area")
    void aCaseIsOneUnitWhateverElseItCounts() {
        FeeLine home = line(null, housing(), new Rate(null, 8000));

        assertThat(amount(home, Map.of("kind", new Value.One("housing"), "area", new Value.Whole(12))))
                .isEqualTo(8000);
        assertThat(amount(home, Map.of("kind", new Value.One("housing"), "area", new Value.Whole(90000))))
                .isEqualTo(8000);
        assertThat(amount(home, Map.of("kind", new Value.One("affordable")))).isZero();
        assertThat(FeeCharge.of(home, Map.of())).isEmpty();
    }

    /** Band by band gives what counting each unit by itself gives. */
    @Property
    void bandsAreTheSumOfTheirUnits(
            @ForAll @IntRange(min = 0, max = 60) int units,
            @ForAll @IntRange(min = 1, max = 20) int first,
            @ForAll @IntRange(min = 1, max = 20) int more,
            @ForAll @IntRange(min = 0, max = 5000) int one,
            @ForAll @IntRange(min = 0, max = 5000) int two,
            @ForAll @IntRange(min = 0, max = 5000) int three) {
        FeeLine line = line("copies", null, new Rate(first, one), new Rate(first + more, two), new Rate(null, three));

        long expected = 0;
        for (int unit = 1; unit <= units; unit++) {
            expected += unit <= first ? one : unit <= first + more ? two : three;
        }

        assertThat(amount(line, Map.of("copies", new Value.Whole(units)))).isEqualTo(expected);
    }

    @Property
    void moreUnitsNeverCostLess(
            @ForAll @IntRange(min = 0, max = 100000) int tenths, @ForAll @IntRange(min = 0, max = 500) int more) {
        List<Rate> rates = List.of(new Rate(1, 0), new Rate(50, 333), new Rate(null, 1));

        long less = FeeCharge.amount(rates, BigDecimal.valueOf(tenths, 1));

        assertThat(FeeCharge.amount(rates, BigDecimal.valueOf(tenths + (long) more, 1)))
                .isGreaterThanOrEqualTo(less);
    }

    @Test
    void aPartOfAFenIsNotCharged() {
        assertThat(FeeCharge.amount(List.of(new Rate(null, 3)), new BigDecimal("0.5")))
                .isEqualTo(1);
        assertThat(FeeCharge.amount(List.of(new Rate(null, 1)), new BigDecimal("0.9")))
                .isZero();
    }

    @Test
    void whatIsNoReasonableNumberCostsNothing() {
        FeeLine line = line("copies", null, new Rate(null, 1000));
        for (String number : List.of("-1", "0", "1e9", "99999999", "1.23456")) {
            assertThat(amount(line, Map.of("copies", new Value.Decimal(new BigDecimal(number)))))
                    .as(number)
                    .isZero();
        }
        assertThat(amount(line, Map.of("copies", new Value.Words("many")))).isZero();
        assertThat(amount(line, Map.of())).isZero();
        assertThat(Fen.yuan(8000)).isEqualTo("80.00");
        assertThat(Fen.yuan(5)).isEqualTo("0.05");
    }
}
