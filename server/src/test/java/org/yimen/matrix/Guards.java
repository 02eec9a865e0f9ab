package org.yimen.matrix;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;
import org.yimen.platform.Guard;

/** The methods that keep people out, and the running application with one of them taken away. */
final class Guards {

    private Guards() {}

    static List<Method> all() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.yimen").stream()
                        .filter(type ->
                                type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Guard.class)))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Guard.class))
                        .sorted(Comparator.comparing(Guards::name))
                        .toList();
    }

    static String name(Method guard) {
        return guard.getDeclaringClass().getSimpleName() + "." + guard.getName();
    }

    /** Runs with the guard letting everybody pass, and puts it back. */
    static <T> T without(Method guard, Callable<T> inquiry) throws Exception {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        var open = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(ElementMatchers.is(guard.getDeclaringClass()))
                .transform((builder, _, _, _, _) ->
                        builder.visit(Advice.to(advice(guard)).on(ElementMatchers.is(guard))))
                .installOn(instrumentation);
        try {
            return inquiry.call();
        } finally {
            open.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION);
        }
    }

    private static Class<?> advice(Method guard) {
        Class<?> answer = guard.getReturnType();
        if (answer == boolean.class) {
            return Passes.class;
        }
        if (answer == Optional.class) {
            return NothingMissing.class;
        }
        if (answer == void.class) {
            return Silent.class;
        }
        throw new IllegalStateException(name(guard) + " is no guard: it answers with " + answer);
    }

    static final class Silent {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }
    }

    // Advice is copied into the guard, where its parameter is the answer.
    @SuppressWarnings("UnusedVariable")
    static final class Passes {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }

        @Advice.OnMethodExit
        static void pass(@Advice.Return(readOnly = false) boolean answer) {
            answer = true;
        }
    }

    @SuppressWarnings("UnusedVariable")
    static final class NothingMissing {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }

        @Advice.OnMethodExit
        static void pass(@Advice.Return(readOnly = false) Optional<?> answer) {
            answer = Optional.empty();
        }
    }
}
