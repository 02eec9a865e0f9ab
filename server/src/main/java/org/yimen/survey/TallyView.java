package org.yimen.survey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.yimen.form.FieldView;
import org.yimen.platform.Rate;
import org.yimen.platform.web.Words;

/**
 * What many said to one question, as a page shows it.
 *
 * @param whole true for the centre: what people wrote and the ends of the numbers are shown too, which are one person's answer each
 */
public record TallyView(Tally tally, boolean whole) {

    /** A page with more of what people wrote is read by nobody; the file has all of it. */
    public static final int MOST_SAID = 200;

    /** One choice: how many took it, and what share of those who answered. */
    public record Line(String label, int number, String share) {}

    /** Too few answered it to say more than how many. */
    public boolean few() {
        return !whole && tally.answered() < Tally.FEWEST;
    }

    public boolean chooses() {
        return !choices(Words.of(java.util.Locale.CHINESE)).isEmpty();
    }

    /** Every choice in the order of the form, those nobody took among them. */
    public List<Line> lines(Words words) {
        return choices(words).stream()
                .filter(choice -> choice.value() != null)
                .map(choice -> {
                    int number = tally.of(String.valueOf(choice.value()));
                    return new Line(
                            String.valueOf(choice.text()),
                            number,
                            Rate.of(number, tally.answered()).percent(1));
                })
                .toList();
    }

    private List<org.yimen.platform.ui.Choice> choices(Words words) {
        return FieldView.of(tally.question(), "x", List.of(), List.of()).choices(words);
    }

    /** A number of the spread with its unit, rounded for reading only. */
    public String number(BigDecimal number, Words words) {
        var unit = tally.question().unit();
        String plain = number.setScale(Math.min(2, Math.max(0, number.scale())), RoundingMode.HALF_UP)
                .toPlainString();
        return unit == null ? plain : plain + " " + words.text(unit);
    }

    /** What people wrote, personal numbers masked. */
    public List<String> said(Words words) {
        return tally.said().stream()
                .limit(MOST_SAID)
                .map(given -> FreeText.shown(tally.question(), given, words))
                .toList();
    }
}
