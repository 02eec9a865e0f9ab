package org.yimen.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yimen.form.Forms.asked;
import static org.yimen.form.Forms.claim;
import static org.yimen.form.Forms.form;
import static org.yimen.form.Forms.many;
import static org.yimen.form.Forms.one;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.form.Question.When;
import org.yimen.platform.Text;
import org.yimen.testing.Proves;

class FormCheckTest {

    private static final Question KIND = asked("place-kind", one("lodging", "bath"));
    private static final Question ROOMS =
            asked("rooms", new Field.Whole(1, 500, null), claim("place_kind == 'lodging'", KIND));
    private static final Question SUITES = asked("suites", one("yes", "no"), claim("place_kind == 'lodging'", KIND));
    private static final Question SUITE_NAMES =
            asked("suite-names", new Field.Line(0), claim("suites == 'yes'", KIND, ROOMS, SUITES));
    private static final Form FORM = form(KIND, ROOMS, SUITES, SUITE_NAMES);

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("text", new Field.Line(0)),
            Map.entry("long-text", new Field.Lines(0)),
            Map.entry("number", new Field.Decimal(BigDecimal.ONE, new BigDecimal("200000"), null)),
            Map.entry("integer", new Field.Whole(1, 200000, null)),
            Map.entry("money", Forms.RENT),
            Map.entry("date", new Field.Day()),
            Map.entry("bounded", new Field.Day(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))),
            Map.entry("period", new Field.Period()),
            Map.entry("phone", new Field.Phone()),
            Map.entry("citizen-id", new Field.CitizenNumber()),
            Map.entry("credit-code", new Field.CreditNumber()),
            Map.entry("region", new Field.Region("")),
            Map.entry("yes-no", new Field.YesNo()),
            Map.entry("choice", one("lodging")),
            Map.entry("choices", many("lodging")));

    private static Question asking(String field) {
        return asked("answer", FIELDS.getOrDefault(field, new Field.Line(0)));
    }

    @ParameterizedTest
    @CsvSource({
        "number, ８６．５, 86.5",
        "number, '1,200', 1200",
        "integer, '1,200', 1200",
        "money, ¥ 12 000.50, 12000.50",
        "date, 2026年3月5日, 2026-03-05",
        "date, 2026/3/5, 2026-03-05",
        "date, 20260305, 2026-03-05",
        "period, 2026年3月5日至2026年3月9日, 2026-03-05/2026-03-09",
        "phone, +86 138 0013 8000, 13800138000",
        "phone, 0900-555 0128, 09005550128",
        "citizen-id, 1101 0519 4912 3100 2x, 11010519491231002X",
        "credit-code, 91350100m000100y43, 91350100M000100Y43",
        "region, 62 0000, 620000",
        "yes-no, YES, yes",
        "text, ' 安澜市　老张包子铺（个体） ', 安澜市 老张包子铺（个体）",
    })
    void whatPeopleTypeIsReadAsTheyMeanIt(String field, String typed, String kept) {
        assertThat(FormCheck.normalise(asking(field), typed)).isEqualTo(kept);
        assertThat(FormCheck.check(asking(field), typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "number, 八十六, form.number.wrong",
        "number, 0.5, form.number.small",
        "number, 200001, form.number.large",
        "number, 1e9, form.number.wrong",
        "integer, 1.5, form.integer.wrong",
        "integer, 0, form.number.small",
        "money, 12.345, form.money.wrong",
        "date, 2026-02-30, form.date.wrong",
        "date, 1900年2月29日, form.date.wrong",
        "bounded, 2025-12-31, form.date.early",
        "bounded, 2027-01-01, form.date.late",
        "period, 2026-03-05, form.period.wrong",
        "period, 2026-03-09/2026-03-05, form.period.turned",
        "phone, 12345, form.phone.wrong",
        "citizen-id, 110105194912310021, form.citizen-id.wrong",
        "credit-code, 91350100M000100Y44, form.credit-code.wrong",
        "region, 620001, form.choice.unknown",
        "yes-no, maybe, form.choice.unknown",
        "choice, castle, form.choice.unknown",
        "choices, castle, form.choice.unknown",
        "text, '', form.answer.missing",
        "choice, '', form.choice.missing",
        "choices, '', form.choices.missing",
    })
    void whatIsWrongIsSaidWithHowToPutItRight(String field, String typed, String key) {
        assertThat(FormCheck.check(asking(field), typed)).hasValueSatisfying(finding -> {
            assertThat(finding.key()).isEqualTo(key);
            assertThat(finding.question()).isEqualTo("answer");
        });
    }

    @Test
    void everyTextIsBoundedEvenWhereTheFormForgot() {
        assertThat(FormCheck.check(asking("text"), "长".repeat(201)))
                .hasValueSatisfying(finding -> assertThat(finding.arguments()).containsExactly(200));
        assertThat(FormCheck.check(asking("long-text"), "长".repeat(4001))).isPresent();
        assertThat(FormCheck.check(asking("citizen-id"), "1".repeat(1_000_000))).isPresent();
    }

    @Test
    void twoAnswersToOneQuestionAreOneTooMany() {
        assertThat(FormCheck.check(asking("text"), List.of("甲", "乙")))
                .hasValueSatisfying(finding -> assertThat(finding.key()).isEqualTo("form.answer.one"));
    }

    @Test
    @Proves("M-INT-04")
    void aQuestionIsAskedOnlyAfterTheAnswerThatLeadsToIt() {
        var bath = Answers.none().with("place-kind", "bath");
        var hotel = Answers.none().with("place-kind", "lodging").with("suites", "yes");

        assertThat(codes(FormCheck.asked(FORM, bath))).containsExactly("place-kind");
        assertThat(codes(FormCheck.asked(FORM, hotel))).containsExactly("place-kind", "rooms", "suites", "suite-names");
    }

    @Test
    void aQuestionBehindAnUnaskedQuestionIsNotAsked() {
        var changedHisMind =
                Answers.none().with("place-kind", "bath").with("suites", "yes").with("suite-names", "江景");

        assertThat(codes(FormCheck.asked(FORM, changedHisMind))).containsExactly("place-kind");
        assertThat(FormCheck.normalise(FORM, changedHisMind).questions()).containsExactly("place-kind");
        assertThat(FormCheck.check(FORM, changedHisMind)).isEmpty();
    }

    @Test
    @Proves("M-INT-04")
    void everythingThatIsMissingIsNamedAtOnce() {
        var findings = FormCheck.check(FORM, Answers.none().with("place-kind", "lodging"));

        assertThat(findings).extracting(Finding::question).containsExactly("rooms", "suites");
    }

    @Test
    void whatIsNotRequiredElsewhereIsRequiredWhereAnotherAnswerSaysSo() {
        Question owner = new Question(
                "owner",
                Text.of("owner"),
                null,
                null,
                new Field.Line(0),
                false,
                new When(null, claim("place_kind == 'bath'", KIND), null));
        Form form = form(KIND, owner);

        assertThat(FormCheck.check(form, Answers.none().with("place-kind", "lodging")))
                .isEmpty();
        assertThat(FormCheck.check(form, Answers.none().with("place-kind", "bath")))
                .extracting(Finding::question)
                .containsExactly("owner");
    }

    @Test
    void answersThatDoNotGoTogetherAreSaidInTheWordsOfTheForm() {
        Question area = asked("area", new Field.Decimal(BigDecimal.ONE, BigDecimal.TEN.pow(6), null));
        Question kitchen = asked("kitchen-area", new Field.Decimal(BigDecimal.ONE, BigDecimal.TEN.pow(6), null));
        Text message = Text.of("操作区不会比整个场所大");
        var check = new Form.Check("kitchen-area", claim("kitchen_area <= area", area, kitchen), message);
        Form form = new Form(form(area, kitchen).sections(), List.of(check));

        var tooLarge = FormCheck.check(form, Answers.of(Map.of("area", "86.5", "kitchen-area", "90")));
        var right = FormCheck.check(form, Answers.of(Map.of("area", "86.5", "kitchen-area", "20")));
        var half = FormCheck.check(form, Answers.of(Map.of("area", "86.5")));

        assertThat(tooLarge).containsExactly(Finding.of("kitchen-area", "form.check.failed", message));
        assertThat(right).isEmpty();
        assertThat(half).extracting(Finding::key).containsExactly("form.answer.missing");
    }

    @Test
    void whatFollowsFromOtherAnswersIsNotAskedAndKeptToTheFen() throws ExpressionBroken {
        Question members = asked("members", Forms.MEMBERS);
        Question months = asked("months", new Field.Whole(1, 12, null));
        var computation =
                Terms.of(List.of(members, months)).computation("sum(members.map(m, m.income)) * months", Forms.RENT);
        Question total = new Question(
                "total", Text.of("total"), null, null, Forms.RENT, true, new When(null, null, computation));
        Form form = form(members, months, total);
        var answers = Answers.none()
                .with("members", List.of(row("甲", "0.10"), row("乙", "0.20")))
                .with("months", "3")
                .with("total", "999999");

        assertThat(codes(FormCheck.asked(form, answers))).containsExactly("members", "months");
        assertThat(FormCheck.read(form, answers).value("total")).contains(new Value.Money(90));
        assertThat(FormCheck.normalise(form, answers).all("total")).containsExactly("0.9");
        assertThat(FormCheck.normalise(form, answers.with("months", "")).all("total"))
                .isEmpty();
    }

    private static String row(String name, String income) {
        return Rows.text(Map.of("name", name, "number", "11010519491231002X", "income", income));
    }

    @Test
    void aWrongCellIsNamedByRowAndColumn() {
        Question members = asked("members", Forms.MEMBERS);
        var answers = List.of(row("甲", "1"), Rows.text(Map.of("name", "乙", "number", "1")));

        assertThat(FormCheck.read(form(members), Answers.none().with("members", answers))
                        .findings())
                .containsExactly(
                        new Finding("members", new Finding.Cell(1, "number"), "form.citizen-id.wrong", List.of()));
    }

    @Test
    void tenThousandRowsAreRefusedWithoutReadingThem() {
        Question members = asked("members", Forms.MEMBERS);

        assertThat(FormCheck.check(members, Collections.nCopies(10_000, row("甲", "1"))))
                .contains(Finding.of("members", "form.table.many", 10));
    }

    @Test
    void aRowThatIsNoRowIsRefused() {
        Question members = asked("members", Forms.MEMBERS);

        for (String hostile : List.of("[", "null", "{\"name\":{\"a\":1}}", "[".repeat(7000), "{\"other\":1}")) {
            assertThat(FormCheck.check(members, List.of(hostile))).contains(Finding.of("members", "form.table.row", 1));
        }
    }

    @Test
    void personalNumbersAreMaskedAlsoWithinRows() {
        Question members = asked("members", Forms.MEMBERS);
        Value value = Objects.requireNonNull(FormCheck.value(members, List.of(row("甲", "1"))));

        assertThat(value.masked().getFirst()).contains("110***********002X").doesNotContain("19491231");
    }

    private static List<String> codes(List<Question> questions) {
        return questions.stream().map(Question::code).toList();
    }
}
