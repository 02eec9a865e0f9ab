package org.yimen.hotline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.hotline.WorkOrder.Ending;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.Verdict;

/**
 * A work order as lists and figures see it: nothing of what was said, and not who said it.
 *
 * @param unit who leads now or led last, or null before the first dispatch
 * @param units everybody who has had to do with it: units that lead, assist or were consulted
 * @param keptOut 回避: who learns nothing of it, the accused and everybody who acted on what it is about
 * @param registeredBy the officer who took it down for somebody, or null where the reporter did himself
 * @param raised what is known of an order that an officer raised, else null
 * @param inTime whether the answer came within the unit's limit, or null before there is one
 */
public record OrderRow(
        String region,
        UUID id,
        String number,
        String type,
        int typeVersion,
        String topic,
        String status,
        @Nullable String unit,
        List<String> units,
        @Nullable String accusedDepartment,
        @Nullable UUID accusedPerson,
        List<UUID> keptOut,
        @Nullable UUID aboutCase,
        UUID holder,
        boolean anonymous,
        boolean urgent,
        String channel,
        @Nullable UUID registeredBy,
        Instant openedAt,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate repliedOn,
        @Nullable Boolean inTime,
        @Nullable LocalDate closedOn,
        @Nullable Ending ending,
        @Nullable Verdict verdict,
        int returns,
        int reopenings,
        @Nullable UUID mergedInto,
        @Nullable Raised raised) {

    /**
     * Of what an officer raised.
     *
     * @param post from which it was raised
     * @param person who is in charge of it in the unit, or empty
     * @param answerOn the last day of the unit's answer, as it was set
     * @param readAt 已阅: when the unit confirmed having read it, or null before it has, with whoever did
     */
    public record Raised(
            String post,
            String subject,
            Source source,
            String person,
            LocalDate answerOn,
            @Nullable Instant readAt,
            @Nullable UUID readBy) {}

    public OrderRow {
        units = List.copyOf(units);
        keptOut = List.copyOf(keptOut);
    }

    /** 来电催办: true where whoever reported it may ask again instead of reporting it a second time. */
    public boolean takesReminders() {
        return raised == null
                && List.of("Registered", "Consulting", "Dispatched", "Handling", "Suspended", "Escalated")
                        .contains(status);
    }

    /** True where somebody still has to do something. */
    public boolean open() {
        return List.of("Registered", "Consulting", "Dispatched", "Handling", "Suspended", "Replied", "Escalated")
                .contains(status);
    }
}
