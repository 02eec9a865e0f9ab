package org.yimen.notify;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;

/** What messages say, in both languages; read once. */
public final class Texts {

    /** Longer than this a name is cut in a short message: it must stay within its parts. */
    private static final int LONGEST_IN_SMS = 24;

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);
    private static final Words ENGLISH = Words.of(Locale.ENGLISH);

    private Texts() {}

    /** A day as an argument of a template. */
    public static Text day(LocalDate day) {
        return new Text(CHINESE.plainDate(day), ENGLISH.plainDate(day));
    }

    static boolean knows(String template) {
        return List.of(".title", ".text", ".sms").stream().allMatch(part -> CHINESE.knows(template + part));
    }

    static String title(Message message, Locale locale) {
        return words(locale)
                .say(message.template() + ".title", message.arguments().toArray());
    }

    static String text(Message message, Locale locale) {
        return words(locale)
                .say(message.template() + ".text", message.arguments().toArray());
    }

    static SmsText sms(String signature, String template, List<Text> arguments, Locale locale) {
        Object[] cut = arguments.stream().map(Texts::cut).toArray();
        return SmsText.signed(signature, words(locale).say(template + ".sms", cut));
    }

    private static Text cut(Text text) {
        return new Text(cut(text.zh()), text.en() == null ? null : cut(text.en()));
    }

    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_IN_SMS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_IN_SMS - 1)) + "…";
    }

    private static Words words(Locale locale) {
        return locale.getLanguage().equals("en") ? ENGLISH : CHINESE;
    }
}
