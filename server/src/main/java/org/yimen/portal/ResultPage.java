package org.yimen.portal;

import org.jspecify.annotations.Nullable;
import org.yimen.application.Parcels.Addressee;
import org.yimen.platform.RuleBroken;

/**
 * Where the applicant chooses how his result comes to him.
 *
 * @param way as chosen; for {@code mail} with whom, which number and where
 * @param known what was filled in for him; null where he said it himself
 */
public record ResultPage(
        CaseFacts facts,
        ResultPanel panel,
        String way,
        String name,
        String phone,
        String address,
        @Nullable Addressee known,
        @Nullable RuleBroken refusal) {

    public String base() {
        return "/me/cases/" + facts.view().file().id().value();
    }
}
