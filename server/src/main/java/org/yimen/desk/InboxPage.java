package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Dictionaries.CaseClass;
import org.yimen.desk.Chores.Chore;
import org.yimen.desk.InboxRow.Mark;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Words;
import org.yimen.supervision.Duties.Duty;

/**
 * What waits for the officer's posts.
 *
 * @param talk how many texts and questions wait for an answer
 * @param label the class that the list is narrowed to, or empty
 * @param next where the next page begins, or null on the last
 * @param duties what the supervision of licences asks of him, on the first page
 * @param managed what he answers for as case manager, whoever has its tasks
 * @param chores what the phones and the knowledge base ask of him, on the first page
 */
public record InboxPage(
        DeskFrame frame,
        List<InboxRow> rows,
        int talk,
        @Nullable String next,
        boolean first,
        List<CaseClass> classes,
        String label,
        List<DutyRow> duties,
        List<InboxRow> managed,
        List<Chore> chores) {

    /** So many are shown before the cases; the rest stands in the lists of checks and measures. */
    static final int MOST_DUTIES = 10;

    /** One thing to do about a licence that was granted. */
    public record DutyRow(Duty duty, Summary file, Text item, Mark mark) {}

    public InboxPage {
        rows = List.copyOf(rows);
        classes = List.copyOf(classes);
        duties = List.copyOf(duties);
        managed = List.copyOf(managed);
        chores = List.copyOf(chores);
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
