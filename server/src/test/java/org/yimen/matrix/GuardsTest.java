package org.yimen.matrix;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** Where each method says what a person lacks for a command. */
    private static final Set<String> RULES = Set.of(
            "org.yimen.application.Powers", "org.yimen.application.Recusals", "org.yimen.application.SecondEyes");

    /** What asks guards alone, or nothing about a person, with the reason. */
    private static final Map<String, String> ASKING = Map.ofEntries(
            Map.entry("Powers.entering(Context)", "asks post"),
            Map.entry("Powers.first(Optional, Optional)", "puts two answers together"),
            Map.entry("Powers.handsOver(String, Context)", "asks isSystem, applicantOrWindow and counter"),
            Map.entry("Powers.letter(Right, Context)", "asks letter of the item's department"),
            Map.entry("Powers.missing(State, Command, Context)", "asks all the others, command by command"),
            Map.entry("Powers.no(String)", "is the answer itself"),
            Map.entry("Powers.postOf(String, String, String, Context)", "asks post, twice"),
            Map.entry("Powers.proposing(Context)", "asks post, of three roles"),
            Map.entry("Powers.whoHandedIn(Context)", "asks applicantOrWindow and noStrangeMachine"),
            Map.entry(
                    "Recusals.missing(Command, Context)",
                    "RecusalsTest: whether it is an officer at all; it keeps nobody from anything but keeping out"),
            Map.entry("SecondEyes.bars(Proposed, Context)", "asks notWhoAccepted, notWhoProposed and notWhoReviewed"));

    @Test
    void whateverNamesAMissingPowerIsAGuardOrAsksGuards() {
        Set<String> open = OurCode.ALL.stream()
                .filter(type -> RULES.contains(type.getName()))
                .map(JavaClass::reflect)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic() && !method.isAnnotationPresent(Guard.class))
                .filter(method ->
                        method.getGenericReturnType().getTypeName().equals("java.util.Optional<java.lang.String>"))
                .map(GuardsTest::spelled)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(open).isEqualTo(new TreeSet<>(ASKING.keySet()));
        assertThat(Guards.all())
                .extracting(Guards::name)
                .contains(
                        "Recusals.bars",
                        "Powers.role",
                        "Powers.stepPost",
                        "Powers.notWhoAsked",
                        "Powers.noStrangeMachine",
                        "ItemRights.mustAdminister",
                        "ItemRights.mustBeAnother");
    }

    private static String spelled(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(
                        ", ", method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(", ")"));
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
