package org.yimen.matrix;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Guard;
import org.yimen.testing.OurCode;

/** The methods that keep people out, and the running application with one of them taken away. */
final class Guards {

    private Guards() {}

    static List<Method> all() {
        return OurCode.ALL.stream()
                .filter(type -> type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Guard.class)))
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
        try (var _ = changed(Map.of(guard, opened(guard)))) {
            return inquiry.call();
        }
    }

    /** Has every guard tell {@link Heard} when it says no, until closed. */
    static Changed listening() {
        return changed(all().stream().collect(Collectors.toMap(Function.identity(), Guards::listener)));
    }

    /** How {@link Heard} knows a guard. */
    static String spelled(Method guard) {
        return Arrays.stream(guard.getParameterTypes())
                .map(Class::getName)
                .collect(Collectors.joining(
                        ",", guard.getDeclaringClass().getName() + "." + guard.getName() + "(", ")"));
    }

    /** Guards that are not as they were written, until closed. */
    @FunctionalInterface
    interface Changed extends AutoCloseable {
        @Override
        void close();
    }

    private static Changed changed(Map<Method, Class<?>> advice) {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        // Only those: every class that is loaded would be looked at otherwise, for each guard twice.
        var theirs = new DiscoveryStrategy.Explicit(advice.keySet().stream()
                .<Class<?>>map(Method::getDeclaringClass)
                .distinct()
                .toArray(Class<?>[]::new));
        AgentBuilder builder = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .with(theirs)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly());
        for (var each : advice.entrySet()) {
            Method guard = each.getKey();
            builder = builder.type(ElementMatchers.is(guard.getDeclaringClass()))
                    .transform((type, _, _, _, _) ->
                            type.visit(Advice.to(each.getValue()).on(ElementMatchers.is(guard))));
        }
        var open = builder.installOn(instrumentation);
        return () -> open.reset(instrumentation, RedefinitionStrategy.RETRANSFORMATION, theirs);
    }

    private static Class<?> listener(Method guard) {
        Class<?> answer = guard.getReturnType();
        return answer == boolean.class
                ? HearsFalse.class
                : answer == Optional.class ? HearsMissing.class : HearsThrown.class;
    }

    private static Class<?> opened(Method guard) {
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

    private static final String SPELLING = "#t.#m#s";

    @SuppressWarnings("UnusedMethod")
    static final class HearsFalse {
        @Advice.OnMethodExit
        static void hear(@Advice.Return boolean answer, @Advice.Origin(SPELLING) String guard) {
            if (!answer) {
                Heard.no(guard);
            }
        }
    }

    @SuppressWarnings("UnusedMethod")
    static final class HearsMissing {
        @Advice.OnMethodExit
        static void hear(@Advice.Return Optional<?> answer, @Advice.Origin(SPELLING) String guard) {
            if (answer.isPresent()) {
                Heard.no(guard);
            }
        }
    }

    @SuppressWarnings("UnusedMethod")
    static final class HearsThrown {
        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void hear(@Advice.Thrown @Nullable Throwable thrown, @Advice.Origin(SPELLING) String guard) {
            if (thrown != null) {
                Heard.no(guard);
            }
        }
    }
}
