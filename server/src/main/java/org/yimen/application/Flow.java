package org.yimen.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What holders of letters laid on the way of one case: whom they urged and named, what they speeded, and where the order of
 * the plan was left with somebody's assent.
 *
 * @param asked the deviation that waits for an assent
 * @param postponed the first element that was passed over, once the order was left
 * @param ahead positions that are done although an earlier one is not
 * @param extension that the head of the government is asked to extend it, or null
 * @param parcel the last parcel that its result went into, or null
 */
public record Flow(
        List<Urging> urgings,
        List<Assignment> assignments,
        List<Speeding> speedings,
        @Nullable Asked asked,
        @Nullable Integer postponed,
        List<Integer> ahead,
        @Nullable Parcel parcel,
        @Nullable ExtensionWish extension) {

    static final Flow NONE = new Flow(List.of(), List.of(), List.of(), null, null, List.of(), null, null);

    /**
     * 催办.
     *
     * @param number from 1 within the case
     * @param colleague the one who is urged, or null for the whole department
     * @param replyBy by when it is to be answered; null for urgings that are older than such dates
     * @param level 0 for who was urged, 1 for the head of the department, 2 for the director of the centre
     */
    public record Urging(
            int number,
            LocalDate on,
            String department,
            @Nullable UUID colleague,
            String note,
            UUID by,
            boolean open,
            @Nullable LocalDate replyBy,
            int level) {

        Urging closed() {
            return new Urging(number, on, department, colleague, note, by, false, replyBy, level);
        }

        Urging escalated(int next, LocalDate by) {
            return new Urging(number, on, department, colleague, note, this.by, open, by, next);
        }
    }

    /** 指派: who does the task while it is open. */
    public record Assignment(String task, UUID to) {}

    /** 加快: by when a task is wanted, before its own date. */
    public record Speeding(String task, LocalDate dueOn) {}

    /** A deviation from the order of the plan that somebody asked for. */
    public record Asked(int position, String element, String reason, UUID by, LocalDate on) {}

    /**
     * 邮件: one of the parcels of a case.
     *
     * @param round from 1 within the case
     */
    public record Parcel(int round, boolean underWay) {}

    /** 提请延长: why somebody asks for it. */
    public record ExtensionWish(String reason, UUID by, LocalDate on) {}

    public Flow {
        urgings = List.copyOf(urgings);
        assignments = List.copyOf(assignments);
        speedings = List.copyOf(speedings);
        ahead = List.copyOf(ahead);
    }

    /** The urgings that nobody has answered. */
    public List<Urging> open() {
        return urgings.stream().filter(Urging::open).toList();
    }

    Optional<UUID> assignee(String task) {
        return assignments.stream()
                .filter(each -> each.task().equals(task))
                .map(Assignment::to)
                .findFirst();
    }

    /** The date that was set for the task, if it was speeded. */
    Optional<LocalDate> wanted(String task) {
        return speedings.stream()
                .filter(each -> each.task().equals(task))
                .map(Speeding::dueOn)
                .findFirst();
    }

    Flow urged(Urging urging) {
        return new Flow(plus(urgings, urging), assignments, speedings, asked, postponed, ahead, parcel, extension);
    }

    Flow escalated(int number, int level, LocalDate replyBy) {
        var next = urgings.stream()
                .map(urging -> urging.number() == number ? urging.escalated(level, replyBy) : urging)
                .toList();
        return new Flow(next, assignments, speedings, asked, postponed, ahead, parcel, extension);
    }

    Flow answered(int number) {
        return closing(urging -> urging.number() == number);
    }

    /** The department did what it was urged to do. */
    Flow answeredBy(String department) {
        return closing(urging -> urging.department().equals(department));
    }

    Flow assigned(Assignment assignment) {
        var others = assignments.stream()
                .filter(each -> !each.task().equals(assignment.task()))
                .toList();
        return new Flow(urgings, plus(others, assignment), speedings, asked, postponed, ahead, parcel, extension);
    }

    /** What was given to somebody who keeps out of the case waits for his post again. */
    Flow without(UUID officer) {
        var others =
                assignments.stream().filter(each -> !each.to().equals(officer)).toList();
        return new Flow(urgings, others, speedings, asked, postponed, ahead, parcel, extension);
    }

    Flow speeded(Speeding speeding) {
        var others = speedings.stream()
                .filter(each -> !each.task().equals(speeding.task()))
                .toList();
        return new Flow(urgings, assignments, plus(others, speeding), asked, postponed, ahead, parcel, extension);
    }

    Flow asking(@Nullable Asked deviation) {
        return new Flow(urgings, assignments, speedings, deviation, postponed, ahead, parcel, extension);
    }

    Flow wishing(@Nullable ExtensionWish wish) {
        return new Flow(urgings, assignments, speedings, asked, postponed, ahead, parcel, wish);
    }

    /** The element at {@code position} is left for later. */
    Flow postponing(int position) {
        int first = postponed == null ? position : Math.min(postponed, position);
        return new Flow(urgings, assignments, speedings, null, first, ahead, parcel, extension);
    }

    /** What was asked, named and speeded at an element ends with it. */
    Flow leaving(int position) {
        var done = postponed == null ? ahead : plus(ahead, position);
        return new Flow(closing(_ -> true).urgings, List.of(), List.of(), null, postponed, done, parcel, extension);
    }

    /** Back at an earlier element, which is to be done anew. */
    Flow returningTo(int position) {
        var still = ahead.stream().filter(each -> each != position).toList();
        return new Flow(closing(_ -> true).urgings, List.of(), List.of(), null, postponed, still, parcel, extension);
    }

    /** True while a parcel is with the courier. */
    boolean isInTheMail() {
        return parcel != null && parcel.underWay();
    }

    Flow sent(Parcel next) {
        return new Flow(urgings, assignments, speedings, asked, postponed, ahead, next, extension);
    }

    private Flow closing(Predicate<Urging> which) {
        var next = urgings.stream()
                .map(urging -> which.test(urging) ? urging.closed() : urging)
                .toList();
        return new Flow(next, assignments, speedings, asked, postponed, ahead, parcel, extension);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var more = new ArrayList<>(list);
        more.add(one);
        return more;
    }
}
