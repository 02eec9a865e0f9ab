package org.yimen.desk;

import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.platform.RuleBroken;
import org.yimen.procedure.Hearing;

/**
 * 申请人当面表示: what can be said about a case by whoever stands here.
 *
 * @param hearing what the applicant was told of and made of it, or null where nobody told him
 * @param chooses true while he may ask for a hearing or waive it
 * @param asked true while his request can be taken back
 * @param chaired true while somebody is named to hold it
 * @param key of every form of the page; one is sent
 */
public record SaidPage(
        DeskFrame frame,
        CaseView view,
        Hearing.@Nullable Entitled hearing,
        boolean chooses,
        boolean asked,
        boolean chaired,
        String key,
        @Nullable RuleBroken refusal) {
    public String address() {
        return "/desk/cases/" + view.file().id().value();
    }

    public boolean withdraws() {
        return view.may("withdraw");
    }
}
