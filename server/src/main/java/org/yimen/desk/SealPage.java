package org.yimen.desk;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.document.SealUse;
import org.yimen.platform.web.Words;

/**
 * One seal and what it was used for, newest first.
 *
 * @param count of all its uses
 * @param changes whoever looks at it may hand it over or stop it
 * @param next where the next page of uses begins, or null on the last
 * @param done what was just done with it
 */
public record SealPage(
        DeskFrame frame,
        SealsPage.Row row,
        List<SealUse> uses,
        long count,
        EventWords events,
        boolean changes,
        @Nullable String next,
        boolean first,
        @Nullable String done) {

    static final Set<String> DONE = Set.of("stopped", "entrusted");

    public SealPage {
        uses = List.copyOf(uses);
    }

    public String who(SealUse use, Words words) {
        return use.by() == null ? words.say("desk.seals.unknown") : events.who(use.by(), words);
    }
}
