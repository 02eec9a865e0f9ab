package org.yimen.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yimen.platform.Text;

/** One way to read a page, of an application and of a questionnaire. */
class SentTest {

    private static final Question NAME = new Question("name", Text.of("名称"), new Field.Line(20), true);
    private static final Question NOTE = new Question("note", Text.of("备注"), new Field.Line(20), false);
    private static final Answers KEPT = Answers.of(Map.of("name", "榕树下", "note", "旧"));

    private static Sent read(Map<String, List<String>> form) {
        return Sent.read(KEPT, List.of(NAME, NOTE), Question::code, _ -> false, form);
    }

    @Test
    void whatThePageDidNotHaveIsLeftAsItIsAndTheSameIsNoChange() {
        Sent sent = read(Map.of("has-name", List.of("1"), "name", List.of(" 榕树下 ")));

        assertThat(sent.changed()).isEmpty();
        assertThat(sent.overtaken()).isEmpty();
    }

    @Test
    void anEmptyFieldTakesTheAnswerBackUnlessItIsVeiled() {
        Map<String, List<String>> empty = Map.of("has-note", List.of("1"), "note", List.of(""));

        assertThat(read(empty).changed()).containsExactly(Map.entry(NOTE, List.of()));
        assertThat(Sent.read(KEPT, List.of(NOTE), Question::code, _ -> true, empty)
                        .changed())
                .isEmpty();
    }

    @Test
    void whatAnotherDeviceKeptMeanwhileIsNotOverwritten() {
        Sent sent = read(Map.of(
                "kept-name", List.of(Kept.mark(List.of("榕树上"))), "has-name", List.of("1"), "name", List.of("河边")));

        assertThat(sent.changed()).isEmpty();
        assertThat(sent.overtaken()).containsExactly(Map.entry("name", List.of("河边")));
    }
}
