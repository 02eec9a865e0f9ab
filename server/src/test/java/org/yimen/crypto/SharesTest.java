package org.yimen.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Property(tries = 200)
    void anyTwoSharesGiveTheSecretAndOneAloneDoesNot(@ForAll @Size(32) byte[] secret) {
        List<byte[]> shares = Shares.of(secret);

        for (int one = 1; one <= Shares.COUNT; one++) {
            for (int other = 1; other <= Shares.COUNT; other++) {
                if (one != other) {
                    assertThat(Shares.joined(one, shares.get(one - 1), other, shares.get(other - 1)))
                            .isEqualTo(secret);
                }
            }
        }
    }

    /** For each secret there is exactly one other share that goes with a given one: a share alone excludes nothing. */
    @Test
    void oneShareFitsEverySecret() {
        byte[] share = {0x5a};

        var secrets = IntStream.range(0, 256)
                .mapToObj(other -> Shares.joined(1, share, 2, new byte[] {(byte) other})[0])
                .distinct();

        assertThat(secrets).hasSize(256);
    }

    @Test
    void theSameShareTwiceIsNoPair() {
        byte[] share = {1};

        assertThatIllegalArgumentException().isThrownBy(() -> Shares.joined(2, share, 2, share));
    }
}
