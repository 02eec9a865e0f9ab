package org.yimen.identity.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.web.Words;

/**
 * A page that asks for a secret or two.
 *
 * @param kind its keys are {@code identity.<kind>.title}, {@code -lead} and {@code -go}
 * @param lead the key of what it says below its title, or null
 * @param arguments of the lead
 * @param hidden what goes along with the form
 * @param refusal why the attempt failed as a whole, or null
 * @param minutes how long to wait, where the refusal says so
 * @param back where somebody goes who does not want to, or null
 * @param readOut the code that an invented city shows in place of a phone, or null
 */
public record AskPage(
        String kind,
        @Nullable String lead,
        List<String> arguments,
        String action,
        List<Hidden> hidden,
        List<Ask> asks,
        @Nullable String refusal,
        long minutes,
        @Nullable String back,
        @Nullable String readOut) {

    public AskPage {
        arguments = List.copyOf(arguments);
        hidden = List.copyOf(hidden);
        asks = List.copyOf(asks);
    }

    /** A value that the form carries on. */
    public record Hidden(String name, String value) {}

    /**
     * A field.
     *
     * @param label a message key
     * @param hint a message key, or null
     * @param error a message key, or null
     */
    public record Ask(
            String name,
            Type type,
            String label,
            @Nullable String hint,
            String value,
            @Nullable String error) {

        /** What is typed into it; nothing secret is ever sent back. */
        public enum Type {
            TEXT("text", "off", null),
            NAME("text", "name", null),
            CODE("text", "one-time-code", "numeric"),
            RECOVERABLE_CODE("text", "one-time-code", null),
            OLD_PASSWORD("password", "current-password", null),
            NEW_PASSWORD("password", "new-password", null);

            private final String input;
            private final String autocomplete;
            private final @Nullable String inputmode;

            Type(String input, String autocomplete, @Nullable String inputmode) {
                this.input = input;
                this.autocomplete = autocomplete;
                this.inputmode = inputmode;
            }

            public String input() {
                return input;
            }

            public String autocomplete() {
                return autocomplete;
            }

            public @Nullable String inputmode() {
                return inputmode;
            }
        }

        static Ask empty(String name, Type type, String label, @Nullable String hint) {
            return new Ask(name, type, label, hint, "", null);
        }

        Ask wrong(@Nullable String message) {
            return new Ask(name, type, label, hint, value, message);
        }

        Ask typed(String what) {
            return new Ask(name, type, label, hint, what, error);
        }
    }

    static AskPage of(String kind, String action, List<Ask> asks) {
        return new AskPage(kind, null, List.of(), action, List.of(), asks, null, 0, null, null);
    }

    AskPage saying(@Nullable String key, String... with) {
        return new AskPage(kind, key, List.of(with), action, hidden, asks, refusal, minutes, back, readOut);
    }

    AskPage carrying(List<Hidden> along) {
        return new AskPage(kind, lead, arguments, action, along, asks, refusal, minutes, back, readOut);
    }

    AskPage refused(@Nullable String key, long forMinutes) {
        return new AskPage(kind, lead, arguments, action, hidden, asks, key, forMinutes, back, readOut);
    }

    AskPage backTo(String address) {
        return new AskPage(kind, lead, arguments, action, hidden, asks, refusal, minutes, address, readOut);
    }

    AskPage readingOut(@Nullable String code) {
        return new AskPage(kind, lead, arguments, action, hidden, asks, refusal, minutes, back, code);
    }

    public boolean failed() {
        return refusal != null || asks.stream().anyMatch(ask -> ask.error() != null);
    }

    public String key(String what) {
        return "identity." + kind + "." + what;
    }

    /** The lines of the error summary. */
    public List<ErrorItem> errors(Words words) {
        return asks.stream()
                .filter(ask -> ask.error() != null)
                .map(ask -> ErrorItem.of(ask.name(), words.say(String.valueOf(ask.error()))))
                .toList();
    }

    /** The hidden fields of a form that comes again, by name. */
    static List<Hidden> carried(Map<String, String[]> parameters, List<String> without) {
        return parameters.entrySet().stream()
                .filter(field -> !without.contains(field.getKey()))
                .flatMap(field -> List.of(field.getValue()).stream().map(value -> new Hidden(field.getKey(), value)))
                .toList();
    }
}
