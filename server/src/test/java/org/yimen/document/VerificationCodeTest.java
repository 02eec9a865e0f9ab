package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class VerificationCodeTest {

    @RepeatedTest(20)
    void aCodeIsReadAsPeopleTypeIt() {
        var code = VerificationCode.random();

        assertThat(VerificationCode.parse(code.grouped())).hasValue(code);
        assertThat(VerificationCode.parse(" " + code.value().toLowerCase(Locale.ROOT) + "\u3000"))
                .hasValue(code);
        assertThat(VerificationCode.parse(code.value().replace('0', 'o').replace('1', 'I')))
                .hasValue(code);
    }

    @RepeatedTest(20)
    void oneWrongCharacterIsNoticed() {
        String code = VerificationCode.random().value();

        for (int i = 0; i < code.length(); i++) {
            for (char wrong : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
                if (wrong != code.charAt(i)) {
                    assertThat(VerificationCode.parse(code.substring(0, i) + wrong + code.substring(i + 1)))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void nothingElseIsACode() {
        assertThat(VerificationCode.parse("")).isEmpty();
        assertThat(VerificationCode.parse("7".repeat(5_000))).isEmpty();
        assertThat(VerificationCode.parse("../../etc/pw")).isEmpty();
        assertThat(new HashSet<>(IntStream.range(0, 1_000)
                        .mapToObj(_ -> VerificationCode.random().value())
                        .toList()))
                .hasSize(1_000);
    }
}
