package org.yimen.identity;

import java.util.Optional;

/** 短信验证码: sends codes to phones. Without one, nobody resets his password on the web, and the page says where he can. */
public interface PhoneCodes {

    /** False where there is no way to send one. */
    default boolean possible() {
        return true;
    }

    /** Sends the code; may take as long as a gateway takes. */
    void send(String phone, String code);

    /** Says on a phone that is no longer the account's that another one is now. */
    void tellReplaced(String phone);

    /** What an invented city shows on the page, having no phones. A gateway shows nothing. */
    default Optional<String> readOut(String phone) {
        return Optional.empty();
    }
}
