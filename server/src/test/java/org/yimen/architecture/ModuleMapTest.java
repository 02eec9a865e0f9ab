package org.yimen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The map in docs/architecture.md is drawn from the code; this test redraws it when it is asked to. */
class ModuleMapTest {

    private static final Path PAGE = Path.of("..", "docs", "architecture.md");
    private static final String BEGIN = "<!-- module map: drawn by ModuleMapTest -->\n";
    private static final String END = "<!-- end of the module map -->";

    @Test
    void theMapShowsTheModulesAsTheyAre() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String map = map();
        if (Boolean.getBoolean("yimen.draw")) {
            Files.writeString(PAGE, page.substring(0, begin) + map + page.substring(end));
            return;
        }

        assertThat(page.substring(begin, end))
                .as(
                        "docs/architecture.md; redraw it with: ./mvnw -pl server test -Dtest=ModuleMapTest -Dyimen.draw=true")
                .isEqualTo(map);
    }

    private static String map() {
        var lines = new StringBuilder("```mermaid\nflowchart TD\n");
        for (List<String> row : Modules.ROWS) {
            var present = row.stream().filter(Modules.names()::contains).toList();
            if (present.isEmpty()) {
                continue;
            }
            lines.append("    subgraph row%d[\" \"]\n".formatted(Modules.ROWS.indexOf(row)));
            present.forEach(module -> lines.append("        %s[\"%s\"]\n".formatted(module, label(module))));
            lines.append("    end\n");
        }
        for (String module : Modules.names()) {
            for (String used : direct(module)) {
                lines.append("    %s --> %s\n".formatted(module, used));
            }
        }
        return lines.append("```\n").toString();
    }

    private static String label(String module) {
        return Modules.all().getModuleByName(module).orElseThrow().getDisplayName();
    }

    /** The arrows that do not follow from others; everybody uses the platform. */
    private static Set<String> direct(String module) {
        var arrows = new TreeSet<>(Modules.used(module));
        arrows.remove("platform");
        arrows.removeIf(far -> Modules.used(module).stream().anyMatch(near -> !near.equals(far) && reaches(near, far)));
        return arrows;
    }

    private static boolean reaches(String from, String to) {
        return Modules.used(from).contains(to) || Modules.used(from).stream().anyMatch(next -> reaches(next, to));
    }
}
