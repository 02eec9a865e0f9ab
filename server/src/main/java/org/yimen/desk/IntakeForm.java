package org.yimen.desk;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.web.Typed;

/**
 * Who stands at the window, as typed.
 *
 * @param newcomer nobody has this number yet, so name and phone are asked for
 * @param errors field → message key
 */
public record IntakeForm(String number, String name, String phone, boolean newcomer, Map<String, String> errors) {

    private static final int LONGEST_NAME = 50;

    public IntakeForm {
        errors = Map.copyOf(errors);
    }

    static IntakeForm empty() {
        return new IntakeForm("", "", "", false, Map.of());
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    IntakeForm wrong(String field, String key) {
        return new IntakeForm(number, name, phone, newcomer, Map.of(field, key));
    }

    /** Nothing was looked up: what was typed of a newcomer stays, with its fields. */
    IntakeForm bounded(Typed.Flaw often) {
        boolean begun = !name.isEmpty() || !phone.isEmpty();
        return new IntakeForm(number, name, phone, begun, Map.of(often.field(), often.code()));
    }

    /** The same for a person whom nobody has entered yet. */
    IntakeForm checkedForNewcomer() {
        var wrong = new HashMap<String, String>();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            wrong.put("name", "desk.intake.name-missing");
        }
        if (!phone.matches("1[3-9]\\d{9}")) {
            wrong.put("phone", "desk.intake.phone-wrong");
        }
        return new IntakeForm(number, name, phone, true, wrong);
    }
}
