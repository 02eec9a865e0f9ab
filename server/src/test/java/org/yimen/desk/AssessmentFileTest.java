package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssessmentFileTest {

    @Test
    void aSpreadsheetComputesNothingOfWhatSomebodyIsCalled() {
        assertThat(AssessmentController.row("=1+1", "@SUM(A1)", "-3", "李\"安\"然"))
                .isEqualTo("\"'=1+1\",\"'@SUM(A1)\",\"-3\",\"李\"\"安\"\"然\"\r\n");
    }
}
