package org.yimen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application;
import org.yimen.hotline.WorkOrder;

/** The engine stays small enough to read in a quarter of an hour, and its chart is the one in the documents. */
class KernelTest {

    private static final Path CASEWORK = Path.of("src", "main", "java", "org", "yimen", "casework");
    private static final Path DOCS = Path.of("..", "docs");

    /** What lists and the log read and how a plan is written down are not the kernel. */
    private static final List<String> BESIDE = List.of(
            "Attempts.java",
            "WorkLists.java",
            "Plan.java",
            "CaseworkSettings.java",
            "CaseFeed.java",
            "CaseLeaves.java",
            "CaseProofs.java",
            "KeyPurge.java");

    private static final int MOST_LINES = 1_200;

    @Test
    void theKernelHasAtMostTwelveHundredLines() throws IOException {
        int lines = 0;
        try (var files = Files.list(CASEWORK)) {
            for (Path file : files.toList()) {
                if (!BESIDE.contains(file.getFileName().toString())) {
                    lines += Files.readAllLines(file).size();
                }
            }
        }

        assertThat(lines).isLessThanOrEqualTo(MOST_LINES);
    }

    /** Redraw them with {@code -Dyimen.draw=true}. */
    @Test
    void theChartsAreDrawnFromTheTransitionTables() throws IOException {
        draws(
                "application-states.md",
                "The states of an application",
                "Application.TRANSITIONS",
                Application.TRANSITIONS.mermaid());
        draws(
                "work-order-states.md",
                "The states of a work order",
                "WorkOrder.TRANSITIONS",
                WorkOrder.TRANSITIONS.mermaid());
    }

    private static void draws(String file, String title, String table, String chart) throws IOException {
        String page = """
                # %s

                Drawn from `%s`, the table that also refuses whatever is not in it. A word on an arrow is the
                command that leads along it. Redraw it with
                `./mvnw -Pfast -pl server test -Dtest=KernelTest -Dyimen.draw=true`.

                ```mermaid
                %s```
                """.formatted(title, table, chart);
        if (Boolean.getBoolean("yimen.draw")) {
            Files.writeString(DOCS.resolve(file), page);
        }

        assertThat(DOCS.resolve(file)).content().isEqualTo(page);
    }
}
