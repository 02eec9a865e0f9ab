package org.yimen.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yimen.crypto.Sm3;

/** The hash tree of RFC 9162, with SM3 in place of SHA-256: roots, inclusion proofs and consistency proofs. */
final class MerkleTree {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private MerkleTree() {}

    /** Where the hashes of complete subtrees come from. */
    @FunctionalInterface
    interface Nodes {
        /** The hash over the 2^level leaves from index · 2^level on. */
        byte[] node(int level, long index);
    }

    static byte[] leaf(byte[] entry) {
        return Sm3.digest(LEAF, entry);
    }

    static byte[] node(byte[] left, byte[] right) {
        return Sm3.digest(NODE, left, right);
    }

    /** The root of an empty tree is the hash of nothing. */
    static byte[] root(Nodes nodes, long size) {
        return size == 0 ? Sm3.digest() : range(nodes, 0, size);
    }

    /** RFC 9162, 2.1.3.1. */
    static List<byte[]> inclusion(Nodes nodes, long index, long size) {
        var path = new ArrayList<byte[]>();
        long from = 0;
        long count = size;
        while (count > 1) {
            long half = half(count);
            if (index - from < half) {
                path.addFirst(range(nodes, from + half, count - half));
                count = half;
            } else {
                path.addFirst(range(nodes, from, half));
                from += half;
                count -= half;
            }
        }
        return path;
    }

    /** RFC 9162, 2.1.4.1. */
    static List<byte[]> consistency(Nodes nodes, long old, long size) {
        var path = new ArrayList<byte[]>();
        if (old == 0 || old == size) {
            return path;
        }
        long from = 0;
        long count = size;
        long rest = old;
        boolean known = true;
        while (rest != count) {
            long half = half(count);
            if (rest <= half) {
                path.addFirst(range(nodes, from + half, count - half));
                count = half;
            } else {
                path.addFirst(range(nodes, from, half));
                from += half;
                count -= half;
                rest -= half;
                known = false;
            }
        }
        if (!known) {
            path.addFirst(range(nodes, from, count));
        }
        return path;
    }

    /** True where the leaf stands at this place below the root; RFC 9162, 2.1.3.2. */
    static boolean includes(byte[] root, long size, long index, byte[] leaf, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] beside : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(beside, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** True where the newer tree begins with all of the older one; RFC 9162, 2.1.4.2. */
    static boolean grew(byte[] oldRoot, long old, byte[] root, long size, List<byte[]> path) {
        if (old > size) {
            return false;
        }
        if (old == size) {
            return path.isEmpty() && Arrays.equals(oldRoot, root);
        }
        if (old == 0) {
            return path.isEmpty() && Arrays.equals(oldRoot, Sm3.digest());
        }
        var hashes = new ArrayList<>(path);
        if (Long.bitCount(old) == 1) {
            hashes.addFirst(oldRoot);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        long node = old - 1;
        long last = size - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] older = hashes.getFirst();
        byte[] newer = older;
        for (byte[] beside : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                older = node(beside, older);
                newer = node(beside, newer);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newer = node(newer, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(older, oldRoot) && Arrays.equals(newer, root);
    }

    /** Over leaves that begin where a subtree of their size may begin. */
    private static byte[] range(Nodes nodes, long from, long count) {
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return nodes.node(level, from >> level);
        }
        long half = half(count);
        return node(range(nodes, from, half), range(nodes, from + half, count - half));
    }

    /** The largest power of two below. */
    private static long half(long count) {
        return Long.highestOneBit(count - 1);
    }
}
