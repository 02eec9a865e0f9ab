package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yimen.audit.Tiles.Place;

class MerkleTreeTest {

    /** What RFC 9162 says a root is, without any shortcut. */
    private static byte[] naive(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        return MerkleTree.node(naive(leaves.subList(0, half)), naive(leaves.subList(half, leaves.size())));
    }

    private static List<byte[]> leaves(int count) {
        var leaves = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            leaves.add(MerkleTree.leaf(("entry " + i).getBytes(UTF_8)));
        }
        return leaves;
    }

    private static MerkleTree.Nodes tiles(List<byte[]> leaves, Tiles.Edge edge) {
        Map<Place, byte[]> tiles = new HashMap<>();
        leaves.forEach(edge::add);
        tiles.putAll(edge.changed());
        return Tiles.nodes((place, _) -> requireNonNull(tiles.get(place)), leaves.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 255, 256, 257, 300, 513, 700})
    void rootsAndProofsAreThoseOfTheStandard(int size) {
        List<byte[]> leaves = leaves(size);
        var edge = new Tiles.Edge();
        MerkleTree.Nodes nodes = tiles(leaves, edge);

        byte[] root = naive(leaves);

        assertThat(edge.root()).isEqualTo(root);
        assertThat(MerkleTree.root(nodes, size)).isEqualTo(root);
        for (int index = 0; index < size; index += 1 + size / 40) {
            List<byte[]> path = MerkleTree.inclusion(nodes, index, size);
            assertThat(MerkleTree.includes(root, size, index, leaves.get(index), path))
                    .isTrue();
            assertThat(MerkleTree.includes(root, size, index, leaves.get((index + 1) % size), path))
                    .isEqualTo(size == 1);
            assertThat(index > 0 && MerkleTree.includes(root, size, index - 1, leaves.get(index), path))
                    .isFalse();
        }
        for (int old = 1; old <= size; old += 1 + size / 40) {
            List<byte[]> path = MerkleTree.consistency(nodes, old, size);
            byte[] oldRoot = naive(leaves.subList(0, old));
            assertThat(MerkleTree.grew(oldRoot, old, root, size, path))
                    .as("from %d", old)
                    .isTrue();
            assertThat(MerkleTree.grew(MerkleTree.leaf(oldRoot), old, root, size, path))
                    .isFalse();
        }
    }

    @Test
    void anEdgeGoesOnFromTheStoredTiles() {
        List<byte[]> leaves = leaves(600);
        var whole = new Tiles.Edge();
        leaves.forEach(whole::add);

        for (int cut : new int[] {0, 1, 255, 256, 257, 512}) {
            var first = new Tiles.Edge();
            leaves.subList(0, cut).forEach(first::add);
            Map<Place, byte[]> stored = first.changed();
            var second = Tiles.Edge.of((place, _) -> requireNonNull(stored.get(place)), cut);
            leaves.subList(cut, 600).forEach(second::add);

            assertThat(second.root()).isEqualTo(whole.root());
        }
    }

    @Test
    void tilesHaveThePathsOfTheStandard() {
        assertThat(Tiles.path(new Place(0, 1_234_067), 256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(Tiles.path(new Place(-1, 0), 17)).isEqualTo("tile/entries/000.p/17");
        assertThat(Tiles.parse("tile/0/x001/x234/067.p/3")).contains(new Tiles.Asked(new Place(0, 1_234_067), 3));
        assertThat(Tiles.parse("tile/0/1")).isEmpty();
        assertThat(Tiles.parse("tile/0/000.p/256")).isEmpty();
        assertThat(Tiles.parse("tile/0/../../secret")).isEmpty();
    }
}
