package org.yimen.notify;

/** A provider will never take this message: the address is none, or the text is not let through. */
public class GatewayRefused extends RuntimeException {

    public GatewayRefused(String why) {
        super(why);
    }

    public GatewayRefused(String why, Throwable cause) {
        super(why, cause);
    }
}
