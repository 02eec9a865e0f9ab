package org.yimen.identity;

import org.yimen.audit.AuditLog;

/** 脱敏: what a screen shows of a name or a number. */
public final class Masks {

    private static final int PHONE_HEAD = 3;
    private static final int PHONE_TAIL = 4;
    private static final int ADDRESS_STARS = 6;

    private Masks() {}

    /** 张晓明 becomes 张*明, 王芳 王*, 欧阳修远 欧**远; a name in letters keeps the first of each word. */
    public static String name(String name) {
        int[] signs = name.strip().codePoints().toArray();
        if (signs.length == 0) {
            return "*";
        }
        if (Character.isAlphabetic(signs[0]) && !Character.isIdeographic(signs[0])) {
            return name.strip().replaceAll("(?<=\\p{L})\\p{L}", "*");
        }
        String first = Character.toString(signs[0]);
        return switch (signs.length) {
            case 1 -> "*";
            case 2 -> first + "*";
            default -> first + "*".repeat(signs.length - 2) + Character.toString(signs[signs.length - 1]);
        };
    }

    /** 138****6021; of a shorter number only the end. */
    public static String phone(String phone) {
        if (phone.length() <= PHONE_HEAD + PHONE_TAIL) {
            return "*".repeat(Math.max(0, phone.length() - 2)) + phone.substring(Math.max(0, phone.length() - 2));
        }
        return phone.substring(0, PHONE_HEAD)
                + "*".repeat(phone.length() - PHONE_HEAD - PHONE_TAIL)
                + phone.substring(phone.length() - PHONE_TAIL);
    }

    /** What somebody wrote, as the office reads it: citizen and mobile numbers in it keep only their ends. */
    public static String words(String words) {
        return AuditLog.withoutPersonalNumbers(words);
    }

    /** Where somebody lives, up to the street: the number of the house and what follows is hidden. */
    public static String address(String address) {
        int digit = 0;
        while (digit < address.length() && !Character.isDigit(address.charAt(digit))) {
            digit++;
        }
        int shown = Math.min(digit, address.length() / 2);
        return address.substring(0, shown) + "*".repeat(Math.min(ADDRESS_STARS, address.length() - shown));
    }
}
