package org.yimen.identity.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.PrivacyNotice;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/**
 * Who comes from the outer provider for the first time: what it said of him, and the rest.
 *
 * @param provider its name
 * @param number masked
 * @param errors field → message key
 * @param refusal why it failed as a whole, or null
 */
public record OuterRegisterPage(
        Text provider,
        String name,
        String number,
        String phone,
        boolean agreed,
        Map<String, String> errors,
        @Nullable String refusal) {

    public OuterRegisterPage {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    public String notice() {
        return PrivacyNotice.VERSION;
    }

    public boolean failed() {
        return refusal != null || !errors.isEmpty();
    }

    public @Nullable ErrorMessage error(String field, Words words) {
        String key = errors.get(field);
        return key == null ? null : ErrorMessage.of(words.say(key));
    }

    public List<ErrorItem> items(Words words) {
        return errors.entrySet().stream()
                .map(error -> ErrorItem.of(error.getKey(), words.say(error.getValue())))
                .toList();
    }
}
