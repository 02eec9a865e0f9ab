package org.yimen.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.form.Forms.asked;
import static org.yimen.form.Forms.many;
import static org.yimen.form.Forms.one;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.identifier.CitizenId;

class TermsTest {

    private static final Question TENURE = asked("tenure", one("owned", "rented"));
    private static final Question SCOPE = asked("scope", many("retail", "food"));
    private static final Question AREA = asked("floor-area", new Field.Decimal(BigDecimal.ZERO, BigDecimal.TEN, null));
    private static final Question RENT = asked("rent", Forms.RENT);
    private static final Question BORN = asked("born", new Field.Day());
    private static final Question STAY = asked("stay", new Field.Period());
    private static final Question MARRIED = asked("married", new Field.YesNo());
    private static final Question MEMBERS = asked("members", Forms.MEMBERS);
    private static final List<Question> ALL = List.of(TENURE, SCOPE, AREA, RENT, BORN, STAY, MARRIED, MEMBERS);
    private static final Terms TERMS = Terms.of(ALL);

    private static Map<String, Value> values(String... answers) {
        var values = new HashMap<String, Value>();
        for (int i = 0; i < answers.length; i += 2) {
            String code = answers[i];
            Question question = ALL.stream()
                    .filter(each -> each.code().equals(code))
                    .findFirst()
                    .orElseThrow();
            Value value = FormCheck.value(question, List.of(answers[i + 1]));
            assertThat(value).as(code).isNotNull();
            values.put(code, value);
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "tenure == 'owned'; tenure; owned",
                "tenure in ['owned', 'rented']; tenure; owned",
                "'food' in scope; scope; food",
                "floor_area >= 2 && floor_area < 3.5; floor-area; 2.5",
                "rent <= yuan(1500) && rent == yuan(1499.99); rent; 1499.99",
                "born < timestamp('2000-01-01T00:00:00Z'); born; 1999-12-31",
                "born.getFullYear() == 1999; born; 1999-12-31",
                "stay.until - stay.from <= duration('96h'); stay; 2026-03-05/2026-03-09",
                "married; married; yes",
                "answered(married) && !answered(tenure); married; no",
                "tenure == 'owned' || married; married; yes",
                "members.exists(m, m.income > yuan(5)); members; {\"name\":\"甲\",\"number\":\"11010519491231002X\",\"income\":\"6\"}",
            })
    void anExpressionSpeaksOfAnswersInTheirOwnTypes(String source, String question, String answer)
            throws ExpressionBroken {
        assertThat(TERMS.claim(source).holds(values(question, answer))).isTrue();
        assertThat(TERMS.claim(source).questions()).contains(question);
    }

    @Test
    void aClaimAboutAMissingAnswerNeitherHoldsNorFails() throws ExpressionBroken {
        for (String source : List.of("tenure == 'owned'", "tenure != 'owned'", "!married", "floor_area / 0.0 > 1.0")) {
            Claim claim = TERMS.claim(source);

            assertThat(claim.holds(Map.of())).as(source).isFalse();
            assertThat(claim.fails(Map.of())).as(source).isFalse();
        }
    }

    @Test
    void whatHasNoResultNeitherHoldsNorFails() throws ExpressionBroken {
        Claim byZero = TERMS.claim("1 / (rent - rent) == 1");

        assertThat(byZero.holds(values("rent", "5"))).isFalse();
        assertThat(byZero.fails(values("rent", "5"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "tenor == 'owned'; 1; undeclared reference to 'tenor'",
                "married && tenure == 'bought'; 22; 'bought' is no choice of tenure",
                "tenure in ['owned', 'lent']; 21; 'lent' is no choice of tenure",
                "tenure > 5; 8; no matching overload",
                "floor_area; 1; gives double where bool is needed",
                "members.exists(m, m.incom > 1); 20; undefined field 'incom'",
                "tenure ==; 10; mismatched input",
                "answered(nobody); 1; undeclared reference to 'nobody'",
                "answered('tenure'); 9; answered() takes the name of a question",
                "floor-area > 1; 1; undeclared reference to 'floor'",
            })
    void whatCannotBeUnderstoodIsSaidWithItsPlace(String source, int column, String reason) {
        assertThatExceptionOfType(ExpressionBroken.class)
                .isThrownBy(() -> TERMS.claim(source))
                .satisfies(broken -> assertThat(broken).hasMessageContaining(reason))
                .satisfies(broken -> assertThat(broken.column()).isEqualTo(column));
    }

    @Test
    void aLongExpressionIsNotTaken() {
        String endless = "tenure == 'owned'" + " || tenure == 'owned'".repeat(100);

        assertThatExceptionOfType(ExpressionBroken.class).isThrownBy(() -> TERMS.claim(endless));
    }

    /** Rows times rows times rows would be eight million steps; it stops long before and has no result. */
    @Test
    void anExpressionThatWouldRunLongHasNoResult() throws ExpressionBroken {
        Claim slow = TERMS.claim("members.all(a, members.all(b, members.all(c, a.income + b.income + c.income >= 0)))");
        var row = Map.<String, Value>of(
                "name", new Value.Words("甲"),
                "number", new Value.Citizen(CitizenId.of("11010519491231002X")),
                "income", new Value.Money(1));
        Map<String, Value> many = Map.of("members", new Value.Table(Collections.nCopies(Field.MOST_ROWS, row)));

        long start = System.nanoTime();
        boolean holds = slow.holds(many);

        assertThat(holds).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aComputationGivesWhatItsQuestionTakes() throws ExpressionBroken {
        assertThat(TERMS.computation("rent * 12", Forms.RENT).of(values("rent", "1.01")))
                .contains(new Value.Money(1212));
        assertThat(TERMS.computation("floor_area / 3.0", AREA.field()).of(values("floor-area", "1")))
                .contains(new Value.Decimal(new BigDecimal("0.3333")));
        assertThatExceptionOfType(ExpressionBroken.class)
                .isThrownBy(() -> TERMS.computation("floor_area * 2.0", Forms.RENT))
                .withMessageContaining("gives double where int is needed");
    }
}
