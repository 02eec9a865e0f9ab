package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yimen.audit.Tiles.Place;
import org.yimen.audit.Witnessing.Answer;
import org.yimen.crypto.Sm2;
import org.yimen.crypto.Sm2PrivateKey;

class WitnessTest {

    private static final Instant NOW = Instant.parse("2026-11-18T01:00:00Z");

    private final Sm2PrivateKey secret = Sm2.newPrivateKey();
    private final VerifierKey key = VerifierKey.ofLog("test-log", secret.publicKey());

    @TempDir
    private Path folder;

    /** A log in memory. */
    private final class Log {
        private final List<String> entries = new ArrayList<>();

        Log(String... first) {
            entries.addAll(List.of(first));
        }

        private MerkleTree.Nodes nodes() {
            var edge = new Tiles.Edge();
            entries.forEach(entry -> edge.add(MerkleTree.leaf(entry.getBytes(UTF_8))));
            Map<Place, byte[]> tiles = new HashMap<>(edge.changed());
            return Tiles.nodes((place, _) -> requireNonNull(tiles.get(place)), entries.size());
        }

        String head() {
            String text = Checkpoint.of("test-log", entries.size(), MerkleTree.root(nodes(), entries.size()), NOW)
                    .text();
            return new Note(text, List.of(Note.sign(text, key, message -> Sm2.sign(secret, message)))).toString();
        }

        List<byte[]> proof(long old) {
            return MerkleTree.consistency(nodes(), old, entries.size());
        }
    }

    private Witness witness() {
        var witness = new Witness(folder.resolve("witness"), InstantSource.fixed(NOW));
        assertThat(witness.trusts(key)).isTrue();
        return witness;
    }

    @Test
    void whatOnlyGrewIsSignedAndRemembered() {
        var log = new Log("a", "b");
        Witness witness = witness();
        assertThat(witness.add(0, List.of(), log.head())).isInstanceOf(Answer.Cosigned.class);
        log.entries.addAll(List.of("c", "d", "e"));

        Answer answer = witness().add(2, log.proof(2), log.head());

        assertThat(answer).isInstanceOfSatisfying(Answer.Cosigned.class, signed -> {
            Note note = Note.parse(log.head()).orElseThrow();
            Note with = note.with(signed.line());
            assertThat(Note.parse(with.toString()))
                    .hasValueSatisfying(
                            read -> assertThat(read.isSignedBy(witness.key())).isTrue());
        });
        assertThat(witness().remembered("test-log").flatMap(Checkpoint::parse).map(Checkpoint::size))
                .contains(5L);
    }

    @Test
    void aForkIsRefused() {
        var log = new Log("a", "b", "c");
        Witness witness = witness();
        witness.add(0, List.of(), log.head());
        var other = new Log("a", "B", "c", "d");

        assertThat(witness.add(3, other.proof(3), other.head()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.why()).contains("rewritten"));
        var sameSize = new Log("a", "B", "c");
        assertThat(witness.add(3, List.of(), sameSize.head())).isInstanceOf(Answer.Refused.class);
        assertThat(folder.resolve("witness").resolve("refusals.log")).content().contains("rewritten");
    }

    @Test
    void aLogThatWasSetBackIsTold() {
        Witness witness = witness();
        witness.add(0, List.of(), new Log("a", "b", "c").head());

        assertThat(witness.add(2, List.of(), new Log("a", "b").head())).isEqualTo(new Answer.SeenOther(3));
        assertThat(folder.resolve("witness").resolve("refusals.log")).content().contains("set back");
    }

    @Test
    void afterForgettingKnowinglyItBeginsAnewAndKeepsTheRecord() throws Exception {
        Witness witness = witness();
        witness.add(0, List.of(), new Log("a", "b", "c").head());

        assertThat(witness.forget("test-log", "restored after the fire")).isTrue();

        assertThat(witness.add(0, List.of(), new Log("a", "b").head())).isInstanceOf(Answer.Cosigned.class);
        assertThat(folder.resolve("witness").resolve("refusals.log")).content().contains("restored after the fire");
    }

    @Test
    void anotherKeyIsNotTheLogs() {
        Witness witness = witness();
        var stranger = VerifierKey.ofLog("test-log", Sm2.newPrivateKey().publicKey());
        String text = Checkpoint.parse(new Log("a").head()).orElseThrow().text();
        String forged = new Note(
                        text, List.of(Note.sign(text, stranger, message -> Sm2.sign(Sm2.newPrivateKey(), message))))
                .toString();

        assertThat(witness.trusts(stranger)).isFalse();
        assertThat(witness.add(0, List.of(), forged)).isInstanceOf(Answer.Refused.class);
        assertThat(VerifierKey.parse(key.toString())).contains(key);
        assertThat(VerifierKey.parse(key.toString().replace("test-log", "text-log")))
                .isEmpty();
    }

    @Test
    void itAnswersOverHttpAsTheServerAsks() throws Exception {
        Witness witness = witness();
        var server = WitnessCommand.of(witness, System.out).serve(0);
        try {
            var there = new HttpWitness(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()), witness.key());
            var log = new Log("a", "b", "c");

            assertThat(there.add(1, log.proof(1), log.head())).isEqualTo(new Answer.SeenOther(0));
            assertThat(there.add(0, List.of(), log.head())).isInstanceOf(Answer.Cosigned.class);
            log.entries.add("d");
            assertThat(there.add(3, log.proof(3), log.head())).isInstanceOf(Answer.Cosigned.class);
            var fork = new Log("a", "x", "c", "d", "e");
            assertThat(there.add(4, fork.proof(4), fork.head())).isInstanceOf(Answer.Refused.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void onItsOwnItLooksAtAFolderAndSaysWhatIsWrong() throws Exception {
        Path copy = copy(new Log("a", "b", "c"));
        assertThat(look(copy)).isEmpty();

        String setBack = look(copy(new Log("a", "b")));
        String rewritten = look(copy(new Log("a", "B", "c", "d")));

        assertThat(setBack).contains("3", "2");
        assertThat(rewritten).isNotEmpty();
    }

    private Path copy(Log log) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.writeString(copy.resolve("checkpoint"), log.head());
        Files.writeString(copy.resolve("log.pub"), key.toString());
        var edge = new Tiles.Edge();
        log.entries.forEach(entry -> edge.add(MerkleTree.leaf(entry.getBytes(UTF_8))));
        for (var tile : edge.changed().entrySet()) {
            Path file = copy.resolve(Tiles.path(tile.getKey(), tile.getValue().length / 32));
            Files.createDirectories(file.getParent());
            Files.write(file, tile.getValue());
        }
        return copy;
    }

    private String look(Path copy) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        int code = WitnessCommand.run(
                new String[] {"--data", folder.resolve("own").toString(), "--log=" + copy, "--once"}, out, out);
        assertThat(code).isEqualTo(said.size() == 0 ? 0 : 1);
        return said.toString(UTF_8);
    }
}
