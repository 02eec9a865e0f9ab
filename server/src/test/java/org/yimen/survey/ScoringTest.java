package org.yimen.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yimen.form.Answers;
import org.yimen.platform.Rate;
import org.yimen.survey.Scoring.Part;
import org.yimen.testing.Proves;

/** 得分 and 满意率 are two measures: neither can be had from the other. */
class ScoringTest {

    private static final Scoring SCORING = new Scoring(
            "overall",
            Set.of("very", "mostly", "fair"),
            Map.of("very", 100, "mostly", 80, "fair", 60, "hardly", 40, "not", 20),
            List.of(new Part("overall", 40), new Part("speed", 60)));

    @Test
    @Proves({"M-EVA-12", "N-K13"})
    void nineHundredSixtyEightOfAThousandAreNinetySixPointEightPerCent() {
        var result = SCORING.of(Stream.concat(
                        said("very", "very", 600),
                        Stream.concat(said("mostly", "mostly", 368), said("hardly", "hardly", 32)))
                .toList());

        assertThat(result.rate().percent(1)).isEqualTo("96.8%");
        // (600 x 100 + 368 x 80 + 32 x 40) / 1000
        assertThat(result.score()).contains(new BigDecimal("90.72"));
    }

    @Test
    @Proves({"M-EVA-12", "N-K13"})
    void theSameRateGoesWithAnotherScore() {
        var generous = SCORING.of(said("very", "very", 10).toList());
        var measured = SCORING.of(said("fair", "fair", 10).toList());

        assertThat(generous.rate()).isEqualTo(measured.rate()).isEqualTo(Rate.of(10, 10));
        assertThat(generous.score()).contains(new BigDecimal("100.00"));
        assertThat(measured.score()).contains(new BigDecimal("60.00"));
    }

    @Test
    void aPartThatNobodyAnsweredWeighsNothingAndAnAnswerWithoutTheOverallOneIsNotValid() {
        var result = SCORING.of(List.of(
                new Answers(Map.of("overall", List.of("mostly"))), new Answers(Map.of("speed", List.of("very")))));

        assertThat(result.valid()).isOne();
        assertThat(result.score()).contains(new BigDecimal("80.00"));
        assertThat(SCORING.of(List.of())).isEqualTo(Satisfaction.NONE);
    }

    private static Stream<Answers> said(String overall, String speed, int times) {
        return Stream.generate(() -> new Answers(Map.of("overall", List.of(overall), "speed", List.of(speed))))
                .limit(times);
    }
}
