package org.yimen.document;

import java.util.Set;
import org.yimen.casework.Actor;

/**
 * Who puts a seal on a paper.
 *
 * @param by whoever acts on the case
 * @param posts the posts that the plan of the case names for this paper; who holds one of them, or keeps the seal himself,
 *     may use it
 */
public record Sealing(Actor by, Set<String> posts) {

    public Sealing {
        posts = Set.copyOf(posts);
    }
}
