package org.yimen.platform.web;

/** A call from outside as it arrived: what it tells, and what is to prove who tells it. */
public record SignedCall(String body, String timestamp, String signature) {

    /** Somebody else sent it. */
    public static final class NotGenuine extends RuntimeException {
        public NotGenuine(String why) {
            super(why);
        }
    }
}
