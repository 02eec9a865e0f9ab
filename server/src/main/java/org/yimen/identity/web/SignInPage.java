package org.yimen.identity.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.TrialAccounts.TrialAccount;
import org.yimen.platform.Text;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.web.Words;

/**
 * One way in.
 *
 * @param kind the middle of its keys: {@code citizen}, {@code enterprise} or {@code staff}
 * @param action where the form goes
 * @param next the page asked for
 * @param refusal why the attempt failed as a whole, or null
 * @param minutes how long to wait, where the refusal says so
 * @param trial the published accounts of an invented city
 * @param waived true where no member of staff has to have a second factor
 * @param renewed true for who has just chosen a new password
 * @param outer the name of the outer provider, where one may sign in by it
 */
public record SignInPage(
        String kind,
        String action,
        String next,
        List<Field> fields,
        @Nullable String refusal,
        long minutes,
        List<TrialAccount> trial,
        boolean waived,
        boolean renewed,
        @Nullable Text outer) {

    public SignInPage {
        fields = List.copyOf(fields);
        trial = List.copyOf(trial);
    }

    /**
     * A field of the form.
     *
     * @param value what was typed; of a password nothing is ever sent back
     * @param autocomplete what a browser may fill in
     * @param error a message key, or null
     */
    public record Field(
            String name,
            String value,
            String autocomplete,
            boolean hinted,
            @Nullable String error) {

        static final String PASSWORD = "password";

        public boolean secret() {
            return name.equals(PASSWORD);
        }

        public String label() {
            return "identity.sign-in." + name;
        }

        public String hint() {
            return label() + "-hint";
        }
    }

    SignInPage welcoming(boolean afterReset) {
        return new SignInPage(kind, action, next, fields, refusal, minutes, trial, waived, afterReset, outer);
    }

    /** True for whose session ended over a form whose words are kept. */
    public boolean kept() {
        return next.equals(KeptFormController.PAGE) || next.equals(KeptFormController.DESK_PAGE);
    }

    public boolean failed() {
        return refusal != null || fields.stream().anyMatch(field -> field.error() != null);
    }

    /** The lines of the error summary: one for each field that is wrong. */
    public List<ErrorItem> errors(Words words) {
        return fields.stream()
                .filter(field -> field.error() != null)
                .map(field -> ErrorItem.of(field.name(), words.say(String.valueOf(field.error()))))
                .toList();
    }

    /** What the links to the other forms carry, so that they lead back to the same page. */
    public String query() {
        return "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    public String title() {
        return "identity.sign-in." + kind + "-title";
    }
}
