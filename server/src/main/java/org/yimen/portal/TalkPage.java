package org.yimen.portal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.notify.NotifyRefused;
import org.yimen.notify.Remark;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/** The thread of a case, for its holder. */
public record TalkPage(
        UUID id,
        String number,
        Text item,
        Text office,
        List<Remark> thread,
        String typed,
        @Nullable NotifyRefused refusal,
        String key) {

    public TalkPage {
        thread = List.copyOf(thread);
    }

    public @Nullable ErrorMessage error(Words words) {
        return refusal == null
                ? null
                : ErrorMessage.of(words.say(refusal.code(), refusal.arguments().toArray()));
    }
}
