package org.yimen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application;

/** The engine stays small enough to read in a quarter of an hour, and its chart is the one in the documents. */
class KernelTest {

    private static final Path CASEWORK = Path.of("src", "main", "java", "org", "yimen", "casework");
    private static final Path STATES = Path.of("..", "docs", "application-states.md");

    /** What lists and the log read and how a plan is written down are not the kernel. */
    private static final List<String> BESIDE = List.of(
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

    /** Redraw it with {@code -Dyimen.draw=true}. */
    @Test
    void theChartIsDrawnFromTheTransitionTable() throws IOException {
        String page = """
                # The states of an application

                Drawn from `Application.TRANSITIONS`, the table that also refuses whatever is not in it. A word on an arrow is the
                command that leads along it. Redraw it with
                `./mvnw -Pfast -pl server test -Dtest=KernelTest -Dyimen.draw=true`.

                ```mermaid
                %s```
                """.formatted(Application.TRANSITIONS.mermaid());
        if (Boolean.getBoolean("yimen.draw")) {
            Files.writeString(STATES, page);
        }

        assertThat(STATES).content().isEqualTo(page);
    }
}
