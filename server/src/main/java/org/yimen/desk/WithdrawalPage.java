package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ending one letter: what it allows, what will happen, the reason.
 *
 * @param resting the letters that end with it
 * @param reason as typed
 * @param error message key of what is wrong with it
 */
public record WithdrawalPage(
        DeskFrame frame,
        LettersPage.Row row,
        List<LettersPage.Row> resting,
        String reason,
        @Nullable String error) {

    public WithdrawalPage {
        resting = List.copyOf(resting);
    }
}
