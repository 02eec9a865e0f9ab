package org.yimen.survey;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who answers, as far as it must be known so that he answers once: a person, or the browser of somebody who is not signed
 * in. It is kept as a keyed digest beside the questionnaire, never beside the answers.
 *
 * @param person who is signed in
 * @param browser what the browser was given to be known by
 * @param network from where somebody answers who is not signed in; null where that bounds nothing
 */
public record Respondent(
        @Nullable UUID person,
        @Nullable String browser,
        @Nullable String network) {

    public Respondent(@Nullable UUID person, @Nullable String browser) {
        this(person, browser, null);
    }

    /** By whom his draft and his one answer are known; nobody yet where his browser was given nothing. */
    Optional<String> name() {
        return person != null ? Optional.of("person " + person) : browserName();
    }

    /** The browser of somebody who was signed in does not answer again after he has signed out. */
    Optional<String> browserName() {
        return Optional.ofNullable(browser).map(token -> "browser " + token);
    }

    /** What somebody answered in this browser without signing in; whoever signs in there afterwards may be the same one. */
    Optional<String> unsignedName() {
        return Optional.ofNullable(browser).map(token -> "unsigned " + token);
    }

    /** All that says of him that he has answered: his account's mark, or the browser's. */
    List<String> answeredNames() {
        return Stream.concat(name().stream(), person == null ? Stream.empty() : unsignedName().stream())
                .toList();
    }

    /** All by which it is known that he has answered. */
    List<String> takenNames() {
        return Stream.of(name(), browserName(), person == null ? unsignedName() : Optional.<String>empty())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return "Respondent[" + (person != null ? "person" : browser != null ? "browser" : "nobody yet") + "]";
    }
}
