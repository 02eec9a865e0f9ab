package org.yimen.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.form.Question.Choice;
import org.yimen.form.Question.Kind;
import org.yimen.form.Question.OnlyIf;
import org.yimen.platform.Text;
import org.yimen.testing.Proves;

class FormCheckTest {

    private static final Form FORM = new Form(List.of(new Form.Section(
            "place",
            Text.of("场所"),
            List.of(
                    asked("kind", Kind.CHOICE, null, "lodging", "bath"),
                    asked("rooms", Kind.NUMBER, new OnlyIf("kind", "lodging")),
                    asked("suites", Kind.CHOICE, new OnlyIf("kind", "lodging"), "yes", "no"),
                    asked("suite-names", Kind.TEXT, new OnlyIf("suites", "yes"))))));

    static Question asked(String code, Kind kind, @Nullable OnlyIf onlyIf, String... choices) {
        boolean counts = kind == Kind.NUMBER || kind == Kind.MONEY;
        return new Question(
                code,
                Text.of(code),
                null,
                null,
                kind,
                true,
                List.of(choices).stream()
                        .map(choice -> new Choice(choice, Text.of(choice)))
                        .toList(),
                null,
                0,
                counts ? BigDecimal.ONE : null,
                counts ? new BigDecimal("200000") : null,
                onlyIf);
    }

    private static Question asked(Kind kind) {
        return asked("answer", kind, null, kind == Kind.CHOICE || kind == Kind.CHOICES ? "lodging" : "x");
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, ８６．５, 86.5",
        "NUMBER, '1,200', 1200",
        "MONEY, ¥ 12 000.50, 12000.50",
        "DATE, 2026年3月5日, 2026-03-05",
        "DATE, 2026/3/5, 2026-03-05",
        "DATE, 20260305, 2026-03-05",
        "PHONE, +86 138 0013 8000, 13800138000",
        "PHONE, 0900-555 0128, 09005550128",
        "CITIZEN_ID, 1101 0519 4912 3100 2x, 11010519491231002X",
        "CREDIT_CODE, 91350100m000100y43, 91350100M000100Y43",
        "TEXT, ' 安澜市　老张包子铺（个体） ', 安澜市 老张包子铺（个体）",
    })
    void whatPeopleTypeIsReadAsTheyMeanIt(Kind kind, String typed, String kept) {
        assertThat(FormCheck.normalise(asked(kind), typed)).isEqualTo(kept);
        assertThat(FormCheck.check(asked(kind), typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 八十六, form.number.wrong",
        "NUMBER, 0.5, form.number.small",
        "NUMBER, 200001, form.number.large",
        "NUMBER, 1e9, form.number.wrong",
        "MONEY, 12.345, form.money.wrong",
        "DATE, 2026-02-30, form.date.wrong",
        "DATE, 1900年2月29日, form.date.wrong",
        "PHONE, 12345, form.phone.wrong",
        "CITIZEN_ID, 110105194912310021, form.citizen-id.wrong",
        "CREDIT_CODE, 91350100M000100Y44, form.credit-code.wrong",
        "CHOICE, castle, form.choice.unknown",
        "CHOICES, castle, form.choice.unknown",
        "TEXT, '', form.answer.missing",
        "CHOICE, '', form.choice.missing",
        "CHOICES, '', form.choices.missing",
    })
    void whatIsWrongIsSaidWithHowToPutItRight(Kind kind, String typed, String key) {
        assertThat(FormCheck.check(asked(kind), typed)).hasValueSatisfying(finding -> {
            assertThat(finding.key()).isEqualTo(key);
            assertThat(finding.question()).isEqualTo("answer");
        });
    }

    @Test
    void everyTextIsBoundedEvenWhereTheFormForgot() {
        assertThat(FormCheck.check(asked(Kind.TEXT), "长".repeat(201)))
                .hasValueSatisfying(finding -> assertThat(finding.arguments()).containsExactly(200));
        assertThat(FormCheck.check(asked(Kind.LONG_TEXT), "长".repeat(4001))).isPresent();
        assertThat(FormCheck.check(asked(Kind.CITIZEN_ID), "1".repeat(1_000_000)))
                .isPresent();
    }

    @Test
    void twoAnswersToOneQuestionAreOneTooMany() {
        assertThat(FormCheck.check(asked(Kind.TEXT), List.of("甲", "乙")))
                .hasValueSatisfying(finding -> assertThat(finding.key()).isEqualTo("form.answer.one"));
    }

    @Test
    @Proves("M-INT-04")
    void aQuestionIsAskedOnlyAfterTheAnswerThatLeadsToIt() {
        var bath = Answers.none().with("kind", "bath");
        var hotel = Answers.none().with("kind", "lodging").with("suites", "yes");

        assertThat(codes(FormCheck.asked(FORM, bath))).containsExactly("kind");
        assertThat(codes(FormCheck.asked(FORM, hotel))).containsExactly("kind", "rooms", "suites", "suite-names");
    }

    @Test
    void aQuestionBehindAnUnaskedQuestionIsNotAsked() {
        var changedHisMind =
                Answers.none().with("kind", "bath").with("suites", "yes").with("suite-names", "江景");

        assertThat(codes(FormCheck.asked(FORM, changedHisMind))).containsExactly("kind");
        assertThat(FormCheck.normalise(FORM, changedHisMind).questions()).containsExactly("kind");
        assertThat(FormCheck.check(FORM, changedHisMind)).isEmpty();
    }

    @Test
    @Proves("M-INT-04")
    void everythingThatIsMissingIsNamedAtOnce() {
        var findings = FormCheck.check(FORM, Answers.none().with("kind", "lodging"));

        assertThat(findings).extracting(Finding::question).containsExactly("rooms", "suites");
    }

    private static List<String> codes(List<Question> questions) {
        return questions.stream().map(Question::code).toList();
    }
}
