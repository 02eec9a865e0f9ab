package org.yimen.audit;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.yimen.platform.CitizenShape;

/** Finds citizen and mobile numbers in a text, however they are spelt: full-width, in groups, with the country before. */
final class PersonalNumbers {

    private static final String MOBILE = "(?:\\+?(?:00)?86)?1[3-9]\\d{9}";
    private static final Pattern TOGETHER =
            Pattern.compile("(?<![0-9A-Za-z-])(?:" + CitizenShape.REGEX + "|" + MOBILE + ")(?![0-9A-Za-z-])");

    /** What people put between the groups of a number. */
    private static final Pattern GAP = Pattern.compile("(?<=[0-9])[\\s\\p{Z}\\p{Pd}.·−]{1,3}(?=[0-9Xx])");

    /** Days and addresses of machines are groups of digits too, and so is a sum of money with its point. */
    private static final Pattern NO_GROUPS = Pattern.compile(
            "(?<![0-9.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9.])|(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])"
                    + "|(?<![0-9.])[0-9]+\\.[0-9]{1,2}(?![0-9.])");

    private static final Pattern MOBILE_APART = Pattern.compile("(?<![0-9A-Za-z-])" + MOBILE + "(?![0-9A-Za-z-])");
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final int CHECKED = 17;

    private PersonalNumbers() {}

    static boolean isIn(String text) {
        String narrow = visible(Normalizer.normalize(text, Normalizer.Form.NFKC));
        if (TOGETHER.matcher(narrow).find()) {
            return true;
        }
        // Groups of digits that only add up to a number must pass its check as well: lists of counts would be refused.
        return CitizenShape.ALONE.matcher(joined(narrow)).results().anyMatch(found -> isChecked(found.group()))
                || MOBILE_APART
                        .matcher(joined(NO_GROUPS.matcher(narrow).replaceAll("~")))
                        .find();
    }

    private static String joined(String text) {
        return GAP.matcher(text).replaceAll("");
    }

    private static String visible(String text) {
        return text.codePoints()
                .filter(each -> Character.getType(each) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** ISO 7064 MOD 11-2, as GB 11643 has it. */
    private static boolean isChecked(String number) {
        int sum = 0;
        for (int i = 0; i < CHECKED; i++) {
            sum = (sum + number.charAt(i) - '0') * 2 % 11;
        }
        return CHECK_CHARACTERS.charAt(sum) == Character.toUpperCase(number.charAt(CHECKED));
    }
}
