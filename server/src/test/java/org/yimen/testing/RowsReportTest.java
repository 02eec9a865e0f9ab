package org.yimen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class RowsReportTest {

    @TempDir
    private Path folder;

    @Test
    void saysHowEachTestThatNamesARowEnded() throws Exception {
        var lines = reportOf(Examples.class);

        assertThat(lines)
                .contains("Examples#passes SUCCESSFUL M-A-01,M-A-09", "Examples#fails FAILED M-A-02,M-A-09")
                .contains("Examples#isDisabled SKIPPED M-A-03,M-A-09")
                .contains(
                        "Examples#holdsForMany SUCCESSFUL M-A-04,M-A-09", "Examples#holdsForMany FAILED M-A-04,M-A-09");
    }

    @Test
    void aPropertyIsATestToo() throws Exception {
        assertThat(reportOf(Properties.class)).containsExactly("Properties#holds SUCCESSFUL M-B-01");
    }

    @Test
    void aClassThatIsDisabledOrDoesNotStartTakesItsRowsAlong() throws Exception {
        assertThat(reportOf(DisabledExamples.class)).containsExactly("DisabledExamples#passes SKIPPED M-C-01");
        assertThat(reportOf(BrokenExamples.class)).containsExactly("BrokenExamples#passes FAILED M-C-02");
    }

    @Test
    void namesTheLaw() throws Exception {
        reportOf(Examples.class);

        assertThat(Files.readString(folder.resolve("Examples.tsv")))
                .contains("\t行政许可法 第四十二条|Clock: twenty days\t行政许可法 第四十五条|Clock: pauses\n");
    }

    private List<String> reportOf(Class<?> tests) throws Exception {
        Path file = folder.resolve(tests.getSimpleName() + ".tsv");
        var config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .addTestExecutionListeners(new RowsReport(file))
                .build();
        LauncherFactory.create(config)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .build());
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> columns[2].substring(columns[2].indexOf('$') + 1) + " " + columns[4] + " " + columns[5])
                .toList();
    }

    @Proves("M-A-09")
    static class Examples {

        @Test
        @Proves("M-A-01")
        @Law(value = "行政许可法 第四十二条", rule = "Clock: twenty days")
        @Law(value = "行政许可法 第四十五条", rule = "Clock: pauses")
        void passes() {}

        @Test
        @Proves("M-A-02")
        void fails() {
            assertThat(1).isEqualTo(2);
        }

        @Test
        @Disabled
        @Proves("M-A-03")
        void isDisabled() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @Proves("M-A-04")
        void holdsForMany(int number) {
            assertThat(number).isOne();
        }
    }

    static class Properties {

        @Property(tries = 3)
        @Proves("M-B-01")
        boolean holds(@ForAll int any) {
            return Integer.compare(any, any) == 0;
        }
    }

    @Disabled
    static class DisabledExamples {

        @Test
        @Proves("M-C-01")
        void passes() {}
    }

    static class BrokenExamples {

        @BeforeAll
        static void breaks() {
            assertThat("a class").isEqualTo("that starts");
        }

        @Test
        @Proves("M-C-02")
        void passes() {}
    }
}
