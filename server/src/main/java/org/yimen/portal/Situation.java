package org.yimen.portal;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Answers;
import org.yimen.platform.Json;

/**
 * What a visitor said of his situation before he signed in, kept in his session and nowhere else until he begins.
 *
 * @param item code of the item
 */
record Situation(String item, Map<String, List<String>> answers) {

    private static final String ATTRIBUTE = "portal.situation";
    private static final Json JSON = Json.of();

    static Situation of(String item, Answers answers) {
        return new Situation(item, answers.values());
    }

    static Optional<Situation> in(@Nullable HttpSession session, String item) {
        return session != null && session.getAttribute(ATTRIBUTE) instanceof String kept
                ? Optional.of(JSON.read(kept, Situation.class)).filter(each -> each.item().equals(item))
                : Optional.empty();
    }

    void keep(HttpSession session) {
        session.setAttribute(ATTRIBUTE, JSON.write(this));
    }

    static void forget(HttpSession session) {
        session.removeAttribute(ATTRIBUTE);
    }
}
