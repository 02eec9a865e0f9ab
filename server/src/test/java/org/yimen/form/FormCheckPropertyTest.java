package org.yimen.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yimen.form.Forms.asked;
import static org.yimen.form.Forms.claim;
import static org.yimen.form.Forms.many;
import static org.yimen.form.Forms.one;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yimen.platform.Text;

class FormCheckPropertyTest {

    private static final List<Field> FIELDS = List.of(
            new Field.Line(0),
            new Field.Lines(0),
            new Field.Address(0),
            new Field.CitizenNumber(),
            new Field.CreditNumber(),
            new Field.Phone(),
            new Field.Region(""),
            new Field.Day(),
            new Field.Period(),
            new Field.Whole(1, 200_000, null),
            new Field.Decimal(BigDecimal.ONE, new BigDecimal("200000"), null),
            Forms.RENT,
            new Field.YesNo(),
            one("lodging", "bath"),
            many("lodging", "bath"),
            Forms.MEMBERS,
            new Field.File(""),
            new Field.Licence("", Map.of()));

    private static final Question KIND = asked("kind", one("lodging", "bath"));
    private static final Question ROOMS =
            asked("rooms", new Field.Whole(0, 99, null), claim("kind == 'lodging'", KIND));
    private static final Question STARS = asked("stars", one("1", "5"), claim("rooms > 10", KIND, ROOMS));
    private static final Question MEMBERS = asked("members", Forms.MEMBERS, claim("stars != '1'", KIND, ROOMS, STARS));
    private static final Form FORM = new Form(
            Forms.form(KIND, ROOMS, STARS, MEMBERS).sections(),
            List.of(new Form.Check("rooms", claim("rooms / (rooms - 5) < 3", KIND, ROOMS), Text.of("少几间"))));

    @Provide
    Arbitrary<String> typed() {
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(60);
        Arbitrary<String> nearly = Arbitraries.strings()
                .withChars("0123456789０１９ＡZxX+8-/.．,，年月日 　¥（()）\u200b\r\n\t{}\":")
                .ofMaxLength(24);
        Arbitrary<String> right = Arbitraries.of(
                "lodging",
                "bath",
                "1",
                "5",
                "12",
                "no",
                "620000",
                "2026-03-05",
                "2026-03-05/2026-03-09",
                "11010519491231002X",
                "{\"name\":\"甲\",\"number\":\"11010519491231002X\"}");
        return Arbitraries.oneOf(anything, nearly, right);
    }

    @Provide
    Arbitrary<Question> question() {
        return Arbitraries.of(FIELDS).map(field -> asked("answer", field));
    }

    @Provide
    Arbitrary<Answers> answers() {
        Arbitrary<String> codes = Arbitraries.of("kind", "rooms", "stars", "members", "unknown");
        return Arbitraries.maps(codes, typed().list().ofMaxSize(3)).map(Answers::new);
    }

    @Property
    void normalisingTwiceChangesNothing(@ForAll("question") Question question, @ForAll("typed") String typed) {
        String once = FormCheck.normalise(question, typed);

        assertThat(FormCheck.normalise(question, once)).isEqualTo(once);
    }

    @Property
    void noTextMakesTheCheckThrow(@ForAll("question") Question question, @ForAll("typed") String typed) {
        assertThat(FormCheck.check(question, typed)).isNotNull();
        assertThat(FormCheck.check(question, List.of(typed, typed))).isNotNull();
    }

    @Property
    void anAnswerIsAsGoodInItsNormalForm(@ForAll("question") Question question, @ForAll("typed") String typed) {
        assertThat(FormCheck.check(question, FormCheck.normalise(question, typed)))
                .isEqualTo(FormCheck.check(question, typed));
    }

    @Property
    void aValueComesBackFromItsCanonicalText(@ForAll("question") Question question, @ForAll("typed") String typed) {
        Value value = FormCheck.value(question, List.of(typed));

        if (value != null) {
            assertThat(FormCheck.value(question, value.canonical())).isEqualTo(value);
        }
    }

    @Property
    void everyFindingNamesAnAskedQuestion(@ForAll("answers") Answers answers) {
        FormReading reading = FormCheck.read(FORM, answers);

        assertThat(reading.codes())
                .containsAll(reading.findings().stream().map(Finding::question).collect(Collectors.toSet()));
    }

    @Property
    void whatIsNotAskedIsNeitherKeptNorCounted(@ForAll("answers") Answers answers) {
        FormReading reading = FormCheck.read(FORM, answers);
        Answers kept = FormCheck.normalise(FORM, answers);

        assertThat(reading.codes())
                .containsAll(kept.questions())
                .containsAll(reading.values().keySet());
        assertThat(FormCheck.read(FORM, kept)).isEqualTo(reading);
    }
}
