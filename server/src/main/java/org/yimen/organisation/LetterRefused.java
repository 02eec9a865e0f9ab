package org.yimen.organisation;

import org.yimen.platform.RuleBroken;

/** A letter of authority that may not be granted or withdrawn like this. */
public final class LetterRefused extends RuleBroken {
    LetterRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
