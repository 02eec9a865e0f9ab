package org.yimen.platform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A text that comes from data: Chinese always, English where somebody wrote it. */
public record Text(String zh, @Nullable String en) {

    public static Text of(String zh) {
        return new Text(zh, null);
    }

    /** The text for a reader of {@code locale}; Chinese where no English was written. */
    public String in(Locale locale) {
        return en != null && locale.getLanguage().equals("en") ? en : zh;
    }

    /** True where a reader of {@code locale} is shown Chinese for want of a translation: mark it {@code lang="zh"}. */
    public boolean fallsBackIn(Locale locale) {
        return en == null && locale.getLanguage().equals("en");
    }
}
