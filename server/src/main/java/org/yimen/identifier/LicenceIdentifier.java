package org.yimen.identifier;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 电子证照标识 (GB/T 36904): root, type, issuer, serial, version and check character. Renewal and change keep the serial
 * and raise the version.
 *
 * @param type 证照类型代码: the credit code of the organ that defined the type, and three digits
 * @param serial letters and digits, as each kind of licence numbers itself
 */
public record LicenceIdentifier(String type, CreditCode issuer, String serial, int version) {

    private static final String ROOT = "1.2.156.3005.2";
    private static final int LAST_VERSION = 999;
    private static final Pattern TYPE = Pattern.compile("[0-9A-Z]{18}[0-9]{3}");
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Z]{1,40}");
    private static final Pattern TEXT =
            Pattern.compile(Pattern.quote(ROOT) + "\\.([^.]+)\\.([^.]+)\\.([^.]+)\\.([0-9]{3})\\.([0-9A-Z])");

    public LicenceIdentifier {
        if (!TYPE.matcher(type).matches()
                || CreditCode.parse(type.substring(0, 18)).isEmpty()
                || !SERIAL.matcher(serial).matches()
                || version < 1
                || version > LAST_VERSION) {
            throw new IllegalArgumentException("Not a licence identifier: " + type + "." + serial + "." + version);
        }
    }

    /** The identifier of the first version of a licence. */
    public static LicenceIdentifier first(CreditCode definer, int typeNumber, CreditCode issuer, String serial) {
        return new LicenceIdentifier("%s%03d".formatted(definer.value(), typeNumber), issuer, serial, 1);
    }

    /** The identifier that {@code text} spells; empty where its shape or its check character is wrong. */
    public static Optional<LicenceIdentifier> parse(String text) {
        Matcher parts = TEXT.matcher(Canonical.of(text));
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<CreditCode> issuer = CreditCode.parse(parts.group(2));
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        try {
            var identifier = new LicenceIdentifier(
                    parts.group(1), issuer.get(), parts.group(3), Integer.parseInt(parts.group(4)));
            return Optional.of(identifier)
                    .filter(it -> it.checkCharacter() == parts.group(5).charAt(0));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public static LicenceIdentifier of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a licence identifier: " + text));
    }

    /** The same licence after a renewal or a change. */
    public LicenceIdentifier nextVersion() {
        return new LicenceIdentifier(type, issuer, serial, version + 1);
    }

    public char checkCharacter() {
        return mod3736(type + issuer.value() + serial + threeDigits());
    }

    /** ISO/IEC 7064 MOD 37,36. */
    static char mod3736(String text) {
        int product = 36;
        for (int i = 0; i < text.length(); i++) {
            int sum = (product + Character.digit(text.charAt(i), 36)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return Character.toUpperCase(Character.forDigit((37 - product) % 36, 36));
    }

    private String threeDigits() {
        return "%03d".formatted(version);
    }

    @Override
    public String toString() {
        return String.join(".", ROOT, type, issuer.value(), serial, threeDigits(), String.valueOf(checkCharacter()));
    }
}
