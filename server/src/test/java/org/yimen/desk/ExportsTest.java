package org.yimen.desk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.ContentDisposition;
import org.springframework.web.bind.annotation.PostMapping;
import org.yimen.platform.web.SentFile;
import org.yimen.testing.Proves;

/** Whatever the desk lets be kept as a file goes through {@link Exports}: the next one cannot forget the proof or the log. */
class ExportsTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.yimen");

    /** A citizen's own papers and data, to himself; {@code AccessController} also writes down that he took all of them. */
    private static final Set<String> TO_HIMSELF = Set.of(
            "org.yimen.portal.AccessController",
            "org.yimen.portal.FeesController",
            "org.yimen.portal.InterestsController",
            "org.yimen.portal.MeController",
            "org.yimen.portal.MeasuresController",
            "org.yimen.portal.MyCases");

    @Test
    @Proves("M-IDA-06")
    void noFileIsSavedButByExportsOrByWhomItIsAbout() {
        var saving = OURS.get(SentFile.class).getMethods().stream()
                .filter(method -> method.getName().startsWith("saved"))
                .flatMap(method -> method.getCallsOfSelf().stream())
                .map(call -> call.getOriginOwner().getName())
                .filter(owner -> !owner.equals(SentFile.class.getName()))
                .collect(Collectors.toCollection(TreeSet::new));

        var known = new TreeSet<>(TO_HIMSELF);
        known.add(Exports.class.getName());
        assertThat(saving).isEqualTo(known);
    }

    /** One file of a case is not many: {@code FileViewer} shows those one by one, and each look is recorded. */
    @Test
    void nobodyElseMakesAnAnswerAnAttachment() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SentFile.class.getName())
                .and()
                .doNotHaveFullyQualifiedName("org.yimen.application.web.FileViewer")
                .should()
                .callMethod(ContentDisposition.class, "attachment")
                .check(OURS);
    }

    @Test
    void linesOfCasesOrPeopleAreAskedForByPost() {
        var asking = OURS.get(Exports.class).getMethods().stream()
                .filter(method -> method.getName().equals("lines"))
                .flatMap(method -> method.getCallsOfSelf().stream())
                .map(call -> call.getOrigin())
                .collect(Collectors.toSet());

        assertThat(asking)
                .hasSameSizeAs(Exports.Lines.values())
                .allMatch(origin -> origin instanceof JavaMethod method && method.isAnnotatedWith(PostMapping.class));
    }
}
