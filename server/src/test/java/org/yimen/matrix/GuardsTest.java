package org.yimen.matrix;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yimen.casework.Actor;
import org.yimen.identity.Account;
import org.yimen.identity.Citizen;
import org.yimen.identity.Machine;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;
import org.yimen.testing.OurCode;

/** Whatever says what a person may is a guard, so that the matrix takes it away and must notice; or it says why not. */
class GuardsTest {

    private static final Pattern SAYS = Pattern.compile("(may|must|sees)([A-Z].*)?");

    private static final Set<Class<?>> PEOPLE = Set.of(
            Officer.class, Actor.class, Account.class, Citizen.class, StaffMember.class, Machine.class, UUID.class);

    /** What is named like a guard and keeps nobody out, by its name, with the reason. */
    private static final Map<String, String> NONE = Map.ofEntries(
            Map.entry(
                    ".mayAnswerFor",
                    "what the rule of case managers asks about whom somebody names, and not about who asks"),
            Map.entry("Records.mayAnswerFor", "the same where nothing is known (a test's context)"),
            Map.entry(
                    "Absences.maySpeakFor",
                    "AbsencesTest: what is said of somebody's absence goes through it, and the pages ask it for their buttons"),
            Map.entry(
                    "DataRights.seesAll",
                    "which departments a list is read for; each case of them passes DataRights.sees when it is opened"),
            Map.entry(
                    "Measures.mayChair",
                    "Measures asks it itself before minutes are written; who is nobody's supervisor never reaches the page"),
            Map.entry(
                    "Proposals.maySettle",
                    "for the button alone: consent and refusal ask Proposals.refusal themselves"),
            Map.entry("Proposals.mayTakeBack", "for the button alone: taking back asks for the proposer itself"),
            Map.entry("Tills.mayTake", "for the button: the guard is Tills.mustTake"),
            Map.entry("Tills.mayAskBack", "for the button: the guard is Tills.mustAskBack"),
            Map.entry("Tills.mayDecide", "for the button: the guard is Tills.mustDecide"),
            Map.entry(
                    "Verifications.mayPrint", "for the button alone: printing takes the reading in its own statement"));

    @Test
    void whateverSaysWhatAPersonMayIsAGuardOrSaysWhyNot() {
        Map<String, JavaMethod> open = said().filter(method -> !method.isAnnotatedWith(Guard.class))
                .collect(toMap(GuardsTest::name, Function.identity(), (one, _) -> one));

        assertThat(new TreeSet<>(open.keySet())).isEqualTo(new TreeSet<>(NONE.keySet()));
        assertThat(NONE.values()).allMatch(reason -> reason.length() > 10);
    }

    private static Stream<JavaMethod> said() {
        return OurCode.ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(method -> SAYS.matcher(method.getName()).matches())
                .filter(GuardsTest::isAboutSomebody);
    }

    private static boolean isAboutSomebody(JavaMethod method) {
        List<JavaClass> asked = method.getRawParameterTypes();
        return PEOPLE.stream().anyMatch(person -> asked.stream().anyMatch(each -> each.isEquivalentTo(person)));
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }
}
