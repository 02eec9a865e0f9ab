package org.yimen.document;

import java.util.Set;
import org.yimen.casework.Actor;

/**
 * Who puts a seal on a paper.
 *
 * @param by whoever acts on the case
 * @param posts the posts that the plan of the case names for this paper; who holds one of them, or keeps the seal himself,
 *     may use it
 * @param standsIn true where the case itself puts him on one of those posts, because everybody before him keeps out of it
 */
public record Sealing(Actor by, Set<String> posts, boolean standsIn) {

    public Sealing(Actor by, Set<String> posts) {
        this(by, posts, false);
    }

    public Sealing {
        posts = Set.copyOf(posts);
    }
}
