package org.yimen.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class Sm4GcmTest {

    private final byte[] key = Sm4Gcm.newKey();

    @Property(tries = 200)
    void whatWasSealedOpensUnderTheSameKeyAndPlaceOnly(
            @ForAll @Size(max = 200) byte[] plain, @ForAll @Size(min = 1, max = 20) byte[] place) {
        byte[] sealed = Sm4Gcm.seal(key, plain, place);

        assertThat(Sm4Gcm.open(key, sealed, place))
                .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(plain));
        assertThat(Sm4Gcm.open(Sm4Gcm.newKey(), sealed, place)).isEmpty();
        assertThat(Sm4Gcm.open(key, sealed, new byte[0])).isEmpty();
        assertThat(sealed).isNotEqualTo(Sm4Gcm.seal(key, plain, place));
    }

    @Property(tries = 200)
    void oneChangedByteDoesNotOpen(@ForAll @Size(max = 60) byte[] plain, @ForAll int at, @ForAll byte by) {
        byte[] sealed = Sm4Gcm.seal(key, plain, new byte[0]);

        sealed[Math.floorMod(at, sealed.length)] ^= by == 0 ? 1 : by;

        assertThat(Sm4Gcm.open(key, sealed, new byte[0])).isEmpty();
    }

    @Property(tries = 50)
    void tooShortForIvAndTagDoesNotOpen(@ForAll @Size(max = 27) byte[] sealed) {
        assertThat(Sm4Gcm.open(key, sealed, new byte[0])).isEmpty();
    }
}
