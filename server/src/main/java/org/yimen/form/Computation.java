package org.yimen.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An answer that follows from others, compiled and checked for the kind of its question. */
public final class Computation {

    private final Expression expression;
    private final Field field;

    Computation(Expression expression, Field field) {
        this.expression = expression;
        this.field = field;
    }

    /** What follows; nothing while an answer that it needs is missing. */
    public Optional<Value> of(Map<String, Value> values) {
        Object result = expression.of(values);
        return switch (field) {
            case Field.Whole _ when result instanceof Long number -> Optional.of(new Value.Whole(number));
            case Field.Money _ when result instanceof Long fen -> Optional.of(new Value.Money(fen));
            case Field.Decimal _
            when result instanceof Double number && Double.isFinite(number) ->
                Optional.of(new Value.Decimal(rounded(number)));
            case Field.YesNo _ when result instanceof Boolean yes -> Optional.of(new Value.YesNo(yes));
            case Field.Day _
            when result instanceof Instant at ->
                Optional.of(new Value.Day(at.atZone(ZoneOffset.UTC).toLocalDate()));
            case Field.Line(var most)
            when result instanceof String text && text.length() <= most -> Optional.of(new Value.Words(text));
            default -> Optional.empty();
        };
    }

    private static BigDecimal rounded(double number) {
        BigDecimal plain = BigDecimal.valueOf(number)
                .setScale(Field.Decimal.PLACES, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    public String source() {
        return expression.source();
    }

    public Set<String> questions() {
        return expression.questions();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Computation computation && computation.source().equals(source());
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
