package org.yimen.audit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yimen.crypto.Sm3;

/**
 * The tree cut into tiles, as C2SP tlog-tiles cuts it: 256 hashes side by side, each of which, one level up, stands for a
 * whole tile.
 */
final class Tiles {

    static final int WIDTH = 256;
    static final int HEIGHT = 8;

    private static final Pattern PATH =
            Pattern.compile("tile/(entries|[0-5]?\\d)/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/(\\d{1,3}))?");

    private Tiles() {}

    /** Which tile: the level, or −1 for the entries themselves, and its number on that level. */
    record Place(int level, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return level == other.level ? Long.compare(number, other.number) : Integer.compare(level, other.level);
        }
    }

    /** How many hashes of a level a tree of this size has. */
    static long count(int level, long size) {
        return size >> (HEIGHT * level);
    }

    /** How wide a tile is in a tree of this size; 0 where it is not there. */
    static int width(Place place, long size) {
        long wide = count(Math.max(place.level(), 0), size) - place.number() * WIDTH;
        return Math.clamp(wide, 0, WIDTH);
    }

    /** {@code tile/0/x001/234} or, while it still grows, {@code tile/0/x001/234.p/17}. */
    static String path(Place place, int width) {
        var path = new StringBuilder("%03d".formatted(place.number() % 1000));
        for (long rest = place.number() / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        path.insert(0, "tile/" + (place.level() < 0 ? "entries" : place.level()) + "/");
        return width == WIDTH
                ? path.toString()
                : path.append(".p/").append(width).toString();
    }

    /** A tile that somebody asks for by its path. */
    record Asked(Place place, int width) {}

    static Optional<Asked> parse(String path) {
        Matcher found = PATH.matcher(path);
        if (!found.matches()) {
            return Optional.empty();
        }
        int level = found.group(1).equals("entries") ? -1 : Integer.parseInt(found.group(1));
        long number = Long.parseLong(found.group(2).replaceAll("[x/]", ""));
        int width = found.group(3) == null ? WIDTH : Integer.parseInt(found.group(3));
        var asked = new Asked(new Place(level, number), width);
        return path(asked.place(), width).equals(path) && width > 0 ? Optional.of(asked) : Optional.empty();
    }

    /** Where tiles come from: at least as wide as asked for, or nothing. */
    @FunctionalInterface
    interface Source {
        byte[] tile(Place place, int width);
    }

    /** The nodes of a tree of this size, out of its tiles; each tile is fetched once. */
    static MerkleTree.Nodes nodes(Source source, long size) {
        Map<Place, byte[]> seen = new HashMap<>();
        return (level, index) -> {
            int tileLevel = level / HEIGHT;
            int span = 1 << (level % HEIGHT);
            long first = index * span;
            var place = new Place(tileLevel, first / WIDTH);
            byte[] tile = seen.computeIfAbsent(place, wanted -> source.tile(wanted, width(wanted, size)));
            return over(tile, (int) (first % WIDTH), span);
        };
    }

    /** The hash over a power of two of hashes of a tile. */
    static byte[] over(byte[] tile, int first, int span) {
        if (span == 1) {
            return Arrays.copyOfRange(tile, first * Sm3.BYTES, (first + 1) * Sm3.BYTES);
        }
        int half = span / 2;
        return MerkleTree.node(over(tile, first, half), over(tile, first + half, half));
    }

    /** The right edge of a tree, to which leaves are added. */
    static final class Edge {

        private final List<ByteArrayOutputStream> growing = new ArrayList<>();
        private final Map<Place, byte[]> full = new TreeMap<>();
        private long size;

        /** The edge of a stored tree. */
        static Edge of(Source source, long size) {
            var edge = new Edge();
            edge.size = size;
            for (int level = 0; count(level, size) > 0; level++) {
                var place = new Place(level, count(level, size) / WIDTH);
                var hashes = new ByteArrayOutputStream();
                int width = width(place, size);
                if (width > 0) {
                    hashes.write(source.tile(place, width), 0, width * Sm3.BYTES);
                }
                edge.growing.add(hashes);
            }
            return edge;
        }

        long size() {
            return size;
        }

        void add(byte[] leaf) {
            add(0, leaf);
            size++;
        }

        private void add(int level, byte[] hash) {
            if (level == growing.size()) {
                growing.add(new ByteArrayOutputStream());
            }
            ByteArrayOutputStream tile = growing.get(level);
            tile.writeBytes(hash);
            if (tile.size() == WIDTH * Sm3.BYTES) {
                byte[] hashes = tile.toByteArray();
                full.put(new Place(level, count(level, size) / WIDTH), hashes);
                tile.reset();
                add(level + 1, over(hashes, 0, WIDTH));
            }
        }

        /** The tiles that became full since they were last asked for, and those that still grow. */
        Map<Place, byte[]> changed() {
            var tiles = new TreeMap<>(full);
            full.clear();
            for (int level = 0; level < growing.size(); level++) {
                if (growing.get(level).size() > 0) {
                    tiles.put(
                            new Place(level, count(level, size) / WIDTH),
                            growing.get(level).toByteArray());
                }
            }
            return tiles;
        }

        byte[] root() {
            byte @Nullable [] root = null;
            for (ByteArrayOutputStream tile : growing) {
                byte[] hashes = tile.toByteArray();
                int left = hashes.length / Sm3.BYTES;
                while (left > 0) {
                    int span = Integer.lowestOneBit(left);
                    byte[] peak = over(hashes, left - span, span);
                    root = root == null ? peak : MerkleTree.node(peak, root);
                    left -= span;
                }
            }
            return root == null ? Sm3.digest() : root;
        }
    }
}
