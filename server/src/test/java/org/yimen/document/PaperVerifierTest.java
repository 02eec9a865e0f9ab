package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.TestKeys;
import org.yimen.document.Seal.Revocation;
import org.yimen.document.Verdict.Altered;
import org.yimen.document.Verdict.Genuine;
import org.yimen.document.Verdict.NotOurs;
import org.yimen.document.Verdict.SealOutsideValidity;
import org.yimen.document.Verdict.SealRevokedBefore;
import org.yimen.testing.Proves;

class PaperVerifierTest {

    private static final Map<UUID, Seal> REGISTER = new ConcurrentHashMap<>();
    private static final PaperVerifier VERIFIER =
            new PaperVerifier((region, id) -> Optional.ofNullable(REGISTER.get(id)));

    @TempDir
    private static Path home;

    private static KeyStore keys;
    private static PaperMaker maker;
    private static Seal seal;
    private static byte[] file;

    @BeforeAll
    static void signOne() {
        keys = TestKeys.in(home);
        maker = new PaperMaker(keys);
        seal = registered(Papers.seal(keys, SealKind.ACCEPTANCE, null));
        file = maker.make(Papers.acceptance(), Papers.MARKS, seal, Papers.NOW);
    }

    @Test
    void aPaperAsItWasSignedIsGenuine() {
        assertThat(VERIFIER.verify(file)).isInstanceOfSatisfying(Genuine.class, genuine -> {
            assertThat(genuine.seal()).isEqualTo(seal);
            assertThat(genuine.signedAt()).isEqualTo(Papers.NOW);
        });
    }

    @Test
    @Proves("M-CRT-03")
    void oneBitFlippedInAnyByteOfTheSignatureDictionaryIsNeverGenuine() {
        int from = text(file).indexOf("<</Type/Sig") - 12;
        int to = text(file).indexOf("endobj", from) + 6;

        for (int at = from; at < to; at++) {
            for (int bit = 0; bit < 8; bit++) {
                assertNotGenuine(flipped(at, 1 << bit), "byte " + at + ", bit " + bit);
            }
        }
    }

    @Test
    @Proves("M-CRT-03")
    void oneByteChangedAnywhereElseIsNeverGenuine() {
        var random = new Random(20261121);

        for (int i = 0; i < 600; i++) {
            int at = i < 50 ? i : i < 100 ? file.length - 1 - (i - 50) : random.nextInt(file.length);
            assertNotGenuine(flipped(at, 1 + random.nextInt(255)), "byte " + at);
        }
    }

    @Test
    void aFileCutOrLengthenedIsNeverGenuine() {
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            assertNotGenuine(Arrays.copyOf(file, random.nextInt(file.length)), "cut");
        }

        assertNotGenuine(Arrays.copyOf(file, file.length - 1), "one byte short");
        assertNotGenuine(Arrays.copyOf(file, file.length + 1), "one zero more");
        assertNotGenuine(joined(file, "\n".getBytes(StandardCharsets.US_ASCII)), "one line end more");
        assertNotGenuine(joined(new byte[] {'\n'}, file), "one line end before");
        assertNotGenuine(joined(file, file), "twice");
    }

    @Test
    void anIncrementalUpdateBehindTheSignatureIsNeverGenuine() {
        byte[] update =
                "\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(VERIFIER.verify(joined(file, update))).isEqualTo(new Altered("document.verify.layout"));
    }

    @Test
    void aSecondByteRangeIsNeverGenuine() {
        byte[] second = "\n/ByteRange[0 1 2 3]".getBytes(StandardCharsets.US_ASCII);

        assertThat(VERIFIER.verify(joined(file, second))).isEqualTo(new Altered("document.verify.several"));
    }

    @Test
    void somethingHiddenInThePaddingOrOtherwiseSpeltIsNeverGenuine() {
        int gap = text(file).indexOf("/Contents<") + "/Contents<".length();
        byte[] hidden = file.clone();
        hidden[gap + 2047] = '1';
        byte[] upperCase = file.clone();
        for (int i = gap; i < gap + 2048; i++) {
            upperCase[i] = (byte) Character.toUpperCase(upperCase[i]);
        }

        assertThat(VERIFIER.verify(hidden)).isEqualTo(new Altered("document.verify.envelope"));
        assertThat(VERIFIER.verify(upperCase)).isEqualTo(new Altered("document.verify.envelope"));
    }

    @Test
    void theSignatureOfAnotherPaperDoesNotFit() {
        byte[] other = maker.make(Papers.defects(), Papers.MARKS, seal, Papers.NOW);
        int from = text(other).indexOf("/Contents<") + "/Contents<".length();
        int to = text(file).indexOf("/Contents<") + "/Contents<".length();
        byte[] forged = file.clone();
        System.arraycopy(other, from, forged, to, 2048);

        assertThat(VERIFIER.verify(forged)).isEqualTo(new Altered("document.verify.content"));
    }

    @Test
    void aKeyThatIsNotInTheRegisterProvesNothing() {
        Seal stranger = Papers.seal(keys, SealKind.ACCEPTANCE, null);
        byte[] forged = maker.make(Papers.acceptance(), Papers.MARKS, stranger, Papers.NOW);
        // The forger names our seal but signs with a key of his own.
        Seal mixed = new Seal(
                seal.region(),
                seal.id(),
                seal.kind(),
                seal.department(),
                seal.name(),
                stranger.key(),
                stranger.publicKey(),
                seal.validFrom(),
                seal.validUntil(),
                null,
                seal.custodian());
        byte[] borrowed = maker.make(Papers.acceptance(), Papers.MARKS, mixed, Papers.NOW);

        assertThat(VERIFIER.verify(forged)).isEqualTo(new NotOurs("document.verify.unknown-seal"));
        assertThat(VERIFIER.verify(borrowed)).isEqualTo(new NotOurs("document.verify.unknown-seal"));
    }

    @Test
    void aSignatureByAnotherKeyUnderOurKeyIdIsNotGenuine() {
        KeyStore others = TestKeys.in(home.resolve("others"));
        var signed =
                new Envelope.Signed(seal.region(), seal.id(), seal.key(), seal.name(), Papers.NOW, "00".repeat(32));
        byte[] signature = others.sign(others.newSigningKey(), signed.der());
        String forged =
                HexFormat.of().formatHex(new Envelope(signed, HexFormat.of().formatHex(signature)).der());
        int gap = text(file).indexOf("/Contents<") + "/Contents<".length();
        byte[] changed = file.clone();
        Arrays.fill(changed, gap, gap + 2048, (byte) '0');
        System.arraycopy(forged.getBytes(StandardCharsets.US_ASCII), 0, changed, gap, forged.length());

        assertThat(VERIFIER.verify(changed)).isEqualTo(new Altered("document.verify.signature"));
    }

    @Test
    @Proves("M-CRT-03")
    void aRevokedOrExpiredSealDoesNotSign() {
        Seal revoked = Papers.seal(keys, SealKind.ACCEPTANCE, new Revocation(Papers.NOW, "印章遗失"));

        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() -> maker.make(Papers.acceptance(), Papers.MARKS, revoked, Papers.NOW))
                .returns("document.seal.revoked", DocumentRuleBroken::code);
        assertThatExceptionOfType(DocumentRuleBroken.class)
                .isThrownBy(() ->
                        maker.make(Papers.acceptance(), Papers.MARKS, seal, Papers.NOW.plusSeconds(86_400L * 1000)))
                .returns("document.seal.expired", DocumentRuleBroken::code);
    }

    @Test
    void whatWasSignedBeforeTheRevocationStaysGenuineAndWhatCameAfterIsNot() {
        Seal fresh = registered(Papers.seal(keys, SealKind.ACCEPTANCE, null));
        byte[] signed = maker.make(Papers.acceptance(), Papers.MARKS, fresh, Papers.NOW);

        registered(revoked(fresh, new Revocation(Papers.NOW.plusSeconds(1), "换发新印章")));
        assertThat(VERIFIER.verify(signed)).isInstanceOf(Genuine.class);

        registered(revoked(fresh, new Revocation(Papers.NOW, "印章遗失")));
        assertThat(VERIFIER.verify(signed)).isInstanceOf(SealRevokedBefore.class);
    }

    @Test
    void aSignatureOutsideTheSealsValidityIsSaidSo() {
        Seal fresh = registered(Papers.seal(keys, SealKind.ACCEPTANCE, null));
        byte[] signed = maker.make(Papers.acceptance(), Papers.MARKS, fresh, Papers.NOW);
        registered(new Seal(
                fresh.region(),
                fresh.id(),
                fresh.kind(),
                fresh.department(),
                fresh.name(),
                fresh.key(),
                fresh.publicKey(),
                Papers.TODAY.plusDays(1),
                Papers.TODAY.plusDays(9),
                null,
                fresh.custodian()));

        assertThat(VERIFIER.verify(signed)).isInstanceOf(SealOutsideValidity.class);
    }

    @Property(tries = 300)
    void anyBytesAreAnsweredWithoutAnException(@ForAll @Size(max = 400) byte[] bytes) {
        assertThat(VERIFIER.verify(bytes)).isInstanceOf(NotOurs.class);
        assertThat(VERIFIER.verify(joined("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), bytes)))
                .isNotInstanceOf(Genuine.class);
    }

    /** The repetition is the seed, so a failing one can be run again. */
    @RepeatedTest(200)
    void anyBytesInTheGapAreAnsweredWithoutAnException(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        byte[] bytes = new byte[random.nextInt(1025)];
        random.nextBytes(bytes);
        // Half of them at least begin as an envelope does.
        if (random.nextBoolean() && bytes.length > 4) {
            bytes[0] = 0x30;
            bytes[1] = (byte) (0x80 + random.nextInt(4));
        }
        int gap = text(file).indexOf("/Contents<") + "/Contents<".length();
        byte[] changed = file.clone();
        byte[] hex = HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hex, 0, changed, gap, hex.length);

        assertThat(VERIFIER.verify(changed)).isInstanceOf(Arrays.equals(changed, file) ? Genuine.class : Altered.class);
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        assertThat(VERIFIER.verify(new byte[BlobStore.MOST_BYTES + 1]))
                .isEqualTo(new NotOurs("document.verify.too-large"));
        assertThat(VERIFIER.verify(new byte[0])).isEqualTo(new NotOurs("document.verify.not-pdf"));
        assertThat(VERIFIER.verify("%PDF-1.7 nothing signed".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new NotOurs("document.verify.unsigned"));
    }

    private static Seal registered(Seal entry) {
        REGISTER.put(entry.id(), entry);
        return entry;
    }

    private static Seal revoked(Seal entry, Revocation revocation) {
        return new Seal(
                entry.region(),
                entry.id(),
                entry.kind(),
                entry.department(),
                entry.name(),
                entry.key(),
                entry.publicKey(),
                entry.validFrom(),
                entry.validUntil(),
                revocation,
                entry.custodian());
    }

    private static byte[] flipped(int at, int by) {
        byte[] changed = file.clone();
        changed[at] ^= (byte) by;
        return changed;
    }

    private static void assertNotGenuine(byte[] changed, String what) {
        assertThat(VERIFIER.verify(changed)).as(what).isNotInstanceOf(Genuine.class);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
