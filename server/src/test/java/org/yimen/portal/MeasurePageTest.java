package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yimen.platform.web.Words;
import org.yimen.supervision.Measure;

class MeasurePageTest {

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);
    private static final Words ENGLISH = Words.of(Locale.ENGLISH);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final UUID ID = new UUID(0, 1);

    @ParameterizedTest
    @EnumSource(Measure.Kind.class)
    void onceItIsDecidedThePageIsHeadedByWhatWasDecided(Measure.Kind kind) {
        assertThat(heading(kind, "noticed", CHINESE)).startsWith("拟");
        assertThat(heading(kind, "noticed", ENGLISH)).contains("is to be");

        for (String state : new String[] {"decided", "dropped", "lifted"}) {
            assertThat(heading(kind, state, CHINESE)).startsWith("您的").doesNotContain("拟");
            assertThat(heading(kind, state, ENGLISH)).doesNotContain("is to be", "portal.");
        }
        assertThat(heading(kind, "dropped", CHINESE)).contains("不予");
    }

    private static String heading(Measure.Kind kind, String state, Words words) {
        var measure = new Measure(
                ID, ID, ID, ID, "WJW", kind, "原因", "依据", null, state, DAY, DAY, ID, ID, null, false, false, null, null,
                DAY, ID, "意见", null);
        return words.say(MeasurePage.heading(measure));
    }
}
