package org.yimen.rating;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a rating came. What it came from is kept as a keyed digest only: two can be compared, none can be read.
 *
 * @param device address and browser, or empty where a machine of ours stands for many
 * @param session the browser's session, or empty
 * @param enteredBy the operator who took it down for a caller, else null
 */
public record Way(
        Channel channel,
        String device,
        String session,
        @Nullable UUID enteredBy) {

    public static Way of(Channel channel) {
        return new Way(channel, "", "", null);
    }

    public static Way of(Channel channel, String device, String session) {
        return new Way(channel, device, session, null);
    }

    public static Way forCaller(UUID operator) {
        return new Way(Channel.HOTLINE, "", "", operator);
    }

    /** Without what names a browser. */
    @Override
    public String toString() {
        return "Way[" + channel + "]";
    }
}
