package org.yimen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down, while the tests run, how each one that names a row or an article ended: {@code target/rows/<pid>.tsv} with
 * commit, dirty, test, display name, status, rows (by comma) and one column {@code article|rule} per {@link Law}. {@code
 * tools/Rows.java} reads it.
 */
public final class RowsReport implements TestExecutionListener {

    private final Path file;
    private final String commit = commit();
    private final String state = isClean() ? "clean" : "dirty";
    private final Set<String> reported = new HashSet<>();
    private @Nullable TestPlan plan;

    /** For the service loader of the JUnit platform. */
    public RowsReport() {
        this(Path.of("target", "rows", ProcessHandle.current().pid() + ".tsv"));
    }

    RowsReport(Path file) {
        this.file = file;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String status = result.getStatus().name();
        if (test.isTest()) {
            report(test, status);
        } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            reportAll(test, status);
        }
    }

    /** A whole class may be skipped at once. */
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        reportAll(test, "SKIPPED");
    }

    private void reportAll(TestIdentifier container, String status) {
        report(container, status);
        if (plan != null) {
            plan.getDescendants(container).stream()
                    .filter(test -> !reported.contains(test.getUniqueId()))
                    .forEach(test -> report(test, status));
        }
    }

    private synchronized void report(TestIdentifier test, String status) {
        if (test.getSource().orElse(null) instanceof MethodSource source) {
            reported.add(test.getUniqueId());
            var method = source.getJavaMethod();
            Set<String> rows = rows(method, source.getJavaClass());
            Law[] laws = method.getAnnotationsByType(Law.class);
            if (rows.isEmpty() && laws.length == 0) {
                return;
            }
            var columns = new ArrayList<>(List.of(
                    commit,
                    state,
                    source.getClassName() + "#" + source.getMethodName(),
                    test.getDisplayName(),
                    status,
                    String.join(",", rows)));
            Stream.of(laws).map(law -> law.value() + "|" + law.rule()).forEach(columns::add);
            append(columns.stream()
                    .map(column -> column.replaceAll("\\s+", " "))
                    .collect(Collectors.joining("\t")));
        }
    }

    private static Set<String> rows(AnnotatedElement method, Class<?> type) {
        var rows = new LinkedHashSet<String>();
        add(rows, method.getAnnotation(Proves.class));
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            add(rows, outer.getAnnotation(Proves.class));
        }
        return rows;
    }

    private static void add(Set<String> rows, @Nullable Proves proves) {
        if (proves != null) {
            rows.addAll(List.of(proves.value()));
        }
    }

    private void append(String line) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commit() {
        String head = git("rev-parse", "HEAD");
        return head.isEmpty() ? "unknown" : head;
    }

    private static boolean isClean() {
        return !commit().equals("unknown") && git("status", "--porcelain").isEmpty();
    }

    /** What git answers, or nothing where there is no repository or no git: then nothing counts as proven. */
    private static String git(String... words) {
        try {
            var command = Stream.concat(Stream.of("git"), Stream.of(words)).toList();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
