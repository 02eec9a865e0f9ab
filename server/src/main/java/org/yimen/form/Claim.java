package org.yimen.form;

import java.util.Map;
import java.util.Set;

/** A claim about answers that was compiled and checked against the questions it speaks of. */
public final class Claim {

    private final Expression expression;

    Claim(Expression expression) {
        this.expression = expression;
    }

    /** True where the answers say so; a claim about what nobody has answered yet does not hold. */
    public boolean holds(Map<String, Value> values) {
        return Boolean.TRUE.equals(expression.of(values));
    }

    /** True where the answers contradict it; neither holds nor fails what depends on an answer that is missing. */
    public boolean fails(Map<String, Value> values) {
        return Boolean.FALSE.equals(expression.of(values));
    }

    /** As it was written. */
    public String source() {
        return expression.source();
    }

    /** Codes of the questions that it speaks of. */
    public Set<String> questions() {
        return expression.questions();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Claim claim && claim.source().equals(source());
    }

    @Override
    public int hashCode() {
        return source().hashCode();
    }

    @Override
    public String toString() {
        return source();
    }
}
