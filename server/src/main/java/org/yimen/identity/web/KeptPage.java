package org.yimen.identity.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody had typed when his session ended.
 *
 * @param kind what it is; null where nothing is kept any more
 * @param action where the form goes
 * @param key of the new form, so that it is sent once
 * @param back the page of the form, or the first page
 */
public record KeptPage(@Nullable Kind kind, String action, List<Field> fields, String key, String back) {

    /** One field as it was sent. */
    public record Field(String name, String value) {}

    /** The forms that are kept: words to an office, and nothing that decides, pays, proves or changes anything. */
    public enum Kind {
        COMPLAINT("/me/complaints/new"),
        ENQUIRY("/me/enquiries"),
        TALK("/me/cases/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/talk");

        private final Pattern address;

        Kind(String address) {
            this.address = Pattern.compile(address);
        }

        /** The form that goes to an address; empty where what goes there is not kept. */
        static Optional<Kind> of(String address) {
            return Arrays.stream(values())
                    .filter(kind -> kind.address.matcher(address).matches())
                    .findAny();
        }

        List<String> fields() {
            return switch (this) {
                case COMPLAINT -> List.of("case", "type", "topic", "department", "text", "wish", "place");
                case ENQUIRY -> List.of("item", "question");
                case TALK -> List.of("text");
            };
        }

        public String code() {
            return switch (this) {
                case COMPLAINT -> "complaint";
                case ENQUIRY -> "enquiry";
                case TALK -> "talk";
            };
        }
    }

    public KeptPage {
        fields = List.copyOf(fields);
    }

    /** The case to which a message goes, as its address names it. */
    public @Nullable String about() {
        return kind == Kind.TALK ? action.split("/", -1)[3] : null;
    }
}
