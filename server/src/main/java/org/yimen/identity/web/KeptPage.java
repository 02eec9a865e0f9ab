package org.yimen.identity.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.StepUp;

/**
 * What somebody had typed when his session ended.
 *
 * @param kind what it is; null where nothing is kept any more
 * @param action where the form goes
 * @param key of the new form, so that it is sent once
 * @param back the page of the form, or the first page
 */
public record KeptPage(@Nullable Kind kind, String action, List<Field> fields, String key, String back) {

    private static final Pattern CHOICE = Pattern.compile("[A-Za-z0-9:/_-]*");

    /** One field as it was sent. */
    public record Field(String name, String value) {}

    /**
     * The forms that are kept: words to an office or from it, and nothing that pays, proves or changes anything. What decides
     * is kept as words only: they go back into its form, and whoever decides does so there.
     */
    public enum Kind {
        COMPLAINT("/me/complaints/new"),
        ENQUIRY("/me/enquiries"),
        TALK("/me/cases/" + Kind.ID + "/talk"),
        DESK_TALK("/desk/cases/" + Kind.ID + "/talk"),
        DESK_ANSWER("/desk/enquiries/" + Kind.ID + "/answer"),
        DESK_ACT("/desk/cases/" + Kind.ID
                + "/do/(?:notice-defects|ask-for-materials|decline|check-gap|review|start-step|finish-step|refuse"
                + "|oppose|find-ready|send-back|come-back|extend|answer-urge|urge|assign|entrust|hurry|deviate|assent"
                + "|dissent|ask-extension|deny-extension|terminate)");

        private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

        /** What the form of an act says of itself and not its writer. */
        private static final Set<String> NOT_TYPED = Set.of("_csrf", "key", "seen", "password", StepUp.FIELD);

        private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9:-]{0,79}");

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

        /** Whose side it is. */
        Area area() {
            return switch (this) {
                case COMPLAINT, ENQUIRY, TALK -> Area.CITIZENS;
                case DESK_TALK, DESK_ANSWER, DESK_ACT -> Area.DESK;
            };
        }

        /** The fields of what was sent that are kept. */
        List<String> fields(Collection<String> sent) {
            return switch (this) {
                case COMPLAINT -> List.of("case", "type", "topic", "department", "text", "wish", "place");
                case ENQUIRY -> List.of("item", "question");
                case TALK, DESK_TALK -> List.of("text");
                case DESK_ANSWER -> List.of("answer");
                case DESK_ACT ->
                    sent.stream()
                            .filter(name -> FIELD.matcher(name).matches() && !NOT_TYPED.contains(name))
                            .toList();
            };
        }

        public String code() {
            return switch (this) {
                case COMPLAINT -> "complaint";
                case ENQUIRY -> "enquiry";
                case TALK -> "talk";
                case DESK_TALK -> "desk-talk";
                case DESK_ANSWER -> "desk-answer";
                case DESK_ACT -> "desk-act";
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

    /** True where the words only go back into their form. */
    public boolean fillsIn() {
        return kind == Kind.DESK_ACT;
    }

    public String goesTo() {
        return fillsIn() ? action + "/kept" : action;
    }

    /** What is read back before it goes on: of a form that is filled in again, what was written in words. */
    public List<Field> shown() {
        return fillsIn()
                ? fields.stream()
                        .filter(field -> !field.value().isBlank()
                                && !CHOICE.matcher(field.value()).matches())
                        .toList()
                : fields;
    }

    /** The key of the name of a field. */
    public String label(Field field) {
        return "identity.kept.field-" + (fillsIn() || kind == Kind.DESK_ANSWER ? "text" : field.name());
    }
}
