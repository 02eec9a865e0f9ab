package org.yimen.document;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * 核验码: eleven random characters and a check character, {@code 7KMP-4XQ2-9TB3}. Whoever holds the paper can read it
 * out; nobody guesses one in 2^55.
 */
public record VerificationCode(String value) {

    /** Crockford's 32: no I, L, O or U. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 12;
    /** What people type around the twelve: dashes, spaces. */
    private static final int MOST_TYPED = 40;

    private static final SecureRandom RANDOM = new SecureRandom();

    public VerificationCode {
        if (!isCanonical(value)) {
            throw new IllegalArgumentException("not a verification code: " + value);
        }
    }

    static VerificationCode random() {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH - 1; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new VerificationCode(code.append(checkCharacter(code)).toString());
    }

    /** The code that {@code typed} spells, forgiving case, dashes, spaces, full width, O for 0, I and L for 1. */
    public static Optional<VerificationCode> parse(String typed) {
        if (typed.length() > MOST_TYPED) {
            return Optional.empty();
        }
        String canonical = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Pd}]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return isCanonical(canonical) ? Optional.of(new VerificationCode(canonical)) : Optional.empty();
    }

    private static boolean isCanonical(String value) {
        return value.length() == LENGTH
                && value.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0)
                && checkCharacter(value.substring(0, LENGTH - 1)) == value.charAt(LENGTH - 1);
    }

    /**
     * Weights 3, 5, 7, … are odd, thus one wrong character always changes the sum modulo 32; neighbours differ by two,
     * so that all swaps show but those of characters sixteen apart.
     */
    private static char checkCharacter(CharSequence characters) {
        int sum = 0;
        for (int i = 0; i < characters.length(); i++) {
            sum += ALPHABET.indexOf(characters.charAt(i)) * (2 * i + 3);
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }

    /** For pages and papers: in groups of four. */
    public String grouped() {
        return String.join("-", value.substring(0, 4), value.substring(4, 8), value.substring(8));
    }

    @Override
    public String toString() {
        return grouped();
    }
}
