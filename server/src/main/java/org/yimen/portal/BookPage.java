package org.yimen.portal;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.Slot;
import org.yimen.hall.WindowGroup;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;

/**
 * A day and a slot in a group's hours, for a new booking or instead of one that there is.
 *
 * @param item what it is for, or null
 * @param booking the booking that is changed, or null
 * @param days with so many free places each
 * @param day the chosen one
 * @param slots of the chosen day
 * @param barred until when he may not book, or null
 * @param refusal why the last try failed, or null
 */
public record BookPage(
        WindowGroup group,
        @Nullable Text item,
        @Nullable String itemCode,
        @Nullable UUID booking,
        List<Day> days,
        @Nullable LocalDate day,
        List<Slot> slots,
        @Nullable LocalDate barred,
        UUID key,
        @Nullable RuleBroken refusal) {

    public BookPage {
        days = List.copyOf(days);
        slots = List.copyOf(slots);
    }

    /** A day with its free places. */
    public record Day(LocalDate date, int free, boolean off) {}

    /** The choice of group and item that begins it. */
    public record Start(
            List<WindowGroup> groups,
            List<ItemVersion> items,
            @Nullable ItemVersion item) {
        public Start {
            groups = List.copyOf(groups);
            items = List.copyOf(items);
        }
    }

    /** Where the form goes. */
    public String action() {
        return booking == null ? "/book/" + group.code() : "/me/bookings/" + booking + "/move";
    }

    /** The page of another day. */
    public String dayLink(Day other) {
        String item = itemCode == null || booking != null ? "" : "&item=" + itemCode;
        return action() + "?day=" + other.date() + item;
    }

    /** The slots of the day; full ones cannot be taken. */
    public List<Choice> choices(Words words) {
        return slots.stream()
                .filter(slot -> slot.free() > 0)
                .map(slot -> Choice.of(
                        slot.id().toString(),
                        words.say(
                                "hall.book.slot", words.time(slot.startsAt()), words.time(slot.endsAt()), slot.free())))
                .toList();
    }
}
