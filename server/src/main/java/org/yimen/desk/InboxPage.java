package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.Dictionaries.CaseClass;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;

/**
 * What waits for the officer's posts.
 *
 * @param talk how many texts and questions wait for an answer
 * @param label the class that the list is narrowed to, or empty
 * @param next where the next page begins, or null on the last
 * @param managed what he answers for as case manager, whoever has its tasks
 */
public record InboxPage(
        DeskFrame frame,
        List<InboxRow> rows,
        int talk,
        @Nullable String next,
        boolean first,
        List<CaseClass> classes,
        String label,
        List<InboxRow> managed) {

    public InboxPage {
        rows = List.copyOf(rows);
        classes = List.copyOf(classes);
        managed = List.copyOf(managed);
    }

    /** The same list from the beginning, or on from there. */
    public String address(String after) {
        String narrowed = label.isEmpty() ? "" : "?class=" + label;
        return after.isEmpty()
                ? "/desk" + narrowed
                : "/desk" + (narrowed.isEmpty() ? "?" : narrowed + "&") + "after=" + after;
    }

    public List<Option> options(Words words) {
        return Option.orNone(
                words.say("desk.inbox.class-all"),
                classes.stream().map(each -> Option.of(each.code(), words.text(each.name()))));
    }
}
