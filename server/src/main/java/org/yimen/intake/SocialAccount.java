package org.yimen.intake;

import java.time.Instant;
import org.yimen.platform.web.SignedCall;

/**
 * 微信公众号、官方微博: the port to an account of the city. Yimen ships simulated ones; a city writes the driver of its
 * platform as a bean of this type.
 */
public interface SocialAccount {

    /** The channel that orders are marked with, {@code wechat} or {@code weibo}; part of the address of its messages. */
    String channel();

    /** True where no real platform is behind it. */
    boolean simulated();

    /**
     * A message, if the platform signed it.
     *
     * @throws SignedCall.NotGenuine where it did not, or where it is old
     */
    Incoming read(SignedCall call);

    /**
     * Hands over an answer; the same id may come twice, and the platform's side drops the second.
     *
     * @param to as {@link Incoming#from}
     * @throws RuntimeException where it failed for now
     */
    void send(String id, String to, String text);

    /**
     * What somebody wrote.
     *
     * @param id of the platform, the same however often it is told
     * @param from whom the platform means, never a name
     */
    record Incoming(String id, String from, String text, Instant at) {}
}
