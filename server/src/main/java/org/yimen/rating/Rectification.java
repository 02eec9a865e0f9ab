package org.yimen.rating;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 差评整改: what became of a bad rating, which itself is never changed.
 *
 * @param order the work order that it opened
 * @param named whoever gave it is known, so he is called and asked whether it is better
 * @param contactedInTime null while nobody called him
 * @param mendedInTime null while it is not put right
 * @param visitedBack he was asked, or said himself, what he thinks of it
 * @param struck 剔除: an appeal was upheld; it counts apart
 * @param again what he says of it now; null where he has not
 */
public record Rectification(
        UUID order,
        boolean named,
        @Nullable Boolean contactedInTime,
        @Nullable Boolean mendedInTime,
        boolean visitedBack,
        @Nullable LocalDate endedOn,
        boolean struck,
        @Nullable Again again) {

    /** 再评价. */
    public record Again(Level level, String text) {}

    /** True where he may rate it again: it was put right, and he has not done so. */
    public boolean asksAgain() {
        return named && !struck && endedOn != null && again == null;
    }
}
