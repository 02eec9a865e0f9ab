package org.yimen.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * One thing that is asked.
 *
 * @param code kebab-case, unique in its form; expressions write its hyphens as {@code _}
 * @param why why it is asked and by which article; the page offers it on demand
 * @param when on what the other answers have a say: whether it is asked, whether it must be answered, what it is
 */
public record Question(
        String code,
        Text label,
        @Nullable Text hint,
        @Nullable Text why,
        Field field,
        boolean required,
        When when) {

    public record Choice(String code, Text label) {}

    /**
     * What other answers decide.
     *
     * @param asked asked only where this holds; always where there is none
     * @param needed must be answered where this holds, although it is not required elsewhere
     * @param computed nobody is asked: the answer follows from others
     */
    public record When(
            @Nullable Claim asked,
            @Nullable Claim needed,
            @Nullable Computation computed) {
        public static final When ALWAYS = new When(null, null, null);
    }

    /** One that is asked whatever the other answers are. */
    public Question(String code, Text label, Field field, boolean required) {
        this(code, label, null, null, field, required, When.ALWAYS);
    }

    public @Nullable Claim onlyIf() {
        return when.asked();
    }

    /** What of somebody a line of text is: read from what the form itself calls it, for a line has no kind of its own. */
    public enum Personal {
        NOTHING,
        /** 姓名. */
        NAME,
        /** Where somebody lives or gets his mail; where a business is, its licence says to everybody. */
        ADDRESS
    }

    private static final List<String> NAMES = List.of("姓名", "联系人", "法定代表人", "代理人", "监护人", "经办人");
    private static final List<String> HOMES = List.of("邮寄地址", "住在哪里", "住址", "家庭地址", "通信地址");

    /** What masks must know of it beside its kind. */
    public Personal personal() {
        if (!(field instanceof Field.Line)) {
            return Personal.NOTHING;
        }
        if (NAMES.stream().anyMatch(label.zh()::endsWith)) {
            return Personal.NAME;
        }
        return HOMES.stream().anyMatch(label.zh()::contains) ? Personal.ADDRESS : Personal.NOTHING;
    }

    public boolean isComputed() {
        return when.computed() != null;
    }

    public List<Choice> choices() {
        return field.choices();
    }

    public @Nullable Text unit() {
        return field.unit();
    }
}
