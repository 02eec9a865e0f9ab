package org.yimen.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.hotline.OrderDesk;
import org.yimen.identity.SpecialGroup;
import org.yimen.platform.Text;

/**
 * One case in a list.
 *
 * @param groups for whom the hall keeps the short way; for the staff only
 * @param act what the officer must do on it, or null in a list of what was found
 * @param kind of the case, e.g. an application or a work order
 * @param first in the fast lane: before everything else
 * @param urgent 紧急 of a work order: life or property is in danger
 * @param caseClass 七件, or null for what has none
 * @param from whose work it is while he is away; empty where it is the officer's own
 */
public record InboxRow(
        UUID id,
        String number,
        String title,
        Text item,
        String status,
        @Nullable String act,
        @Nullable LocalDate dueOn,
        Mark mark,
        Instant openedAt,
        List<String> from,
        Set<SpecialGroup> groups,
        String kind,
        boolean first,
        boolean urgent,
        @Nullable Text caseClass) {

    public InboxRow {
        from = List.copyOf(from);
        groups = Set.copyOf(groups);
    }

    public String href() {
        return (isOrder() ? "/desk/orders/" : "/desk/cases/") + id;
    }

    /** True for a work order: it has its own page and its own words. */
    public boolean isOrder() {
        return kind.equals(OrderDesk.KIND);
    }

    public String statusKey() {
        return (isOrder() ? "hotline.status." : "application.status.") + status;
    }

    /** 优先: the special groups of the applicant, in a fixed order. */
    public List<SpecialGroup> priority() {
        return groups.stream().sorted().toList();
    }

    /** How a due date stands, as a shape and a word. */
    public enum Mark {
        OK,
        SOON,
        LATE,
        NONE
    }
}
