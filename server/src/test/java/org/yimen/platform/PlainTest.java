package org.yimen.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

    @Test
    void whatNobodySeesIsTakenOut() {
        assertThat(Plain.line("材料\u202Egpj\u2066.\u200Bpdf\u0000\n\u2028\uFEFF"))
                .isEqualTo("材料gpj.pdf");
    }

    @Test
    void whatPeopleWriteStays() {
        assertThat(Plain.line("平面图 (2) – 𠮷野家.pdf")).isEqualTo("平面图 (2) – 𠮷野家.pdf");
    }
}
