package org.yimen.form;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled CEL expression. It sees answers only, so the same answers always give the same result. */
final class Expression {

    private final String source;
    private final Set<String> questions;
    private final CelRuntime.Program program;

    Expression(String source, Set<String> questions, CelRuntime.Program program) {
        this.source = source;
        this.questions = questions;
        this.program = program;
    }

    String source() {
        return source;
    }

    Set<String> questions() {
        return questions;
    }

    /** The result; null where an answer that it needs is missing, or where there is none (a division by zero). */
    @Nullable
    Object of(Map<String, Value> values) {
        var facts = new HashMap<>(Value.facts(values));
        facts.put(Terms.GIVEN, values.keySet().stream().map(Terms::name).toList());
        try {
            // What is not answered is unknown to CEL, and unknown || true is true.
            return program.eval((CelVariableResolver) name -> Optional.ofNullable(facts.get(name)));
        } catch (CelEvaluationException none) {
            return null;
        }
    }
}
