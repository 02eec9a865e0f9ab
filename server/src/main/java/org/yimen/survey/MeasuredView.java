package org.yimen.survey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.organisation.Directory;
import org.yimen.platform.Rate;
import org.yimen.platform.Text;
import org.yimen.survey.Results.Measured;

/**
 * 测评 as a page shows it: score and rate side by side, since neither can be had from the other.
 *
 * @param asked whom chance drew
 * @param lines the whole first, then each department
 */
public record MeasuredView(Questionnaire of, int asked, List<Line> lines) {

    /**
     * One line of the table.
     *
     * @param name of a department, or null for the whole
     */
    public record Line(@Nullable Text name, Satisfaction result) {

        public String score() {
            return result.score().map(BigDecimal::toPlainString).orElse(Rate.NONE);
        }

        public String rate() {
            return result.rate().percent(1);
        }
    }

    public MeasuredView {
        lines = List.copyOf(lines);
    }

    public static MeasuredView of(Questionnaire of, Measured measured, Directory directory) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(null, measured.all()));
        measured.departments()
                .forEach((code, result) ->
                        lines.add(new Line(directory.department(code).name(), result)));
        return new MeasuredView(of, measured.asked(), lines);
    }

    /** Valid answers of those asked, with one decimal. */
    public String returned() {
        return Rate.of(lines.getFirst().result().valid(), asked).percent(1);
    }
}
