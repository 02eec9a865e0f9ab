package org.yimen.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 授权书: who may do what, for which items, from when until when. Without {@code parent} it is the first tier, from the
 * government to the head of a department; with one, the second, from that head to a chief representative or a clerk.
 *
 * @param department in whose name the holder acts
 * @param items codes of items, or {@link #ALL} for every item of the department
 * @param until the last day that it is valid
 * @param holder the member of staff who holds it
 * @param withdrawnOn from the start of this day it allows nothing
 */
public record Letter(
        String number,
        String department,
        Set<String> items,
        Set<Right> rights,
        LocalDate from,
        LocalDate until,
        UUID holder,
        List<String> signatories,
        Power power,
        @Nullable LocalDate withdrawnOn,
        @Nullable String withdrawnBecause,
        @Nullable Letter parent) {

    /** Stands for every item of the department. */
    public static final String ALL = "*";

    /** Whether the holder uses his own power or acts in another's place. */
    public sealed interface Power {
        /** The power of the department that the holder serves. */
        record Own() implements Power {}

        /**
         * In another's place: 代批, in that of the head of the department that the holder serves (M-APR-08); or, where he serves
         * another, a commission (行政许可法 art. 24), in the commissioning organ's name, only where a law, regulation or rule
         * provides for it. The rights tell them apart: a commission accepts, and signing for the head decides, issues, extends.
         *
         * @param basis the instrument and article that provide for it
         */
        record OnBehalf(String basis) implements Power {}
    }

    public Letter {
        items = Set.copyOf(items);
        rights = Set.copyOf(rights);
        signatories = List.copyOf(signatories);
        if (items.isEmpty() || rights.isEmpty() || until.isBefore(from)) {
            throw new IllegalArgumentException("letter " + number + " allows nothing");
        }
    }

    /** A first-tier letter under the department's own power; the short form for rules and their tests. */
    public static Letter ofGovernment(
            String number,
            String department,
            Set<String> items,
            Set<Right> rights,
            LocalDate from,
            LocalDate until,
            UUID head) {
        return new Letter(
                number, department, items, rights, from, until, head, List.of(), new Power.Own(), null, null, null);
    }

    /** A second-tier letter under this one, for the same items, department and days. */
    public Letter passedOn(String number, Set<Right> rights, UUID holder) {
        return new Letter(number, department, items, rights, from, until, holder, List.of(), power, null, null, this);
    }

    /** The same letter, withdrawn as of {@code day}. */
    public Letter withdrawn(LocalDate day, String reason) {
        return new Letter(
                number, department, items, rights, from, until, holder, signatories, power, day, reason, parent);
    }

    /** What the holder, a department's administrator, gave to one clerk for one item under this letter. */
    Letter forOne(ItemRight given) {
        return new Letter(
                number,
                department,
                Set.of(given.item()),
                Set.of(given.right()),
                from,
                until,
                given.clerk(),
                signatories,
                new Power.Own(),
                null,
                null,
                this);
    }

    Letter restingOn(@Nullable Letter above) {
        return new Letter(
                number,
                department,
                items,
                rights,
                from,
                until,
                holder,
                signatories,
                power,
                withdrawnOn,
                withdrawnBecause,
                above);
    }

    /** True where this letter, and the one it rests on, allow {@code right} for the item on that day. */
    public boolean covers(Right right, String item, LocalDate on) {
        return rights.contains(right)
                && names(item)
                && validOn(on)
                && (parent == null || parent.covers(right, item, on));
    }

    /** True where it never allows anything again. */
    boolean isOverOn(LocalDate on) {
        return on.isAfter(until) || withdrawnOn != null;
    }

    /** True where neither its days nor a withdrawal end it; says nothing of the letter it rests on. */
    public boolean validOn(LocalDate on) {
        return !on.isBefore(from) && !on.isAfter(until) && (withdrawnOn == null || on.isBefore(withdrawnOn));
    }

    /** True where the letter names the item or all of the department's. */
    public boolean names(String item) {
        return items.contains(ALL) || items.contains(item);
    }
}
