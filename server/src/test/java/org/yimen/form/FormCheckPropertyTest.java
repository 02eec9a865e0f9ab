package org.yimen.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yimen.form.FormCheckTest.asked;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yimen.form.Question.Kind;

class FormCheckPropertyTest {

    @Provide
    Arbitrary<String> typed() {
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(60);
        Arbitrary<String> nearly = Arbitraries.strings()
                .withChars("0123456789０１９ＡZxX+8-/.．,，年月日 　¥（()）\u200b\r\n\t")
                .ofMaxLength(24);
        return Arbitraries.oneOf(anything, nearly);
    }

    @Property
    void normalisingTwiceChangesNothing(@ForAll Kind kind, @ForAll("typed") String typed) {
        Question question = asked("answer", kind, null, "lodging", "bath");

        String once = FormCheck.normalise(question, typed);

        assertThat(FormCheck.normalise(question, once)).isEqualTo(once);
    }

    @Property
    void noTextMakesTheCheckThrow(@ForAll Kind kind, @ForAll("typed") String typed) {
        Question question = asked("answer", kind, null, "lodging", "bath");

        var alone = FormCheck.check(question, typed);
        var amongOthers = FormCheck.check(question, List.of(typed, typed));

        assertThat(alone).isNotNull();
        assertThat(amongOthers).isNotNull();
    }

    @Property
    void anAnswerIsAsGoodInItsNormalForm(@ForAll Kind kind, @ForAll("typed") String typed) {
        Question question = asked("answer", kind, null, "lodging", "bath");

        assertThat(FormCheck.check(question, FormCheck.normalise(question, typed)))
                .isEqualTo(FormCheck.check(question, typed));
    }
}
