package org.yimen.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** The phones of an invented city: a message ends on the page of who asked for it. There only where {@code yimen.demo=true}. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoPhones implements PhoneCodes {

    private static final int MOST = 50;

    private final Map<String, String> messages = new LinkedHashMap<>();

    @Override
    public synchronized void send(String phone, String code) {
        messages.remove(phone);
        messages.put(phone, code);
        if (messages.size() > MOST) {
            messages.remove(messages.keySet().iterator().next());
        }
    }

    @Override
    public synchronized Optional<String> readOut(String phone) {
        return Optional.ofNullable(messages.get(phone));
    }
}
