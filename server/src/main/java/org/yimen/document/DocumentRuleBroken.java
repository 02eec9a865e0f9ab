package org.yimen.document;

import org.yimen.platform.RuleBroken;

/** What this module refuses: a missing, expired or revoked seal, a text that cannot be printed, a file too large. */
public final class DocumentRuleBroken extends RuleBroken {

    DocumentRuleBroken(String code, Object... arguments) {
        super(code, arguments);
    }
}
