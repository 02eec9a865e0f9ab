package org.yimen.catalogue;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;

/** The module's own messages, for what it composes itself: guides, flow charts, findings. */
final class Words {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle messages;

    private Words(Locale locale) {
        this.locale = locale;
        this.messages = ResourceBundle.getBundle("i18n.catalogue", locale, NO_FALLBACK);
    }

    static Words in(Locale locale) {
        return new Words(locale);
    }

    Locale locale() {
        return locale;
    }

    boolean isEnglish() {
        return locale.getLanguage().equals("en");
    }

    String say(String key, Object... arguments) {
        Object[] said = Stream.of(arguments).map(this::argument).toArray();
        return new MessageFormat(messages.getString(key), locale).format(said);
    }

    String say(Text text) {
        return text.in(locale);
    }

    String say(TimeLimit limit) {
        return switch (limit.unit()) {
            case WORKING_DAY -> say("catalogue.limit.working-days", limit.amount());
            case NATURAL_DAY -> say("catalogue.limit.natural-days", limit.amount());
            case SAME_DAY -> say("catalogue.limit.same-day");
        };
    }

    /** Instruments keep their Chinese names, which are their only official ones. */
    String say(ItemVersion.Basis basis) {
        String cited = basis.cited();
        return basis.verified() ? cited : say("catalogue.basis.unverified", cited);
    }

    private Object argument(Object argument) {
        return switch (argument) {
            case Text text -> say(text);
            case TimeLimit limit -> say(limit);
            case ItemVersion.Basis basis -> say(basis);
            default -> argument;
        };
    }
}
