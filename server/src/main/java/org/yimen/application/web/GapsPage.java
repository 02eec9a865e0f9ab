package org.yimen.application.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.Gaps;
import org.yimen.application.Gaps.Gap;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/**
 * 容缺补交: what was promised and is still missing, each with a place for its file.
 *
 * @param base address of the page; a material's code lies below it
 * @param key names what is sent next
 * @param refused the material whose file was not taken in
 */
public record GapsPage(
        CaseView view,
        String base,
        UUID key,
        @Nullable String refused,
        @Nullable RuleBroken refusal) {

    public List<Gap> missing() {
        return Gaps.of(view.state()).missing();
    }

    public String name(Gap gap, Words words) {
        return CaseWords.material(gap.material(), view.item(), words);
    }

    public @Nullable ErrorMessage error(Gap gap, Words words) {
        return refusal != null && gap.material().equals(refused) ? ErrorMessage.of(said(refusal, words)) : null;
    }

    /** Where a file for this goes up in pieces: beside the page, below the case. */
    public String uploads(Gap gap) {
        return UploadFlow.beside(base, gap.material());
    }

    public List<ErrorItem> errors(Words words) {
        return refusal == null ? List.of() : List.of(ErrorItem.of("file-" + refused, said(refusal, words)));
    }

    private static String said(RuleBroken refusal, Words words) {
        return words.say(refusal.code(), refusal.arguments().toArray());
    }
}
