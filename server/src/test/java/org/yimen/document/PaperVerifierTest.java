package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.TestKeys;

class PaperVerifierTest {

    @Test
    void look(@TempDir Path home) throws Exception {
        KeyStore keys = TestKeys.in(home);
        var maker = new PaperMaker(keys);
        Files.createDirectories(Path.of("/tmp/paper/out"));
        Seal acc = Papers.seal(keys, SealKind.ACCEPTANCE, null);
        Seal office = Papers.seal(keys, SealKind.OFFICE, null);
        Files.write(Path.of("/tmp/paper/out/acceptance.pdf"), maker.make(Papers.acceptance(), Papers.MARKS, acc, Papers.NOW));
        Files.write(Path.of("/tmp/paper/out/defects.pdf"), maker.make(Papers.defects(), Papers.MARKS, acc, Papers.NOW));
        byte[] licence = maker.make(Papers.licence(), Papers.MARKS, office, Papers.NOW);
        Files.write(Path.of("/tmp/paper/out/licence.pdf"), licence);
        var verifier = new PaperVerifier((r, id) -> java.util.Optional.of(office));
        assertThat(verifier.verify(licence)).isInstanceOf(Verdict.Genuine.class);
    }
}
