package org.yimen.notify;

/**
 * 短信网关: the port to a provider. Yimen ships a simulated one; a city writes the driver of its provider as a bean of this
 * type. The same id may be handed over twice, where a node fell between handing over and noting it: a driver passes the id
 * on, so that the provider drops the second.
 */
public interface SmsGateway {

    /**
     * Hands a message over.
     *
     * @param id of the message, the same at every try
     * @throws GatewayRefused where no further try makes sense
     * @throws RuntimeException where it failed for now
     */
    void send(String id, String phone, SmsText text);
}
