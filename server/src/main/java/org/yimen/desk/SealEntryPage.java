package org.yimen.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.desk.SealsPage.Keeper;
import org.yimen.document.SealKind;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;

/**
 * Entering a seal.
 *
 * @param keepers to whom it may be given
 * @param errors field → message key
 */
public record SealEntryPage(
        DeskFrame frame, List<Keeper> keepers, Map<String, String> typed, Map<String, String> errors) {

    public SealEntryPage {
        keepers = List.copyOf(keepers);
        typed = Map.copyOf(typed);
        errors = Map.copyOf(errors);
    }

    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    public @Nullable ErrorMessage error(String field, Words words) {
        return ErrorMessage.orNull(errors.containsKey(field) ? words.say(errors.getOrDefault(field, "")) : null);
    }

    public List<ErrorItem> summary(Words words) {
        return errors.entrySet().stream()
                .map(error -> ErrorItem.of(
                        error.getKey(),
                        words.say(
                                "platform.ui.field-error",
                                words.say("desk.seals.field." + error.getKey()),
                                words.say(error.getValue()))))
                .toList();
    }

    public List<Choice> kinds(Words words) {
        return List.of(SealKind.values()).stream()
                .map(kind -> Choice.of(kind.name(), words.say(kind.key())))
                .toList();
    }

    public List<Choice> keepers(Words words) {
        return keepers.stream()
                .map(keeper -> Choice.of(
                        keeper.value(), words.say("desk.seals.keeper-of", words.text(keeper.name()), keeper.person())))
                .toList();
    }
}
