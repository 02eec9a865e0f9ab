package org.yimen.platform;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that an administrator may change while Yimen runs. A bean of this kind declares it.
 *
 * @param key e.g. {@code session.desk-minutes}; {@code platform.setting.<key>} is the key of its name in words
 * @param keeper role of the administrators who may change it
 * @param standard what holds as long as nobody changed it, from the node's configuration
 * @param flaw message key of what is wrong with a value, if anything is
 */
public record Setting(String key, String keeper, String standard, Function<String, Optional<String>> flaw) {

    public Setting {
        flaw.apply(standard).ifPresent(wrong -> {
            throw new StartRefused("The setting " + key + " cannot be \"" + standard + "\": " + wrong);
        });
    }

    /** A whole number within bounds. */
    public static Setting number(String key, String keeper, long standard, long least, long most) {
        return new Setting(key, keeper, Long.toString(standard), text -> {
            boolean fits = text.matches("\\d{1,9}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
            return fits ? Optional.empty() : Optional.of("platform.setting.out-of-bounds");
        });
    }

    /** One line of text, or nothing. */
    public static Setting line(String key, String keeper, int longest) {
        return new Setting(
                key,
                keeper,
                "",
                text -> text.length() <= longest && text.lines().count() <= 1
                        ? Optional.empty()
                        : Optional.of("platform.setting.too-long"));
    }
}
