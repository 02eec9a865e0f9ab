package org.yimen.survey;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Answers;
import org.yimen.form.Form;
import org.yimen.form.FormCheck;
import org.yimen.form.FormReading;
import org.yimen.form.Question;
import org.yimen.form.Value;

/**
 * What many said to one question.
 *
 * @param asked how many were asked it: conditions leave some out
 * @param answered how many of these answered; the base of everything below
 * @param counts how many took each choice; of several choices the sum may be more than {@code answered}
 * @param spread of numbers; null where none was answered or it asks for none
 * @param said each answer of a question that has neither choices nor numbers
 */
public record Tally(
        Question question,
        int asked,
        int answered,
        Map<String, Integer> counts,
        @Nullable Spread spread,
        List<List<String>> said) {

    /** Of fewer answers the figures would tell who said what; the public sees none of them. */
    public static final int FEWEST = 5;

    /**
     * Numbers, unrounded.
     *
     * @param mean sum over how many, to 16 digits
     */
    public record Spread(BigDecimal mean, BigDecimal median, BigDecimal least, BigDecimal most) {

        static Spread of(List<BigDecimal> numbers) {
            List<BigDecimal> sorted = numbers.stream().sorted().toList();
            BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            int half = sorted.size() / 2;
            BigDecimal median = sorted.size() % 2 == 1
                    ? sorted.get(half)
                    : sorted.get(half - 1).add(sorted.get(half)).divide(BigDecimal.TWO, MathContext.DECIMAL64);
            return new Spread(
                    sum.divide(BigDecimal.valueOf(sorted.size()), MathContext.DECIMAL64),
                    median,
                    sorted.getFirst(),
                    sorted.getLast());
        }
    }

    public Tally {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        said = List.copyOf(said);
    }

    public int of(String choice) {
        return counts.getOrDefault(choice, 0);
    }

    /** One for each question, computed ones too, in the order of the form. */
    public static List<Tally> of(Form form, List<Answers> responses) {
        List<FormReading> readings =
                responses.stream().map(each -> FormCheck.read(form, each)).toList();
        return form.questions().stream().map(question -> of(question, readings)).toList();
    }

    private static Tally of(Question question, List<FormReading> readings) {
        int asked = 0;
        var counts = new LinkedHashMap<String, Integer>();
        var numbers = new ArrayList<BigDecimal>();
        var said = new ArrayList<List<String>>();
        int answered = 0;
        for (FormReading reading : readings) {
            Optional<Value> value = reading.value(question.code());
            asked += value.isPresent() || reading.asked().contains(question) ? 1 : 0;
            answered += value.isPresent() ? 1 : 0;
            value.ifPresent(one -> {
                switch (one) {
                    case Value.One _, Value.Many _, Value.YesNo _, Value.Region _ ->
                        one.canonical().forEach(choice -> counts.merge(choice, 1, Integer::sum));
                    case Value.Whole(var number) -> numbers.add(BigDecimal.valueOf(number));
                    case Value.Decimal(var number) -> numbers.add(number);
                    case Value.Money(var fen) -> numbers.add(BigDecimal.valueOf(fen, 2));
                    case Value.Words _, Value.Citizen _, Value.Credit _, Value.Phone _, Value.Address _ ->
                        said.add(one.canonical());
                    case Value.Day _, Value.Period _, Value.Table _, Value.File _, Value.Licence _ ->
                        said.add(one.canonical());
                }
            });
        }
        return new Tally(question, asked, answered, counts, numbers.isEmpty() ? null : Spread.of(numbers), said);
    }
}
