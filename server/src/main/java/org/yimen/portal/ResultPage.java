package org.yimen.portal;

import org.jspecify.annotations.Nullable;
import org.yimen.platform.RuleBroken;

/**
 * Where the applicant chooses how his result comes to him.
 *
 * @param way as chosen; for {@code mail} with whom, which number and where
 */
public record ResultPage(
        CaseFacts facts,
        ResultPanel panel,
        String way,
        String name,
        String phone,
        String address,
        @Nullable RuleBroken refusal) {

    public String base() {
        return "/me/cases/" + facts.view().file().id().value();
    }
}
