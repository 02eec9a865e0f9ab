package org.yimen.identifier;

import java.util.Optional;
import java.util.regex.Pattern;

/** 统一社会信用代码 (GB 32100): who registered it, what kind it is, where, the organisation and a check character. */
public record CreditCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern SHAPE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}");
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    public CreditCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a unified social credit code: " + value);
        }
    }

    /** The code that {@code text} spells, forgiving case, spaces and full-width characters. */
    public static Optional<CreditCode> parse(String text) {
        String canonical = Canonical.of(text);
        return isValid(canonical) ? Optional.of(new CreditCode(canonical)) : Optional.empty();
    }

    public static CreditCode of(String text) {
        return new CreditCode(Canonical.of(text));
    }

    /** What the writer of a wrong code probably meant: I for 1, O for 0. To be offered, never taken unasked. */
    public static Optional<CreditCode> suggest(String text) {
        String canonical = Canonical.of(text);
        return isValid(canonical)
                ? Optional.empty()
                : parse(canonical.replace('I', '1').replace('O', '0'));
    }

    private static boolean isValid(String text) {
        return SHAPE.matcher(text).matches() && checkCharacter(text) == text.charAt(17);
    }

    /** The 31 characters stand for 0 to 30; the weights are the powers of 3. */
    private static char checkCharacter(String text) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(text.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** Region of the registering authority (GB/T 2260). */
    public String region() {
        return value.substring(2, 8);
    }

    /** 主体标识码: the nine characters of the organisation code (GB 11714) inside. */
    public String organisationCode() {
        return value.substring(8, 17);
    }

    /** Whether the code inside passes GB 11714. Old records know exceptions, so this is a warning, never a refusal. */
    public boolean isOrganisationCodeConsistent() {
        int sum = 0;
        String code = organisationCode();
        for (int i = 0; i < 8; i++) {
            sum += Character.digit(code.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        }
        return code.charAt(8) == "0X987654321".charAt(sum % 11);
    }

    /** The first and the last four characters. */
    public String masked() {
        return value.substring(0, 4) + "**********" + tail();
    }

    /** The last four characters. */
    public String tail() {
        return value.substring(14);
    }

    @Override
    public String toString() {
        return value;
    }
}
