package org.yimen.exchange;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where events may be posted to. What a machine names must not become a way into the networks behind this server: an
 * address is checked when it is named and again for every connection, and the connection goes to the very address that
 * was checked.
 */
@Component
class Destinations {

    private static final int LONGEST = 500;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int HIGHEST_PORT = 65535;

    private final boolean plainAllowed;
    private final boolean privateAllowed;

    Destinations(
            @Value("${yimen.webhooks.plain-allowed:${yimen.demo:false}}") boolean plainAllowed,
            @Value("${yimen.webhooks.private-allowed:false}") boolean privateAllowed) {
        this.plainAllowed = plainAllowed;
        this.privateAllowed = privateAllowed;
    }

    /** A destination that may be used now. */
    record Destination(URI url, InetAddress address, int port, boolean encrypted) {}

    /** Why an address is not one, as a message key. */
    static final class NotAllowed extends Exception {
        NotAllowed(String code) {
            super(code);
        }

        String code() {
            return String.valueOf(getMessage());
        }
    }

    /** The message key of what is wrong with the spelling of an address; it need not be up yet. */
    Optional<String> flaw(String url) {
        try {
            var _ = parsed(url);
            return Optional.empty();
        } catch (NotAllowed refusal) {
            return Optional.of(refusal.code());
        }
    }

    Destination resolve(String url) throws NotAllowed {
        URI uri = parsed(url);
        boolean encrypted = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? HTTPS : HTTP;
        try {
            InetAddress[] all = InetAddress.getAllByName(bare(uri.getHost()));
            for (InetAddress each : all) {
                if (!privateAllowed && !isPublic(each)) {
                    throw new NotAllowed("exchange.url.private");
                }
            }
            return new Destination(uri, all[0], port, encrypted);
        } catch (UnknownHostException _) {
            throw new NotAllowed("exchange.url.unknown");
        }
    }

    private URI parsed(String url) throws NotAllowed {
        try {
            URI uri = new URI(url);
            boolean scheme = "https".equals(uri.getScheme()) || (plainAllowed && "http".equals(uri.getScheme()));
            boolean plain = url.chars().allMatch(sign -> sign > ' ' && sign < 0x7f);
            if (url.length() > LONGEST || !plain || uri.getHost() == null || uri.getPort() > HIGHEST_PORT) {
                throw new NotAllowed("exchange.url.wrong");
            }
            if (!scheme) {
                throw new NotAllowed("exchange.url.https");
            }
            if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getPort() == 0) {
                throw new NotAllowed("exchange.url.wrong");
            }
            if (!privateAllowed && isLiteral(uri.getHost()) && !isPublic(InetAddress.ofLiteral(bare(uri.getHost())))) {
                throw new NotAllowed("exchange.url.private");
            }
            return uri;
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw new NotAllowed("exchange.url.wrong");
        }
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+");
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** False for every address that is not of the open net: loopback, private, link-local, shared, multicast, reserved. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 4) {
            boolean shared = first == 100 && second >= 64 && second < 128;
            boolean special = (first == 192 && second == 0) || (first == 198 && (second == 18 || second == 19));
            int third = bytes[2] & 0xff;
            // For documents (RFC 5737) and for relays that no longer are (RFC 7526).
            boolean unused = (first == 192 && second == 88 && third == 99)
                    || (first == 198 && second == 51 && third == 100)
                    || (first == 203 && second == 0 && third == 113);
            return first != 0 && first < 224 && !shared && !special && !unused;
        }
        // Of IPv6 only 2000::/3 is handed out; 2002::/16 and 64:ff9b::/96 lead to IPv4 addresses that hide in them.
        boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean sixToFour = first == 0x20 && second == 0x02;
        return (first & 0xe0) == 0x20 && !teredo && !sixToFour;
    }
}
