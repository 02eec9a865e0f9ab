package org.yimen.hotline;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.identity.Masks;

/**
 * 诉求, as somebody brings it.
 *
 * @param accused null where nobody is complained of
 * @param reporter null where he does not say who he is
 * @param area code of the street or village where it is, or null where that does not matter
 */
public record Report(
        String type,
        String topic,
        @Nullable Accused accused,
        boolean urgent,
        Content content,
        @Nullable Reporter reporter,
        @Nullable String area) {

    /** Of no street or village. */
    public Report(
            String type,
            String topic,
            @Nullable Accused accused,
            boolean urgent,
            Content content,
            @Nullable Reporter reporter) {
        this(type, topic, accused, urgent, content, reporter, null);
    }

    public static final int LONGEST = 2000;

    /**
     * What was said; sealed, because people say everything in it.
     *
     * @param wish what is to be done, if he says so
     * @param place where it is, if that matters
     */
    public record Content(String text, String wish, String place) {
        /** Without what was said, so that none gets into a log by accident. */
        @Override
        public String toString() {
            return "Content[" + text.length() + " characters]";
        }
    }

    /**
     * Who said it; sealed, and opened for few.
     *
     * @param person known to the centre, or null where he only gave a name and a number to call
     * @param entity the firm in whose name he said it
     */
    public record Reporter(
            String name,
            String phone,
            @Nullable UUID person,
            @Nullable UUID entity) {

        public String maskedName() {
            return Masks.name(name);
        }

        public String maskedPhone() {
            return Masks.phone(phone);
        }

        /** Without name and number, so that none gets into a log by accident. */
        @Override
        public String toString() {
            return "Reporter[" + person + "]";
        }
    }
}
