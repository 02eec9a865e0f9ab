package org.yimen.survey;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who answers, as far as it must be known so that he answers once: a person, or the browser of somebody who is not signed
 * in. It is kept as a keyed digest beside the questionnaire, never beside the answers.
 *
 * @param person who is signed in
 * @param browser what the browser was given to be known by
 */
public record Respondent(@Nullable UUID person, @Nullable String browser) {

    /** By whom his draft and his one answer are known; nobody yet where his browser was given nothing. */
    Optional<String> name() {
        return person != null ? Optional.of("person " + person) : browserName();
    }

    /** The browser of somebody who was signed in does not answer again after he has signed out. */
    Optional<String> browserName() {
        return Optional.ofNullable(browser).map(token -> "browser " + token);
    }

    @Override
    public String toString() {
        return "Respondent[" + (person != null ? "person" : browser != null ? "browser" : "nobody yet") + "]";
    }
}
