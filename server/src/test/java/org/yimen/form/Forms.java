package org.yimen.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Question.Choice;
import org.yimen.form.Question.When;
import org.yimen.platform.Text;

/** Shorthands for the forms of tests. */
final class Forms {

    static final Field RENT = new Field.Money(BigDecimal.ONE, new BigDecimal("200000"), null);

    /** A family, each member with a number and an income. */
    static final Field.Table MEMBERS = new Field.Table(
            List.of(
                    asked("name", new Field.Line(50)),
                    asked("number", new Field.CitizenNumber()),
                    new Question(
                            "income",
                            Text.of("income"),
                            new Field.Money(BigDecimal.ZERO, BigDecimal.TEN.pow(9), null),
                            false)),
            1,
            10,
            List.of("income"));

    private Forms() {}

    static Question asked(String code, Field field) {
        return new Question(code, Text.of(code), field, true);
    }

    static Question asked(String code, Field field, @Nullable Claim onlyIf) {
        return new Question(code, Text.of(code), null, null, field, true, new When(onlyIf, null, null));
    }

    static Field one(String... choices) {
        return new Field.One(choices(choices));
    }

    static Field many(String... choices) {
        return new Field.Many(choices(choices));
    }

    private static List<Choice> choices(String... codes) {
        return Stream.of(codes).map(code -> new Choice(code, Text.of(code))).toList();
    }

    static Claim claim(String source, Question... earlier) {
        try {
            return Terms.of(List.of(earlier)).claim(source);
        } catch (ExpressionBroken broken) {
            throw new IllegalArgumentException(
                    broken.line() + ":" + broken.column() + " " + broken.getMessage(), broken);
        }
    }

    static Form form(Question... questions) {
        return new Form(List.of(new Form.Section("all", Text.of("all"), List.of(questions))));
    }
}
