package org.yimen.form;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * One thing that is asked, on one page.
 *
 * @param code kebab-case, unique in its form
 * @param why why it is asked and by which article; the page offers it on demand
 * @param unit shown behind the field, e.g. 平方米
 * @param least the least number that is accepted, for {@link Kind#NUMBER} and {@link Kind#MONEY}
 * @param onlyIf asked only when an earlier answer has this value
 */
public record Question(
        String code,
        Text label,
        @Nullable Text hint,
        @Nullable Text why,
        Kind kind,
        boolean required,
        List<Choice> choices,
        @Nullable Text unit,
        int maxLength,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        @Nullable OnlyIf onlyIf) {

    public enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        MONEY,
        DATE,
        CHOICE,
        CHOICES,
        PHONE,
        CITIZEN_ID,
        CREDIT_CODE
    }

    public record Choice(String code, Text label) {}

    public record OnlyIf(String question, String answer) {}

    public Question {
        choices = List.copyOf(choices);
    }
}
