package org.yimen.knowledge;

import org.yimen.platform.RuleBroken;

/** A rule of the knowledge base that says no. */
public final class KnowledgeRefused extends RuleBroken {
    public KnowledgeRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
