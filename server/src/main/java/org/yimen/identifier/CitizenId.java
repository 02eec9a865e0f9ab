package org.yimen.identifier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * 公民身份号码 (GB 11643), and the numbers of the same build on residence permits (81, 82, 83) and permanent residence
 * cards (9). It prints masked, so that it cannot reach a log by accident; {@link #value()} is for storage and forms.
 */
public record CitizenId(String value) {

    /** Why a text is no citizen number, in the order in which it is checked. */
    public enum Flaw {
        /** The form of fifteen digits has been out of use since 2013. */
        FIFTEEN_DIGITS,
        SHAPE,
        BIRTH_DATE,
        AREA,
        CHECK_CHARACTER
    }

    private static final Pattern FIFTEEN = Pattern.compile("[1-9][0-9]{14}");
    private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{16}[0-9X]");

    /**
     * Provinces only: counties have been merged and renamed, and the numbers given out under their old codes stay valid.
     */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83");

    private static final char PERMANENT_RESIDENT = '9';
    private static final String CHECK_CHARACTERS = "10X98765432";

    public CitizenId {
        Optional<Flaw> flaw = flawOf(value);
        if (flaw.isPresent()) {
            // Without the value: even a mistyped number says too much about a person.
            throw new IllegalArgumentException("Not a citizen number: " + flaw.get());
        }
    }

    /** The number that {@code text} spells, forgiving case, spaces and full-width characters. */
    public static Optional<CitizenId> parse(String text) {
        String canonical = Canonical.of(text);
        return flawOf(canonical).isPresent() ? Optional.empty() : Optional.of(new CitizenId(canonical));
    }

    /** As {@link #parse(String)}, and refuses who is not born yet. */
    public static Optional<CitizenId> parse(String text, LocalDate today) {
        return parse(text).filter(id -> !id.bornOn().isAfter(today));
    }

    public static CitizenId of(String text) {
        return new CitizenId(Canonical.of(text));
    }

    /** What is wrong with {@code text}, for the message beside the field; empty where nothing is. */
    public static Optional<Flaw> flaw(String text) {
        return flawOf(Canonical.of(text));
    }

    private static Optional<Flaw> flawOf(String text) {
        if (FIFTEEN.matcher(text).matches()) {
            return Optional.of(Flaw.FIFTEEN_DIGITS);
        }
        if (!SHAPE.matcher(text).matches()) {
            return Optional.of(Flaw.SHAPE);
        }
        if (!isDate(text)) {
            return Optional.of(Flaw.BIRTH_DATE);
        }
        if (text.charAt(0) != PERMANENT_RESIDENT && !PROVINCES.contains(text.substring(0, 2))) {
            return Optional.of(Flaw.AREA);
        }
        return checkCharacter(text) == text.charAt(17) ? Optional.empty() : Optional.of(Flaw.CHECK_CHARACTER);
    }

    private static boolean isDate(String text) {
        try {
            var _ = birthDate(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static LocalDate birthDate(String text) {
        return LocalDate.of(
                Integer.parseInt(text, 6, 10, 10),
                Integer.parseInt(text, 10, 12, 10),
                Integer.parseInt(text, 12, 14, 10));
    }

    /** ISO 7064 MOD 11-2 over the first seventeen digits. */
    private static char checkCharacter(String text) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum = (sum + text.charAt(i) - '0') * 2 % 11;
        }
        return CHECK_CHARACTERS.charAt(sum);
    }

    public LocalDate bornOn() {
        return birthDate(value);
    }

    /** Full years of age. */
    public int ageOn(LocalDate day) {
        return (int) ChronoUnit.YEARS.between(bornOn(), day);
    }

    /** For screens: the first three and the last four characters, the date of birth hidden. */
    public String masked() {
        return value.substring(0, 3) + "***********" + tail();
    }

    /** The last four characters. */
    public String tail() {
        return value.substring(14);
    }

    @Override
    public String toString() {
        return masked();
    }
}
