package org.yimen.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.form.Answers;
import org.yimen.platform.StartRefused;
import org.yimen.survey.Questionnaire.Standing;

class QuestionnairesTest {

    private static final String GOOD = """
            code: hall
            title: 大厅 | Hall
            intro: 说说看 | Tell us
            from: 2026-11-01
            until: 2026-11-30
            who: anybody
            open: true
            form:
              - section: all
                title: 全部 | All
                questions:
                  - code: trips
                    label: 几趟 | Trips
                    kind: integer
                    least: 1
                    most: 50
                  - code: why
                    label: 为什么 | Why
                    kind: choices
                    onlyIf: trips > 1
                    choices:
                      papers: 材料 | Papers
                      time: 时间 | Time
                  - code: words
                    label: 想说的 | Words
                    kind: text
                    required: false
            """;

    static Questionnaire read(String yaml) {
        return new Questionnaires(Map.of("hall.yaml", yaml), Map.of())
                .find("hall")
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"2026-10-31,TO_COME", "2026-11-01,RUNS", "2026-11-30,RUNS", "2026-12-01,OVER"})
    void itRunsFromItsFirstDayToItsLast(LocalDate day, Standing standing) {
        assertThat(read(GOOD).on(day)).isEqualTo(standing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "who: anybody # who: everybody # surveys/hall.yaml:6",
                "trips > 1 # trips > 'one' # surveys/hall.yaml:20",
                "until: 2026-11-30 # until: 2026-10-30 # lies before the first day",
                "kind: text # kind: file # asks for a file",
                "code: words # code: why # the address of one of",
                "open: true # shown: true # Unknown key 'shown'"
            })
    void whatIsWrongStopsTheStartAndIsSaidWithItsLine(String good, String bad, String said) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> read(GOOD.replace(good, bad)))
                .withMessageContaining(said);
    }

    @Test
    void eachFigureHasItsBaseAndWhoWasNotAskedIsInNone() {
        List<Tally> tallies = Tally.of(
                read(GOOD).form(),
                List.of(
                        Answers.of(Map.of("trips", "1", "words", "好")),
                        Answers.of(Map.of("trips", "2", "why", "papers")),
                        new Answers(Map.of("trips", List.of("4"), "why", List.of("papers", "time"))),
                        // What was once said to a question that is not asked counts nowhere.
                        Answers.of(Map.of("trips", "1", "why", "time"))));

        Tally trips = tallies.get(0);
        Tally why = tallies.get(1);
        assertThat(trips.asked()).isEqualTo(4);
        Tally.Spread spread = Objects.requireNonNull(trips.spread());
        assertThat(spread.mean()).isEqualByComparingTo(BigDecimal.TWO);
        assertThat(spread.median()).isEqualByComparingTo("1.5");
        assertThat(why.asked()).isEqualTo(2);
        assertThat(why.answered()).isEqualTo(2);
        assertThat(why.counts()).isEqualTo(Map.of("papers", 2, "time", 1));
        assertThat(tallies.get(2).said()).containsExactly(List.of("好"));
        assertThat(tallies.get(2).asked()).isEqualTo(4);
    }

    @Test
    void thePublicSeesNothingOfAQuestionThatFewAnswered() {
        List<Answers> four = java.util.Collections.nCopies(4, Answers.of(Map.of("trips", "1")));

        Tally few = Tally.of(read(GOOD).form(), four).getFirst();

        assertThat(new TallyView(few, false).few()).isTrue();
        assertThat(new TallyView(few, true).few()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '|',
            value = {
                "=HYPERLINK(1) # \"'=HYPERLINK(1)\"",
                "+1 # \"'+1\"",
                "@sum # \"'@sum\"",
                "＝1 # \"'＝1\"",
                "-2+3 # \"'-2+3\"",
                "-2.5 # \"-2.5\"",
                "他说\"好\" # \"他说\"\"好\"\"\""
            })
    void aSpreadsheetComputesNothingOfWhatSomebodyTyped(String typed, String field) {
        assertThat(AnswersFile.field(typed)).isEqualTo(field);
    }
}
