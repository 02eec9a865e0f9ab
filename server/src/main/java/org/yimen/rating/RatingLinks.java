package org.yimen.rating;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.yimen.crypto.ColumnCipher;

/**
 * 评价链接: the address that a message or a receipt carries. Whoever has it rates that one service, once; another one rates
 * it again after it was put right. Only our key makes them, and they are kept nowhere.
 */
@Service
public class RatingLinks {

    private static final String PURPOSE = "rating.occasion.link";

    /** 再评价: of its own, for the first link stood on slips that others printed. */
    private static final String AGAIN = "rating.occasion.again";

    private static final int BYTES = 12;

    private final ColumnCipher cipher;
    private final String address;

    RatingLinks(ColumnCipher cipher, @Value("${yimen.url:http://localhost:8080}") String address) {
        this.cipher = cipher;
        this.address = address;
    }

    /**
     * The whole address.
     *
     * @param subject the case or the ticket; it may be given away before the service has come to its end
     */
    public String of(UUID subject, Channel channel) {
        return address + path(subject, channel);
    }

    /** The same within this site. */
    public String path(UUID subject, Channel channel) {
        return "/rate/" + subject + "/" + spelt(cipher.index(PURPOSE, subject.toString())) + "?via=" + channel.code();
    }

    /** 再评价: the whole address that only the message about its mending carries. */
    public String again(UUID subject) {
        return address + "/rate/" + subject + "/" + spelt(cipher.index(AGAIN, subject.toString())) + "?via="
                + Channel.SMS.code();
    }

    /** True where the code is this subject's, by whatever key it was made. */
    public boolean opens(UUID subject, String code) {
        return opens(PURPOSE, subject, code);
    }

    /** The same of {@link #again}. */
    public boolean opensAgain(UUID subject, String code) {
        return opens(AGAIN, subject, code);
    }

    private boolean opens(String purpose, UUID subject, String code) {
        byte[] claimed = code.getBytes(StandardCharsets.US_ASCII);
        return cipher.indexes(purpose, subject.toString()).stream()
                .anyMatch(index -> MessageDigest.isEqual(claimed, spelt(index).getBytes(StandardCharsets.US_ASCII)));
    }

    private static String spelt(byte[] index) {
        return HexFormat.of().formatHex(Arrays.copyOf(index, BYTES));
    }
}
