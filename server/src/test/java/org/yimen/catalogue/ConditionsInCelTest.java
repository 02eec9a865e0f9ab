package org.yimen.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConditionsInCelTest {

    @Test
    void everyStoredVersionBecomesWhatTheBuildBringsNow() {
        assertThat(Sheets.BUNDLED.sheets()).allSatisfy(sheet -> {
            String before = Pattern.compile("onlyIf: (\\w+) == \"(\\S+)\"|onlyIf: \\(\"(\\S+)\" in (\\w+)\\)")
                    .matcher(sheet.yaml())
                    .replaceAll(found -> found.group(1) == null
                            ? "onlyIf: " + found.group(4).replace('_', '-') + " = " + found.group(3)
                            : "onlyIf: " + found.group(1).replace('_', '-') + " = " + found.group(2));

            assertThat(before).doesNotContain("==");
            assertThat(ConditionsInCel.respelt(before)).isEqualTo(sheet.yaml());
        });
    }
}
