package org.yimen.crypto;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Shamir's secret sharing over GF(256): any two of three shares give the secret, one alone tells nothing of it. Each byte of
 * the secret is the value at 0 of a line of its own; a share is the values of all lines at its number.
 */
final class Shares {

    static final int COUNT = 3;
    static final int NEEDED = 2;

    private static final int POLYNOMIAL = 0x11b;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Shares() {}

    /** The shares number 1, 2 and 3. */
    static List<byte[]> of(byte[] secret) {
        byte[] slopes = new byte[secret.length];
        RANDOM.nextBytes(slopes);
        var shares = new ArrayList<byte[]>();
        for (int number = 1; number <= COUNT; number++) {
            byte[] share = new byte[secret.length];
            for (int i = 0; i < secret.length; i++) {
                share[i] = (byte) (secret[i] ^ product(slopes[i] & 0xff, number));
            }
            shares.add(share);
        }
        return shares;
    }

    /** The lines through two shares, at 0; nonsense where one of them is not of this secret. */
    static byte[] joined(int oneNumber, byte[] one, int otherNumber, byte[] other) {
        int difference = inverse(oneNumber ^ otherNumber);
        byte[] secret = new byte[one.length];
        for (int i = 0; i < one.length; i++) {
            int slope = product((one[i] ^ other[i]) & 0xff, difference);
            secret[i] = (byte) (one[i] ^ product(slope, oneNumber));
        }
        return secret;
    }

    private static int product(int one, int other) {
        int product = 0;
        int shifted = one;
        for (int bits = other; bits != 0; bits >>= 1) {
            if ((bits & 1) != 0) {
                product ^= shifted;
            }
            shifted <<= 1;
            if ((shifted & 0x100) != 0) {
                shifted ^= POLYNOMIAL;
            }
        }
        return product;
    }

    private static int inverse(int value) {
        for (int candidate = 1; candidate < 256; candidate++) {
            if (product(value, candidate) == 1) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("the same share twice");
    }
}
