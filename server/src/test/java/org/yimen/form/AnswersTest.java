package org.yimen.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {

    @Test
    void answersKeepTheOrderInWhichTheyWereGiven() {
        var answers = Answers.none().with("name", "李明").with("area", "86").with("name", "李小明");

        assertThat(answers.questions()).containsExactly("name", "area");
        assertThat(answers.one("name")).contains("李小明");
    }

    @Test
    void anEmptyAnswerIsNone() {
        var answers = Answers.none().with("name", "李明").with("name", "  ");

        assertThat(answers.isEmpty()).isTrue();
    }

    @Test
    void moreAnswersThanAnyFormHasAreRefused() {
        Map<String, List<String>> flood = new LinkedHashMap<>();
        for (int i = 0; i <= Answers.MOST; i++) {
            flood.put("question-" + i, List.of("x"));
        }

        assertThatIllegalArgumentException().isThrownBy(() -> new Answers(flood));
    }
}
