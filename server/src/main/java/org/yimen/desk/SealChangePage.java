package org.yimen.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.desk.SealsPage.Keeper;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/**
 * Stopping a seal or giving it into other hands.
 *
 * @param what {@code stop} or {@code custodian}
 * @param keepers to whom it may be given
 * @param errors field → message key
 */
public record SealChangePage(
        DeskFrame frame,
        SealsPage.Row row,
        String what,
        List<Keeper> keepers,
        String keeper,
        String reason,
        Map<String, String> errors) {

    public SealChangePage {
        keepers = List.copyOf(keepers);
        errors = Map.copyOf(errors);
    }

    public boolean stops() {
        return what.equals("stop");
    }

    public @Nullable ErrorMessage error(String field, Words words) {
        return ErrorMessage.orNull(errors.containsKey(field) ? said(field, words) : null);
    }

    public List<ErrorItem> summary(Words words) {
        return errors.keySet().stream()
                .map(field -> ErrorItem.of(
                        field,
                        words.say(
                                "platform.ui.field-error", words.say("desk.seals.field." + field), said(field, words))))
                .toList();
    }

    public List<Choice> keepers(Words words) {
        return keepers.stream()
                .map(each -> Choice.of(each.value(), each.person()))
                .toList();
    }

    private String said(String field, Words words) {
        return words.say(errors.getOrDefault(field, ""), row.seal().name());
    }
}
