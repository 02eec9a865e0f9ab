package org.yimen.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yimen.platform.StartRefused;

/**
 * Whose address a request has, where a gateway stands in front: rates, locks and logs go by it. What a header says is believed
 * from the configured gateways only ({@code yimen.gateway.addresses}), and of several addresses the right-most one that is no
 * gateway's, because everything left of it is what the sender wrote. Without gateways it is the peer's, whatever headers say.
 */
final class ForwardedAddress extends ValveBase {

    private static final Logger log = LoggerFactory.getLogger(ForwardedAddress.class);

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Gateways behind one another; nobody has more. */
    private static final int MOST_HOPS = 10;

    private final List<NetMask> gateways;
    private final AtomicBoolean said = new AtomicBoolean();

    /**
     * @param addresses of gateways or their nets, e.g. {@code 10.0.0.5} or {@code fd00:1::/64}
     * @throws StartRefused where one is none
     */
    ForwardedAddress(List<String> addresses) {
        super(true);
        this.gateways = addresses.stream()
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(ForwardedAddress::mask)
                .toList();
    }

    private static NetMask mask(String address) {
        try {
            // A name would be looked up, and whoever answers for it would be believed.
            var _ = InetAddress.ofLiteral(address.split("/", 2)[0]);
            return new NetMask(address);
        } catch (IllegalArgumentException wrong) {
            throw new StartRefused(
                    "yimen.gateway.addresses must be addresses or nets like 10.0.0.5, not " + address, wrong);
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String peer = request.getRemoteAddr();
        if (isGateway(peer)) {
            String address = of(peer, Collections.list(request.getHeaders(FOR)));
            request.setRemoteAddr(address);
            request.setRemoteHost(address);
            mark(request, last(Collections.list(request.getHeaders(PROTO))));
        } else if (gateways.isEmpty()
                && request.getHeader(FOR) != null
                && isNear(peer)
                && said.compareAndSet(false, true)) {
            log.warn(
                    "A gateway at {} seems to stand in front; until yimen.gateway.addresses names it, everybody behind it counts as one address",
                    peer);
        }
        getNext().invoke(request, response);
    }

    /** The person's address: that of the peer, or where it is a gateway's, of whom it says, and so on. */
    String of(String peer, List<String> headers) {
        List<String> hops = hops(headers);
        String address = peer;
        for (int i = hops.size() - 1; i >= 0 && hops.size() - i <= MOST_HOPS && isGateway(address); i--) {
            Optional<String> before = literal(hops.get(i));
            if (before.isEmpty()) {
                // Words are nobody's address: it is the last one that is known.
                return address;
            }
            address = before.get();
        }
        return address;
    }

    private boolean isGateway(String address) {
        try {
            InetAddress asked = InetAddress.ofLiteral(address);
            return gateways.stream().anyMatch(gateway -> gateway.matches(asked));
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private static boolean isNear(String peer) {
        try {
            InetAddress address = InetAddress.ofLiteral(peer);
            return address.isLoopbackAddress() || address.isSiteLocalAddress();
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /** In one spelling, so that one sender is counted once. */
    private static Optional<String> literal(String typed) {
        try {
            return Optional.of(InetAddress.ofLiteral(typed).getHostAddress());
        } catch (IllegalArgumentException words) {
            return Optional.empty();
        }
    }

    private static List<String> hops(List<String> headers) {
        var hops = new ArrayList<String>();
        for (String header : headers) {
            for (String hop : header.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    private static @Nullable String last(List<String> headers) {
        List<String> said = hops(headers);
        return said.isEmpty() ? null : said.getLast();
    }

    /** TLS ends at the gateway; cookies must know of it. */
    private static void mark(Request request, @Nullable String proto) {
        if (proto == null) {
            return;
        }
        boolean secure = proto.equalsIgnoreCase("https");
        request.setSecure(secure);
        request.getCoyoteRequest().scheme().setString(secure ? "https" : "http");
        request.getCoyoteRequest().setServerPort(secure ? HTTPS : HTTP);
    }
}
