package org.yimen.platform.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunTest {

    @Test
    void chineseInAnEnglishSentenceIsARunOfItsOwn() {
        var runs = Run.of("20 working days, by 《行政许可法》第四十二条第一款; applicant 李*然", true);

        assertThat(runs)
                .containsExactly(
                        new Run("20 working days, by ", false),
                        new Run("《行政许可法》第四十二条第一款", true),
                        new Run("; applicant ", false),
                        new Run("李*然", true));
    }

    @Test
    void aChinesePageNeedsNoMarks() {
        assertThat(Run.of("申请人：Smith", false)).containsExactly(new Run("申请人：Smith", false));
    }
}
