package org.yimen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.testing.OurCode;

class ModularityTest {

    @Test
    void noModuleLooksIntoAnotherOrUsesOneThatItMayNot() {
        Modules.all().verify();
    }

    @Test
    void everyPackageIsAModule() {
        assertThat(Modules.all().stream().map(Modules::name)).containsExactlyInAnyOrderElementsOf(Modules.names());
    }

    @Test
    void arrowsPointDown() {
        for (String module : Modules.names()) {
            for (String allowed : Modules.allowed(module)) {
                assertThat(Modules.row(allowed))
                        .as("row of %s, which %s may use", allowed, module)
                        .isGreaterThan(Modules.row(module));
            }
        }
    }

    @Test
    void everyModuleSaysWhatItMayUse() {
        assertThat(Modules.names())
                .allSatisfy(
                        module -> assertThat(Modules.allowed(module)).as(module).isSubsetOf(Modules.names()));
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = OurCode.ALL.stream()
                .map(JavaClass::getPackage)
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(found -> found.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmarked).isEmpty();
    }

    /** A call from within does not pass the proxy that begins the transaction: each statement would be one of its own. */
    @Test
    void nobodyCallsATransactionOfHisOwnFromWithin() {
        var calls = OurCode.ALL.stream()
                .flatMap(each -> each.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Transactional.class))
                .flatMap(method -> method.getCallsOfSelf().stream())
                .filter(call -> call.getOriginOwner().equals(call.getTargetOwner()))
                .filter(call -> !isTransactional(call.getOrigin()))
                .map(call -> call.getOrigin().getFullName() + " calls "
                        + call.getTarget().getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(calls).isEmpty();
    }

    private static boolean isTransactional(JavaCodeUnit caller) {
        return caller.isAnnotatedWith(Transactional.class) || caller.getOwner().isAnnotatedWith(Transactional.class);
    }

    /** A second package-info on the class path hides the first one, and with it what the module may use. */
    @Test
    void testsDoNotHideWhatAPackageSays() throws IOException {
        Path tests = Path.of("src", "test", "java", "org", "yimen");
        try (var files = Files.walk(tests)) {
            assertThat(files.filter(file -> file.endsWith("package-info.java"))
                            .map(file -> tests.relativize(file).getName(0).toString()))
                    .doesNotContainAnyElementsOf(Modules.names());
        }
    }

    /** A business module that needs the time is given it; nobody reads the clock of the machine. */
    @Test
    void onlyThePlatformReadsTheClock() {
        var readers = OurCode.ALL.stream()
                .filter(type -> !type.getPackageName().startsWith("org.yimen.platform"))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().isEmpty())
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(readers).isEmpty();
    }
}
