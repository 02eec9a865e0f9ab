package org.yimen.hotline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.yimen.crypto.ColumnCipher;

/** Twelve characters that only our key can make of an order's id: nobody guesses one of 2⁵⁸, however long he tries. */
final class AnswerCode {

    /** None looks like another when read out. */
    private static final String ALPHABET = "2345679ACDEFGHJKMNPRTWXY";

    private static final int LENGTH = 12;
    private static final int BYTES = 16;
    private static final String PURPOSE = "hotline.work_order.answer_code";

    private AnswerCode() {}

    static String of(ColumnCipher cipher, UUID order) {
        String code = spelt(cipher.index(PURPOSE, order.toString()));
        return code.substring(0, 4) + "-" + code.substring(4, 8) + "-" + code.substring(8);
    }

    /** A code outlives the key that made it. */
    static boolean opens(ColumnCipher cipher, UUID order, String typed) {
        byte[] claimed = OrderDesk.canonical(typed).getBytes(US_ASCII);
        return cipher.indexes(PURPOSE, order.toString()).stream()
                .anyMatch(index -> MessageDigest.isEqual(claimed, spelt(index).getBytes(US_ASCII)));
    }

    private static String spelt(byte[] index) {
        var number = new BigInteger(1, Arrays.copyOf(index, BYTES));
        var base = BigInteger.valueOf(ALPHABET.length());
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(number.mod(base).intValue()));
            number = number.divide(base);
        }
        return code.toString();
    }
}
