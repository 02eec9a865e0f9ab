package org.yimen.platform.web;

import java.net.InetAddress;
import java.util.HexFormat;

/** Where requests come from, as far as it tells one sender from another. */
public final class Network {

    private Network() {}

    /** The address; of IPv6 its first 64 bits: whoever has one address there has them all. */
    public static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, Long.BYTES));
        } catch (IllegalArgumentException unknown) {
            return address;
        }
    }
}
