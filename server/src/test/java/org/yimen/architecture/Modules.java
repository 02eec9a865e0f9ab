package org.yimen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.yimen.Yimen;

/** The modules as the code declares them, and the rows that they stand in. */
final class Modules {

    private static final Path PACKAGES = Path.of("src", "main", "java", "org", "yimen");

    /** Known to those who ask what a module uses: to read all classes takes many seconds, to list packages none. */
    private static final class Model {
        static final ApplicationModules READ = ApplicationModules.of(Yimen.class);
    }

    /**
     * From the top. A module uses only what stands in a row below its own. {@code application} stands above {@code licence},
     * because a grant issues the licence in its own transaction (docs/adr/0004-application-above-licence.md); {@code hotline},
     * whose work orders many open, stands below them (docs/adr/0054-orders-below-what-opens-them.md).
     */
    static final List<List<String>> ROWS = List.of(
            List.of("portal", "desk", "demo", "board", "kiosk", "console", "api", "operations"),
            List.of("bundle", "project", "rating", "intake", "agency", "enterprise"),
            List.of(
                    "supervision",
                    "workforce",
                    "disclosure",
                    "improvement",
                    "insight",
                    "survey",
                    "evaluation",
                    "phone"),
            List.of("hotline"),
            List.of("application"),
            List.of("hall", "licence", "exchange", "payment", "procedure", "delivery", "custody", "knowledge"),
            List.of("catalogue", "register", "document", "notify", "search"),
            List.of("casework", "form"),
            List.of("organisation"),
            List.of("identity"),
            List.of("audit", "jobs"),
            List.of("time", "identifier", "crypto"),
            List.of("platform"));

    /** Looking takes a second each. */
    private static final Map<String, Set<String>> USED = new ConcurrentHashMap<>();

    private Modules() {}

    /** As they are in the code. */
    static ApplicationModules all() {
        return Model.READ;
    }

    /** The packages of ours; that these are the modules is in {@link ModularityTest}. */
    static Set<String> names() {
        try (Stream<Path> folders = Files.list(PACKAGES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    /** What the module may use, as its package-info says. */
    static Set<String> allowed(String module) {
        try {
            var annotation = Class.forName("org.yimen." + module + ".package-info")
                    .getAnnotation(org.springframework.modulith.ApplicationModule.class);
            assertThat(annotation).as("@ApplicationModule of %s", module).isNotNull();
            // "application :: web" allows a named part of application.
            return Stream.of(annotation.allowedDependencies())
                    .map(allowed -> allowed.replaceFirst("\\s*::.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(module + " has no package-info", e);
        }
    }

    /** What the module does use. */
    static Set<String> used(String module) {
        return USED.computeIfAbsent(module, Modules::use);
    }

    private static Set<String> use(String module) {
        return all().getModuleByName(module)
                .orElseThrow()
                .getDirectDependencies(all())
                .uniqueModules()
                .map(Modules::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static int row(String module) {
        for (int row = 0; row < ROWS.size(); row++) {
            if (ROWS.get(row).contains(module)) {
                return row;
            }
        }
        throw new AssertionError(module + " stands in no row: give it one");
    }
}
