package org.yimen.survey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;
import org.yimen.survey.Results.Measured;

/**
 * 测评 as a page shows it: score and rate side by side, since neither can be had from the other.
 *
 * @param asked whom chance drew
 * @param lines the whole first, then each department
 */
public record MeasuredView(Questionnaire of, int asked, List<Line> lines) {

    private static final String NONE = "—";
    private static final int HUNDRED = 100;

    /**
     * One line of the table.
     *
     * @param name of a department, or null for the whole
     */
    public record Line(@Nullable Text name, Scoring.Result result) {

        public String score() {
            BigDecimal score = result.score();
            return score == null ? NONE : score.toPlainString();
        }

        public String rate() {
            BigDecimal rate = result.rate();
            return rate == null ? NONE : rate.toPlainString() + " %";
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
        int valid = lines.getFirst().result().valid();
        return asked == 0
                ? NONE
                : BigDecimal.valueOf((long) valid * HUNDRED)
                                .divide(BigDecimal.valueOf(asked), 1, RoundingMode.HALF_UP)
                                .toPlainString()
                        + " %";
    }
}
